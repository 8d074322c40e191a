package io.github.hushgate;

import io.github.hushgate.policy.AllowKind;
import io.github.hushgate.report.RemovalLedger;
import io.github.hushgate.response.Shield;
import io.github.hushgate.route.RuleSet;
import io.github.hushgate.route.SensitiveRoutes;
import io.github.hushgate.url.BrowserUrl;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What follows once the owner has opened frames or workers: a page of this site that a sensitive page frames can read
 * it, a page that frames it can as well, and a worker has a policy of its own. Goes by Sec-Fetch-Dest: a browser that
 * does not send it is not told apart. Safe for many threads.
 */
final class Embeds {
    private static final Set<String> FRAMES = Set.of("iframe", "frame", "object", "embed");
    private static final Set<String> WORKERS = Set.of("worker", "sharedworker");
    private static final String SELF = "'self'";

    private final SensitiveRoutes routes;
    private final RemovalLedger ledger;
    private final List<String> origins;
    private final RuleSet framedBySelf;
    private final Optional<Shield> frame;
    private final Optional<Shield> worker;

    Embeds(HushgateConfig config, SensitiveRoutes routes, Shields shields, RemovalLedger ledger) {
        this.routes = routes;
        this.ledger = ledger;
        origins = config.ownOrigins();
        framedBySelf = rules(config, allow -> opensOwn(allow, AllowKind.FRAMED_BY));
        frame = Optional.of(rules(config, allow -> opensOwn(allow, AllowKind.FRAME)))
                .filter(rules -> !rules.isEmpty())
                .map(shields::framed);
        worker = Optional.of(rules(config, allow -> allow.containsKey(AllowKind.WORKER)))
                .filter(rules -> !rules.isEmpty())
                .map(shields::of);
    }

    private static RuleSet rules(HushgateConfig config, Predicate<Map<AllowKind, List<String>>> chosen) {
        List<Integer> indexes = new ArrayList<>();
        List<HushgateConfig.Rule> all = config.rules();
        Map<AllowKind, List<String>> dangerous = config.policyOptions().dangerous();
        for (int i = 0; i < all.size(); i++) {
            if (chosen.test(all.get(i).allow()) || chosen.test(dangerous)) {
                indexes.add(i);
            }
        }
        return RuleSet.of(indexes);
    }

    /** Whether pages of this very site are among what is allowed: by word, by name, or by a wildcard or scheme. */
    private boolean opensOwn(Map<AllowKind, List<String>> allow, AllowKind kind) {
        return allow.getOrDefault(kind, List.of()).stream()
                .anyMatch(source -> source.equalsIgnoreCase(SELF)
                        || source.contains("*")
                        || source.endsWith(":")
                        || origins.contains(source)
                        || origins.contains("https://" + source));
    }

    /** The shield of a request that is not sensitive by its address, but is embedded by a page that may be. */
    Optional<Shield> shield(HttpServletRequest request) {
        if (frame.isEmpty() && worker.isEmpty()) {
            return Optional.empty();
        }
        String kind = request.getHeader("Sec-Fetch-Dest");
        if (kind == null) {
            return Optional.empty();
        }
        return FRAMES.contains(kind) ? frame : WORKERS.contains(kind) ? worker : Optional.empty();
    }

    /**
     * Refuses to be framed by a page of this site that is not sensitive, where the Referer shows one; the bare origin
     * shows none. False when the request is answered as any other, or when only observing.
     */
    boolean refuses(HttpServletRequest request, HttpServletResponse response, RuleSet rules, Shield shield) {
        String kind = request.getHeader("Sec-Fetch-Dest");
        boolean framed = kind != null && FRAMES.contains(kind) && rules.intersects(framedBySelf);
        if (!framed || !isFromOpenPage(request)) {
            return false;
        }
        ledger.countCoverage(shield.route(), shield.enforce() ? "framed-refused" : "framed");
        if (shield.enforce()) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            response.setHeader("Cache-Control", "no-store");
        }
        return shield.enforce();
    }

    private boolean isFromOpenPage(HttpServletRequest request) {
        String referrer = request.getHeader("Referer");
        return referrer != null
                && BrowserUrl.parse(referrer)
                        .filter(page -> isOwn(page, request))
                        .filter(page ->
                                !page.path().equals("/") || !page.query().isEmpty())
                        .filter(page -> routes.matchPath(withinContext(page.path(), request))
                                .isEmpty())
                        .isPresent();
    }

    private boolean isOwn(BrowserUrl page, HttpServletRequest request) {
        return page.host().equalsIgnoreCase(request.getServerName())
                || origins.stream()
                        .anyMatch(origin ->
                                page.host().equalsIgnoreCase(URI.create(origin).getHost()));
    }

    private static String withinContext(String path, HttpServletRequest request) {
        String context = request.getContextPath();
        return path.startsWith(context + "/") ? path.substring(context.length()) : path;
    }
}
