package io.github.hushgate.report;

import java.util.List;

/**
 * All that a store can tell of a time, as its queries would one by one.
 *
 * @param violations as {@link ReportStore#violations}
 * @param removals as {@link ReportStore#removals}
 * @param coverage as {@link ReportStore#coverage}
 * @param unrecorded as {@link ReportStore#unrecorded}
 * @param others as {@link ReportStore#others}
 * @param days the days with a tracker, the oldest first; empty where a store does not tell
 * @param builds the site's builds, the oldest first; at most {@value #MAX_BUILDS}, empty where a store does not tell
 * @param history the days of each tracker on each route, {@value ReportQuery#HISTORY_DAYS} days further back than the
 *     rest; empty where a store does not tell
 */
public record ReportSummary(
        List<ViolationGroup> violations,
        List<RemovalCount> removals,
        List<CoverageCount> coverage,
        List<UnrecordedCount> unrecorded,
        List<OtherReport> others,
        List<DayCount> days,
        List<BuildCount> builds,
        List<TrackerDays> history) {
    /** Builds that a summary names. */
    public static final int MAX_BUILDS = 200;

    /** Copies the collections. */
    public ReportSummary {
        violations = List.copyOf(violations);
        removals = List.copyOf(removals);
        coverage = List.copyOf(coverage);
        unrecorded = List.copyOf(unrecorded);
        others = List.copyOf(others);
        days = List.copyOf(days);
        builds = List.copyOf(builds);
        history = List.copyOf(history);
    }
}
