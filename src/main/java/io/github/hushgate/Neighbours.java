package io.github.hushgate;

import io.github.hushgate.HushgateConfig.Ceiling;
import io.github.hushgate.HushgateConfig.Guard;
import io.github.hushgate.HushgateConfig.JourneySettings;
import io.github.hushgate.journey.PageRequests;
import io.github.hushgate.journey.StickyProtection;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.response.Shield;
import io.github.hushgate.response.ShieldedExchange;
import io.github.hushgate.route.RoutePattern;
import io.github.hushgate.route.SensitiveRoutes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the pages around the sensitive ones: those of a protected visit, and doorways. Where both are off it
 * looks at nothing, and a page that is left alone costs no allocation. Safe for many threads.
 */
final class Neighbours {
    /** What a protected visit's pages are counted under: not their route, which would tell of one visit. */
    static final String PROTECTED_VISIT = "(protected visit)";

    private final Optional<StickyProtection> sticky;
    private final Optional<DoorwayWatch> doorways;
    private final boolean protects;
    private final SensitiveRoutes listed;
    private final Shield protectedVisit;
    private final Shield doorway;

    Neighbours(JourneySettings journey, Shields shields, Optional<StickyProtection> sticky, DoorwayWatch watch) {
        Disposition ceiling = journey.ceiling() == Ceiling.ENFORCE ? Disposition.ENFORCE : Disposition.REPORT;
        this.sticky = sticky;
        doorways = journey.doorways() == Guard.OFF ? Optional.empty() : Optional.of(watch);
        protects = journey.doorways() == Guard.PROTECT;
        List<String> patterns = protects ? journey.doorwayRoutes() : List.of();
        listed = SensitiveRoutes.of(patterns.stream().map(RoutePattern::of).toList(), List.of());
        protectedVisit = shields.neighbour(PROTECTED_VISIT, ceiling);
        doorway = shields.neighbour("(doorway)", ceiling);
    }

    /** The cookie that begins a protected visit; empty where there are none. */
    static Optional<StickyProtection> sticky(HushgateConfig config) {
        boolean https = !config.ownOrigins().isEmpty()
                && config.ownOrigins().stream().allMatch(origin -> origin.startsWith("https:"));
        return config.journey().sticky()
                ? Optional.of(new StickyProtection(config.journey().age(), https))
                : Optional.empty();
    }

    /** Answers a request that is not sensitive: mostly as if we were not there. */
    void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Shield shield = shield(request);
        if (shield != null) {
            ShieldedExchange.open(request, shield).run(request, response, chain);
            lookAtOpener(request, response);
        } else if (doorways.isPresent() && PageRequests.isForPage(request)) {
            doorways.get().serve(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private @Nullable Shield shield(HttpServletRequest request) {
        if (sticky.isPresent() && sticky.get().isProtected(request) && !PageRequests.isForPart(request)) {
            return protectedVisit;
        }
        boolean known = protects
                && PageRequests.isForPage(request)
                && (!listed.match(request).isEmpty() || doorways.get().isDoorway(request));
        return known ? doorway : null;
    }

    /** Tells of a neighbour that shares its openers with the sensitive pages. */
    private void lookAtOpener(HttpServletRequest request, HttpServletResponse response) {
        if (doorways.isPresent()) {
            doorways.get().lookAtOpener(request, response);
        }
    }
}
