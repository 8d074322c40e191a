package io.github.hushgate.report;

import java.time.Instant;

/**
 * Reports that were counted without a record: over a rate, by route and class; or refused, by reason, when nothing of
 * them was believed. With it the store alone tells that sent is stored and refused together.
 *
 * @param time to the minute
 * @param route the rule's pattern, or {@code (none)}
 * @param classification as in {@link ViolationReport}; {@code refused} where the reason is no rate
 * @param limit the name of the limit, or of the reason: {@code origin}, {@code malformed}
 * @param count how many
 */
public record UnrecordedCount(Instant time, String route, String classification, String limit, long count)
        implements ReportRecord {}
