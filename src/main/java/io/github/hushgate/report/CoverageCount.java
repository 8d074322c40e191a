package io.github.hushgate.report;

import java.time.Instant;

/**
 * How many of a route's responses (or a visit's steps) ended in which way.
 *
 * @param route the rule's pattern
 * @param outcome a word: {@code rewritten}, {@code not-html}, {@code encoded}, {@code doorway link meta-pixel}
 * @param count how many since the last such record
 * @param first when it was first counted, to the minute
 * @param time when it was last counted, to the minute
 * @param build the site's build; empty when not told
 */
public record CoverageCount(String route, String outcome, long count, Instant first, Instant time, String build)
        implements ReportRecord {
    /** The outcome of an HTML page of a sensitive route that was read to its end. */
    public static final String SEARCHED = "rewritten";

    /** How the outcome of a page begins that leads to a sensitive route; the way on and the tracker follow. */
    public static final String DOORWAY = "doorway ";

    /** Whether this counts pages that were searched: what they did not hold is known. */
    public boolean isSearched() {
        return outcome.equals(SEARCHED);
    }

    /** Whether this counts a page with a tracker that leads to a sensitive route, and not a response of one. */
    public boolean isDoorway() {
        return outcome.startsWith(DOORWAY);
    }
}
