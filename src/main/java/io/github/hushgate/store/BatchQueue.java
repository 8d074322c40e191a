package io.github.hushgate.store;

import io.github.hushgate.report.ReportBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Batches on their way to one writing thread, which gets together what came together. Safe for many threads. */
final class BatchQueue implements AutoCloseable {
    /** Batches that wait for the writer, at most; further ones fail at once. */
    static final int MAX_WAITING = 10_000;

    /** Batches handed over together, at most. */
    private static final int MAX_GROUP = 1_000;

    private static final long IDLE_MILLIS = 100;
    private static final long MAX_CLOSING_MILLIS = TimeUnit.SECONDS.toMillis(10);
    private static final System.Logger LOG = System.getLogger(BatchQueue.class.getName());

    /** Where the batches go. Called by one thread, also with nothing, every now and then while nothing comes. */
    @FunctionalInterface
    interface Writer {
        /** Keeps all of them, or throws and keeps none. */
        void write(List<ReportBatch> batches) throws Exception;
    }

    private record Waiting(ReportBatch batch, CompletableFuture<Void> kept) {}

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MAX_WAITING);
    private final LongAdder failures = new LongAdder();
    private final Writer writer;
    private final Thread thread;
    private final Seldom warnings = new Seldom(System::nanoTime);
    private volatile boolean closed;

    BatchQueue(String name, Writer writer) {
        this.writer = writer;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    CompletionStage<Void> append(ReportBatch batch) {
        CompletableFuture<Void> kept = new CompletableFuture<>();
        if (closed || !queue.offer(new Waiting(batch, kept))) {
            failures.increment();
            kept.completeExceptionally(new RejectedExecutionException("the writer is closed or has too much to do"));
        }
        return kept;
    }

    /** Batches that were not kept. */
    long failures() {
        return failures.sum();
    }

    private void run() {
        List<Waiting> group = new ArrayList<>();
        while (!closed || !queue.isEmpty()) {
            gather(group);
            write(group);
            group.clear();
        }
    }

    private void gather(List<Waiting> group) {
        try {
            Waiting first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                group.add(first);
                queue.drainTo(group, MAX_GROUP - 1);
            }
        } catch (InterruptedException e) {
            // Nobody of ours interrupts this thread; close() lets it end by itself.
        }
    }

    /** Nothing that a disk or a database does may end the thread. */
    @SuppressWarnings("CatchAndPrintStackTrace")
    private void write(List<Waiting> group) {
        try {
            writer.write(group.stream().map(Waiting::batch).toList());
            group.forEach(each -> each.kept().complete(null));
        } catch (Exception e) {
            failures.add(group.size());
            warn(e);
            group.forEach(each -> each.kept().completeExceptionally(e));
        }
    }

    private void warn(Exception e) {
        if (warnings.isTime()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "reports: {0} batches could not be kept so far, the last one because of: {1}",
                    failures.sum(),
                    e.toString());
        }
    }

    /** Hands over what waits, then lets the thread end. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(MAX_CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
