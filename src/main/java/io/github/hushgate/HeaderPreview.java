package io.github.hushgate;

import io.github.hushgate.policy.HeaderLine;
import io.github.hushgate.route.RuleSet;
import java.util.List;

/** The header lines that a request would be answered with, exactly as served. Immutable, safe for many threads. */
public final class HeaderPreview {
    private final HushgateConfig config;
    private final Protections protections;

    /** Computes the header sets; throws IllegalArgumentException as the filter's start-up would. */
    public HeaderPreview(HushgateConfig config) {
        this.config = config;
        this.protections = new Protections(config, Protections.reportUrl(config, ""));
    }

    /**
     * The lines of an HTML document at {@code path} (raw, context-relative, without its query), empty where it is not
     * sensitive.
     *
     * @param nonce the response's nonce
     * @param secure whether the request came by https
     */
    public List<HeaderLine> lines(String path, String nonce, boolean secure) {
        RuleSet rules = Protections.routes(config).matchPath(path);
        return rules.isEmpty() ? List.of() : protections.of(rules).headers().lines(nonce, secure);
    }
}
