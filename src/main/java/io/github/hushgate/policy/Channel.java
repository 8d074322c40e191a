package io.github.hushgate.policy;

import java.util.Locale;

/** A way out of a page. */
public enum Channel {
    /** An external script, whether the parser, or a script inserted it. */
    SCRIPT("script-src-elem"),
    /** A style sheet. */
    STYLE("style-src-elem"),
    /** An image, such as a tracking pixel. */
    PIXEL("img-src"),
    /** A request by script: fetch, beacon, ping, event stream, web socket. */
    BEACON("connect-src"),
    /** A font. */
    FONT("font-src"),
    /** Sound or film. */
    MEDIA("media-src"),
    /** A framed page. */
    FRAME("frame-src"),
    /** A plug-in's content. */
    OBJECT("object-src"),
    /** An application manifest. */
    MANIFEST("manifest-src"),
    /** A worker's script. */
    WORKER("worker-src"),
    /** A form that is sent. */
    FORM("form-action"),
    /** A link, a script or a refresh that leads away. No policy directive covers it. */
    NAVIGATION("");

    private final String directive;

    Channel(String directive) {
        this.directive = directive;
    }

    /** The effective directive; empty: none. */
    String directive() {
        return directive;
    }

    /** Lower case, as reports name it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
