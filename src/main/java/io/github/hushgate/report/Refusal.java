package io.github.hushgate.report;

import java.util.Locale;

/** Why something was not kept; each has a counter of its name. */
enum Refusal {
    /** Neither POST nor OPTIONS. */
    METHOD,
    /** An Origin that is not the site's own. */
    ORIGIN,
    /** A media type that no report has. */
    MEDIA_TYPE,
    /** A Content-Encoding: nothing is ever inflated. */
    CONTENT_ENCODING,
    /** More than {@code bodyBytes}. */
    BODY_BYTES,
    /** Slower than {@code readDeadline}. */
    READ_DEADLINE,
    /** The connection broke. */
    READ,
    /** Not JSON, from here on. */
    MALFORMED,
    /** JSON after the end. */
    TRAILING,
    /** Beyond {@code entries}. */
    ENTRIES,
    /** Deeper than {@code depth}. */
    DEPTH,
    /** One key twice. */
    DUPLICATE_KEY,
    /** No report's shape. */
    SHAPE,
    /** A violation of nothing. */
    BLANK,
    /** About a document of somebody else. */
    FOREIGN_DOCUMENT;

    /** The reason as a word: lower case, hyphens. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The counter's name. */
    String counter() {
        return "refused." + word();
    }
}
