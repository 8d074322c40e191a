package io.github.hushgate.tracker;

/** What a tracker can learn of a visit, the worst first. */
public enum Risk {
    /** Keystrokes, form fields or the page's text. */
    CONTENT_CAPTURE,
    /** Who the visitor is on other sites. */
    CROSS_SITE_IDENTITY,
    /** That this page was visited. */
    VISIT_DISCLOSURE,
    /** An IP address and the site's name. */
    IP_ONLY,
    /** Depends on where and how it runs: self-hosted analytics, monitoring. */
    CONDITIONAL
}
