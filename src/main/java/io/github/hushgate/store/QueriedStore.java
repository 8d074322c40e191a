package io.github.hushgate.store;

import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.report.OtherReport;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ReportStore;
import io.github.hushgate.report.SelfTest;
import io.github.hushgate.report.UnrecordedCount;
import io.github.hushgate.report.ViolationGroup;
import java.util.List;
import java.util.Optional;

/** A store whose questions are answered by a pass over its records. */
abstract class QueriedStore implements ReportStore {
    abstract RecordQueries queries();

    @Override
    public List<ViolationGroup> violations(ReportQuery query) {
        return queries().violations(query);
    }

    @Override
    public List<RemovalCount> removals(ReportQuery query) {
        return queries().removals(query);
    }

    @Override
    public List<CoverageCount> coverage(ReportQuery query) {
        return queries().coverage(query);
    }

    @Override
    public List<UnrecordedCount> unrecorded(ReportQuery query) {
        return queries().unrecorded(query);
    }

    @Override
    public List<OtherReport> others(ReportQuery query) {
        return queries().others(query);
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
