package io.github.hushgate.policy;

import java.util.Locale;

/** What an {@code allow} host is allowed for. */
public enum AllowKind {
    /** Scripts from there run. */
    SCRIPT("script-src"),
    /** Style sheets from there apply. */
    STYLE("style-src"),
    /** Images. */
    IMG("img-src"),
    /** Fonts. */
    FONT("font-src"),
    /** Requests by script, beacons, event streams, web sockets. */
    CONNECT("connect-src"),
    /** Sound, film. */
    MEDIA("media-src"),
    /** Web app manifests. */
    MANIFEST("manifest-src"),
    /** What {@code object} and {@code embed} show. */
    OBJECT("object-src"),
    /** Pages from there may be framed by ours. */
    FRAME("frame-src"),
    /** Pages there may frame ours. */
    FRAMED_BY("frame-ancestors"),
    /** Worker scripts. */
    WORKER("worker-src"),
    /** Forms may be sent there. */
    FORM("form-action"),
    /** Links may lead there, where Connection-Allowlist would stop them; no directive. */
    LINK("");

    private final String directive;

    AllowKind(String directive) {
        this.directive = directive;
    }

    /** The name of the directive that it opens; empty for {@link #LINK}. */
    String directive() {
        return directive;
    }

    /** The settings key: {@code allow.framed-by}. */
    public String key() {
        return "allow." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
