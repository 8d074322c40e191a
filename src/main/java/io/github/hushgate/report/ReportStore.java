package io.github.hushgate.report;

import java.util.List;
import java.util.Optional;

/** A sink that can be asked what it kept. Queries see every batch whose stage has completed. */
public interface ReportStore extends ReportSink {
    /** The violations, folded; the most frequent first. */
    List<ViolationGroup> violations(ReportQuery query);

    /** The removals, summed by route, tracker, element and build; the most frequent first. */
    List<RemovalCount> removals(ReportQuery query);

    /** The coverage counts, summed by route, outcome and build. */
    List<CoverageCount> coverage(ReportQuery query);

    /** What was counted without a record, summed by route, class and limit. */
    List<UnrecordedCount> unrecorded(ReportQuery query);

    /** The reports of types that name no violation, summed by type, route, browser and build. */
    List<OtherReport> others(ReportQuery query);

    /** All of these at once; a store that can, answers from one pass, and tells days, builds and history as well. */
    default ReportSummary summary(ReportQuery query) {
        return new ReportSummary(
                violations(query),
                removals(query),
                coverage(query),
                unrecorded(query),
                others(query),
                List.of(),
                List.of(),
                List.of());
    }

    /** The last self-test. */
    Optional<SelfTest> lastSelfTest();

    /** The last start. */
    Optional<JournalEntry> lastStart();
}
