package io.github.hushgate.store;

import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.report.OtherReport;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ReportStore;
import io.github.hushgate.report.ReportSummary;
import io.github.hushgate.report.SelfTest;
import io.github.hushgate.report.UnrecordedCount;
import io.github.hushgate.report.ViolationGroup;
import java.util.List;
import java.util.Optional;

/** A store whose questions are answered by a pass over its records. */
abstract class QueriedStore implements ReportStore {
    abstract RecordQueries queries();

    @Override
    public ReportSummary summary(ReportQuery query) {
        return queries().summary(query);
    }

    @Override
    public List<ViolationGroup> violations(ReportQuery query) {
        return summary(query).violations();
    }

    @Override
    public List<RemovalCount> removals(ReportQuery query) {
        return summary(query).removals();
    }

    @Override
    public List<CoverageCount> coverage(ReportQuery query) {
        return summary(query).coverage();
    }

    @Override
    public List<UnrecordedCount> unrecorded(ReportQuery query) {
        return summary(query).unrecorded();
    }

    @Override
    public List<OtherReport> others(ReportQuery query) {
        return summary(query).others();
    }

    @Override
    public Optional<SelfTest> lastSelfTest() {
        return queries().lastSelfTest();
    }

    @Override
    public Optional<JournalEntry> lastStart() {
        return queries().lastStart();
    }
}
