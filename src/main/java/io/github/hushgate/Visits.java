package io.github.hushgate;

import io.github.hushgate.HushgateConfig.JourneySettings;
import io.github.hushgate.journey.CleanAddress;
import io.github.hushgate.journey.HiddenCookies;
import io.github.hushgate.journey.PageRequests;
import io.github.hushgate.journey.Speculation;
import io.github.hushgate.report.RemovalLedger;
import io.github.hushgate.response.Shield;
import io.github.hushgate.route.NestedPaths;
import io.github.hushgate.route.RoutePattern;
import io.github.hushgate.route.RuleSet;
import io.github.hushgate.route.SensitiveRoutes;
import io.github.hushgate.tracker.TrackerDetector;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What the settings under {@code journey} mean for one request. When only observing, it counts what it would have done.
 * Safe for many threads.
 */
final class Visits {
    private final JourneySettings journey;
    private final NestedPaths nested;
    private final InnerPages inner;
    private final CleanAddress clean;
    private final SensitiveRoutes clearing;
    private final TrackerDetector detector;
    private final RemovalLedger ledger;

    Visits(
            HushgateConfig config,
            SensitiveRoutes routes,
            Protections protections,
            TrackerDetector detector,
            RemovalLedger ledger) {
        journey = config.journey();
        nested = new NestedPaths(routes);
        inner = new InnerPages(routes, protections, ledger);
        clean = new CleanAddress(name -> detector.ofClickId(name).isPresent());
        clearing = SensitiveRoutes.of(
                journey.clearWorkers().stream().map(RoutePattern::of).toList(), List.of());
        this.detector = detector;
        this.ledger = ledger;
    }

    /** The rules of the sensitive paths that the address holds beside its own. */
    RuleSet rulesInside(HttpServletRequest request) {
        return journey.urls() ? nested.match(request) : RuleSet.NONE;
    }

    /** On the entry pages that the owner has named, installed workers go, and own storage with them. */
    void clearWorkers(HttpServletRequest request, HttpServletResponse response) {
        if (!clearing.match(request).isEmpty() && PageRequests.isForPage(request)) {
            response.setHeader("Clear-Site-Data", "\"storage\"");
        }
    }

    /** Answers a sensitive request in the application's place; false where the application may. */
    boolean answers(HttpServletRequest request, HttpServletResponse response, Shield shield) throws IOException {
        return refuses(request, response, shield)
                || cleans(request, response, shield)
                || inner.opensForReal(request, response, shield);
    }

    /** A request that a browser makes ahead of its visitor. */
    private boolean refuses(HttpServletRequest request, HttpServletResponse response, Shield shield) {
        if (!Speculation.isAhead(request)) {
            return false;
        }
        ledger.countCoverage(shield.route(), shield.enforce() ? "ahead-refused" : "ahead");
        if (shield.enforce()) {
            response.setStatus(Speculation.REFUSED);
            response.setHeader("Cache-Control", "no-store");
        }
        return shield.enforce();
    }

    /** An address with a click id: the browser is sent to the one without. */
    private boolean cleans(HttpServletRequest request, HttpServletResponse response, Shield shield) {
        String query = request.getQueryString();
        if (!journey.cleanUrls() || query == null || !"GET".equals(request.getMethod())) {
            return false;
        }
        Optional<String> address = clean.of(request.getRequestURI(), query);
        if (address.isEmpty()) {
            return false;
        }
        ledger.countCoverage(shield.route(), shield.enforce() ? "click-id-removed" : "click-id");
        if (shield.enforce()) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", address.get());
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("Referrer-Policy", "no-referrer");
        }
        return shield.enforce();
    }

    /** The request as the application may see it. */
    HttpServletRequest asked(HttpServletRequest request, Shield shield) {
        return journey.hideCookies() && shield.enforce() ? HiddenCookies.in(request, detector) : request;
    }

    /** The shield under which a sensitive request that a script makes is answered. */
    Shield inside(HttpServletRequest request, Shield shield) {
        return inner.inside(request, shield);
    }
}
