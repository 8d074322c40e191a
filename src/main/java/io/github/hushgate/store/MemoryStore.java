package io.github.hushgate.store;

import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.ReportRecord;
import io.github.hushgate.report.ReportStore;
import io.github.hushgate.report.ViolationReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Keeps the last {@value #MAX_RECORDS} records in memory: for a first look, gone with the process. Safe for many
 * threads.
 */
public final class MemoryStore extends QueriedStore {
    /** Records kept, at most; the oldest make room. */
    public static final int MAX_RECORDS = 20_000;

    private final Deque<ReportRecord> records = new ArrayDeque<>();
    private final RecordQueries queries = new RecordQueries((query, consumer) -> forEach(consumer));

    /** An empty store, see {@link ReportStore}. */
    public MemoryStore() {}

    @Override
    public synchronized CompletionStage<Void> append(ReportBatch batch) {
        for (ReportRecord each : batch.records()) {
            if (records.size() == MAX_RECORDS) {
                records.removeFirst();
            }
            records.addLast(each);
        }
        return CompletableFuture.completedFuture(null);
    }

    private void forEach(Consumer<ReportRecord> consumer) {
        List<ReportRecord> snapshot;
        synchronized (this) {
            snapshot = List.copyOf(records);
        }
        snapshot.forEach(consumer);
    }

    /** The violations as they came, the oldest first. */
    public List<ViolationReport> reports() {
        List<ViolationReport> reports = new ArrayList<>();
        forEach(each -> {
            if (each instanceof ViolationReport report) {
                reports.add(report);
            }
        });
        return reports;
    }

    @Override
    RecordQueries queries() {
        return queries;
    }

    @Override
    public void close() {}
}
