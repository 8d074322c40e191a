package io.github.hushgate.store;

import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.report.OtherReport;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ReportSink;
import io.github.hushgate.report.ReportStore;
import io.github.hushgate.report.ReportSummary;
import io.github.hushgate.report.SelfTest;
import io.github.hushgate.report.UnrecordedCount;
import io.github.hushgate.report.ViolationGroup;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A store that hands every batch to a sink as well. What the store says of a batch counts; the sink minds its own
 * failures. Closes both.
 *
 * @param store that keeps and answers
 * @param mirror that gets the same batches
 */
public record MirroredStore(ReportStore store, ReportSink mirror) implements ReportStore {
    @Override
    public CompletionStage<Void> append(ReportBatch batch) {
        CompletionStage<Void> kept = store.append(batch);
        var ignored = mirror.append(batch);
        return kept;
    }

    @Override
    public List<ViolationGroup> violations(ReportQuery query) {
        return store.violations(query);
    }

    @Override
    public List<RemovalCount> removals(ReportQuery query) {
        return store.removals(query);
    }

    @Override
    public List<CoverageCount> coverage(ReportQuery query) {
        return store.coverage(query);
    }

    @Override
    public List<UnrecordedCount> unrecorded(ReportQuery query) {
        return store.unrecorded(query);
    }

    @Override
    public List<OtherReport> others(ReportQuery query) {
        return store.others(query);
    }

    @Override
    public ReportSummary summary(ReportQuery query) {
        return store.summary(query);
    }

    @Override
    public Optional<SelfTest> lastSelfTest() {
        return store.lastSelfTest();
    }

    @Override
    public Optional<JournalEntry> lastStart() {
        return store.lastStart();
    }

    @Override
    public void close() {
        mirror.close();
        store.close();
    }
}
