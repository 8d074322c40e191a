package io.github.hushgate;

import io.github.hushgate.journey.PageInPage;
import io.github.hushgate.journey.PageInPage.Library;
import io.github.hushgate.report.RemovalLedger;
import io.github.hushgate.response.PageRewriter;
import io.github.hushgate.response.Shield;
import io.github.hushgate.route.RuleSet;
import io.github.hushgate.route.SensitiveRoutes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What becomes of a sensitive page that script asks for from a page that is not sensitive: a tracker there would read
 * it. Where the library that asks has a way, the visitor is taken to the page itself. Safe for many threads.
 */
final class InnerPages {
    /** How it is counted. */
    static final String OPENED = "opened inside an unprotected page";

    private final SensitiveRoutes routes;
    private final Protections protections;
    private final RemovalLedger ledger;

    InnerPages(SensitiveRoutes routes, Protections protections, RemovalLedger ledger) {
        this.routes = routes;
        this.protections = protections;
        this.ledger = ledger;
    }

    /** Answers with a navigation to the page itself, where the library that asks has one; counts what it answers. */
    boolean opensForReal(HttpServletRequest request, HttpServletResponse response, Shield shield) throws IOException {
        Optional<Library> asked = library(request);
        asked.filter(library -> library != Library.UNKNOWN)
                .ifPresent(library -> ledger.countCoverage(shield.route(), OPENED));
        if (!shield.enforce() || !"GET".equals(request.getMethod())) {
            return false;
        }
        if (asked.filter(Library.HTMX::equals).isPresent()) {
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("HX-Redirect", address(request));
            return true;
        }
        boolean turbo = asked.filter(Library.TURBO::equals).isPresent()
                || PageInPage.isTurboVisitFromUnknown(request, sensitive(request));
        if (turbo) {
            response.setHeader("Cache-Control", "no-store");
            response.setContentType("text/html;charset=UTF-8");
            response.getWriter().write(PageInPage.TURBO_RELOAD);
        }
        return turbo;
    }

    private static String address(HttpServletRequest request) {
        String query = request.getQueryString();
        // Two slashes at its beginning would name another host.
        String path = request.getRequestURI().replaceFirst("^[/\\\\]+", "/");
        return query == null ? path : path + "?" + query;
    }

    /**
     * The shield for a request that no known library makes: only the answer shows whether it is a page. That is counted
     * and, where a sealed rule enforces, withheld.
     */
    Shield inside(HttpServletRequest request, Shield shield) {
        if (library(request).filter(Library.UNKNOWN::equals).isEmpty()) {
            return shield;
        }
        boolean withheld = shield.enforce()
                && "GET".equals(request.getMethod())
                && shield.rules() instanceof RuleSet rules
                && protections.isSealed(rules);
        return shield.withRewriters((page, out) -> {
            ledger.countCoverage(shield.route(), OPENED);
            return withheld ? new Withheld() : shield.rewriters().open(page, out);
        });
    }

    private Optional<Library> library(HttpServletRequest request) {
        return PageInPage.of(request, sensitive(request));
    }

    private Predicate<String> sensitive(HttpServletRequest request) {
        String context = request.getContextPath();
        return path -> path.startsWith(context)
                && !routes.matchPath(path.substring(context.length())).isEmpty();
    }

    /** Nothing of the page goes out. */
    private record Withheld() implements PageRewriter {
        @Override
        public void write(byte[] bytes, int from, int length) {
            // Withheld.
        }

        @Override
        public void finish() {
            // Withheld.
        }

        @Override
        public void abandon(byte[] bytes, int from, int length) {
            // Withheld.
        }
    }
}
