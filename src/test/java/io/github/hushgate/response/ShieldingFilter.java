package io.github.hushgate.response;

import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.policy.SecurityHeaders;
import io.github.hushgate.tracker.TrackerCatalog;
import io.github.hushgate.tracker.TrackerDetector;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Shields every response, with a rewriter of the test's choice. */
record ShieldingFilter(Shield shield) implements Filter {
    ShieldingFilter(PageRewriter.Source rewriters, Shield.Unscanned failure, Shield.Watch watch) {
        this(new Shield(
                "/**",
                SecurityHeaders.of(new SecurityHeaders.Settings(
                        Preset.CONFIDENTIAL, Disposition.ENFORCE, Map.of(), "/hushgate/reports", "0", "")),
                new OutgoingHeaders(TrackerDetector.of(new TrackerCatalog(List.of())), List.of(), (what, where) -> {}),
                rewriters,
                true,
                failure,
                Shield.Unscanned.PASS,
                watch,
                ""));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ShieldedExchange known = ShieldedExchange.in(request);
        ShieldedExchange exchange = known != null ? known : ShieldedExchange.open((HttpServletRequest) request, shield);
        exchange.run((HttpServletRequest) request, (HttpServletResponse) response, chain);
    }
}
