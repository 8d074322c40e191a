package io.github.hushgate.report;

import java.time.Instant;

/**
 * How often the rewriter left something out of a route's pages: certain, because we did it ourselves.
 *
 * @param route the rule's pattern
 * @param tracker the catalog's id, or a word for what was removed without a tracker's name
 * @param element the element's name
 * @param count how often since the last such record
 * @param first when it was first counted, to the minute
 * @param time when it was last counted, to the minute
 * @param build the site's build; empty when not told
 */
public record RemovalCount(
        String route, String tracker, String element, long count, Instant first, Instant time, String build)
        implements ReportRecord {}
