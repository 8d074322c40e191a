package io.github.hushgate.response;

import java.util.Locale;

/**
 * What became of a sensitive response's body, for the owner's evidence. Each response counts once, under what became of
 * its body; {@link #COMMITTED_EARLY}, {@link #ERROR_DISPATCH}, {@link #INCLUDED} and {@link #HEADERS_LOST} are counted
 * besides.
 */
public enum Outcome {
    /** An HTML document that went through the rewriter. */
    REWRITTEN,
    /** Another media type: passed unchanged, with headers. */
    NOT_HTML,
    /** No Content-Type, and nothing that looks like HTML: passed unchanged. */
    NO_TYPE,
    /** No body at all: a redirect, a 304, an empty answer. */
    EMPTY,
    /** A Content-Encoding that nobody here can read: passed or withheld, as the setting says. */
    ENCODED,
    /** A range of a document, which cannot be rewritten by itself: passed unchanged. */
    PARTIAL,
    /** A redirect to a tracker, answered with a page of ours that leaves the step to the visitor. */
    EXIT,
    /** Committed before the filter saw it, so that no header could be set. */
    COMMITTED_EARLY,
    /** An error page, rewritten if it was HTML. */
    ERROR_DISPATCH,
    /** A sensitive path that another page includes: rewritten, but that page's headers are its own. */
    INCLUDED,
    /** The rewriter failed: the rest was passed or withheld, as the preset says. */
    FAILED,
    /** Something later took our headers away; they were set again where that was still possible. */
    HEADERS_LOST;

    /** As it stands in counts: {@code not-html}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
