package io.github.hushgate.report;

import java.time.Instant;

/**
 * A report of a type that names no violation (deprecation, intervention, crash, network-error, coop, coep and unknown
 * ones): only that it came is kept.
 *
 * @param time of arrival, to the minute
 * @param count how many
 * @param type the report type, or {@code unknown}
 * @param route the rule's pattern, or {@code (none)}
 * @param browser family and major version
 * @param build the site's build; empty when not told
 */
public record OtherReport(Instant time, long count, String type, String route, String browser, String build)
        implements ReportRecord {}
