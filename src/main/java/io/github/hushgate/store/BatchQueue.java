package io.github.hushgate.store;

import io.github.hushgate.report.ReportBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Batches on their way to a writer that is called by one thread at a time, with all that came together. That is a
 * thread of its own; where the writer allows it, a small batch that meets no other is written by the thread that
 * appends it, and no other is woken. Safe for many threads.
 */
final class BatchQueue implements AutoCloseable {
    /** Batches that wait for the writer, at most; further ones fail at once. */
    static final int MAX_WAITING = 10_000;

    /** Batches handed over together, at most. */
    private static final int MAX_GROUP = 1_000;

    /**
     * Of them, those that an appending thread hands over: the JDK keeps a buffer of their size for each such thread.
     */
    private static final int MAX_OWN_GROUP = 4;

    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long MAX_CLOSING_MILLIS = TimeUnit.SECONDS.toMillis(10);
    private static final System.Logger LOG = System.getLogger(BatchQueue.class.getName());

    /** Where the batches go. Called by one thread at a time, also with nothing, every now and then. */
    @FunctionalInterface
    interface Writer {
        /** Keeps all of them, or throws and keeps none. */
        void write(List<ReportBatch> batches) throws Exception;

        /** Whether this batch is soon written, so that the thread which appends it may do so. */
        default boolean isQuick(ReportBatch batch) {
            return false;
        }
    }

    private record Waiting(ReportBatch batch, CompletableFuture<Void> kept) {}

    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    /** Held by the thread that takes from the queue and writes. */
    private final ReentrantLock writing = new ReentrantLock();

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
        if (closed || !isRoom()) {
            failures.increment();
            kept.completeExceptionally(new RejectedExecutionException("the writer is closed or has too much to do"));
            return kept;
        }
        queue.add(new Waiting(batch, kept));
        if (!wroteAll(batch)) {
            LockSupport.unpark(thread);
        }
        return kept;
    }

    private boolean isRoom() {
        if (waiting.incrementAndGet() <= MAX_WAITING) {
            return true;
        }
        waiting.decrementAndGet();
        return false;
    }

    /** Writes what waits in the calling thread, where that is quick. False where something is left for the other. */
    private boolean wroteAll(ReportBatch batch) {
        if (!writer.isQuick(batch) || Thread.currentThread().isInterrupted() || !writing.tryLock()) {
            return false;
        }
        try {
            List<Waiting> group = new ArrayList<>();
            for (Waiting next = queue.peek();
                    next != null && group.size() < MAX_OWN_GROUP && writer.isQuick(next.batch());
                    next = queue.peek()) {
                take(group);
            }
            write(group);
        } finally {
            writing.unlock();
        }
        return queue.isEmpty();
    }

    private boolean take(List<Waiting> group) {
        Waiting next = queue.poll();
        if (next == null) {
            return false;
        }
        waiting.decrementAndGet();
        return group.add(next);
    }

    /** Batches that were not kept. */
    long failures() {
        return failures.sum();
    }

    private void run() {
        List<Waiting> group = new ArrayList<>();
        while (!closed || !queue.isEmpty()) {
            await();
            writing.lock();
            try {
                while (group.size() < MAX_GROUP && take(group)) {}
                write(group);
            } finally {
                writing.unlock();
            }
            group.clear();
        }
    }

    /** Until something waits, but not for long. */
    private void await() {
        long until = System.nanoTime() + IDLE_NANOS;
        for (long left = IDLE_NANOS; left > 0 && queue.isEmpty() && !closed; left = until - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
            // Nobody of ours interrupts this thread; close() lets it end by itself.
            Thread.interrupted();
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
        LockSupport.unpark(thread);
        try {
            thread.join(MAX_CLOSING_MILLIS);
            // An appending thread may be writing still.
            if (writing.tryLock(MAX_CLOSING_MILLIS, TimeUnit.MILLISECONDS)) {
                writing.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
