package io.github.hushgate.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that a store can tell of a time, as its queries would one by one.
 *
 * @param violations as {@link ReportStore#violations}
 * @param removals as {@link ReportStore#removals}
 * @param coverage as {@link ReportStore#coverage}
 * @param unrecorded as {@link ReportStore#unrecorded}
 * @param others as {@link ReportStore#others}
 * @param days the days with a tracker, the oldest first; empty where a store does not tell
 * @param builds the site's builds, each with when it was first seen; at most {@value #MAX_BUILDS}
 */
public record ReportSummary(
        List<ViolationGroup> violations,
        List<RemovalCount> removals,
        List<CoverageCount> coverage,
        List<UnrecordedCount> unrecorded,
        List<OtherReport> others,
        List<DayCount> days,
        Map<String, Instant> builds) {
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
        builds = Map.copyOf(builds);
    }
}
