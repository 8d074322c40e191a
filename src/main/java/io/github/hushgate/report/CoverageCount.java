package io.github.hushgate.report;

import java.time.Instant;

/**
 * How many of a route's responses (or a visit's steps) ended in which way.
 *
 * @param route the rule's pattern
 * @param outcome a word: {@code rewritten}, {@code not-html}, {@code unknown-charset}, {@code doorway}
 * @param count how many since the last such record
 * @param first when it was first counted, to the minute
 * @param time when it was last counted, to the minute
 * @param build the site's build; empty when not told
 */
public record CoverageCount(String route, String outcome, long count, Instant first, Instant time, String build)
        implements ReportRecord {}
