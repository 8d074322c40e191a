package io.github.hushgate.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A sink that keeps everything in a list. */
final class Kept implements ReportSink {
    private final List<ReportRecord> records = Collections.synchronizedList(new ArrayList<>());

    @Override
    public CompletionStage<Void> append(ReportBatch batch) {
        records.addAll(batch.records());
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}

    <T extends ReportRecord> List<T> all(Class<T> kind) {
        synchronized (records) {
            return records.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    List<ViolationReport> violations() {
        return all(ViolationReport.class);
    }

    long count() {
        return violations().stream().mapToLong(ViolationReport::count).sum();
    }
}
