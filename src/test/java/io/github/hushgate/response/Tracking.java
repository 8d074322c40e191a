package io.github.hushgate.response;

/** Pages with something to remove. */
final class Tracking {
    static final String TRACKER = "<img src=\"https://www.google-analytics.com/collect?v=1\">";
    static final String BEFORE = "<!DOCTYPE html><title>T</title><p>before</p>";
    static final String AFTER = "<p title=\"x\">after</p>";
    static final String PAGE = BEFORE + TRACKER + AFTER;
    static final String CLEAN = BEFORE + AFTER;

    private Tracking() {}
}
