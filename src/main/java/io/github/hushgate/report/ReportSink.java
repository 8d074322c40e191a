package io.github.hushgate.report;

import java.util.concurrent.CompletionStage;

/** Takes redacted records for keeping. Safe for many threads; never blocks for long, never throws for want of room. */
public interface ReportSink extends AutoCloseable {
    /**
     * Takes a batch. The stage completes when the batch is kept as durably as the sink promises, and fails when it is
     * not kept; it may fail at once when the sink's queue is full.
     */
    CompletionStage<Void> append(ReportBatch batch);

    /** Keeps what was taken so far, then lets everything go. */
    @Override
    void close();
}
