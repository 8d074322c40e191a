package io.github.hushgate.report;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One daemon thread that does one thing every so often, whatever came of the time before. */
final class Flusher implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Flusher.class.getName());

    private final ScheduledExecutorService executor;

    private Flusher(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    static Flusher every(Duration interval, Runnable task) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "hushgate-reports");
            thread.setDaemon(true);
            return thread;
        });
        long millis = interval.toMillis();
        var ignored = executor.scheduleWithFixedDelay(() -> runSafely(task), millis, millis, TimeUnit.MILLISECONDS);
        return new Flusher(executor);
    }

    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            // The type only: a message could quote what it failed on.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "reports: a periodic task failed: {0}",
                    e.getClass().getName());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
