package io.github.hushgate.examples.crimereport;

/** The two views of the one application. */
enum View {
    BEFORE("before", "Before: no filter", "Nothing yet. Start the report, and watch."),
    AFTER(
            "after",
            "After: behind the Hushgate filter",
            "Nothing. The tags are in the template, but not in the page that your browser got.");

    private final String path;
    private final String kicker;
    private final String empty;

    View(String path, String kicker, String empty) {
        this.path = path;
        this.kicker = kicker;
        this.empty = empty;
    }

    static View of(String path) {
        return path.equals(AFTER.path) ? AFTER : BEFORE;
    }

    /** The first segment of its addresses. */
    String path() {
        return path;
    }

    String kicker() {
        return kicker;
    }

    String empty() {
        return empty;
    }
}
