package io.github.hushgate.report;

import java.util.concurrent.atomic.AtomicLong;

/**
 * So many an interval, with a burst of as many: the generic cell rate algorithm, in one number. Safe for many threads,
 * takes no lock.
 */
final class TokenBucket {
    private final long nanosEach;
    private final long burstNanos;
    private final AtomicLong earliest;

    TokenBucket(long count, long intervalNanos, long now) {
        this.nanosEach = Math.max(1, intervalNanos / count);
        this.burstNanos = intervalNanos;
        this.earliest = new AtomicLong(now);
    }

    /** Takes one; false when there is none left at {@code now} (of {@link System#nanoTime}). */
    boolean take(long now) {
        while (true) {
            long due = earliest.get();
            long start = due - now > 0 ? due : now;
            if (start - now + nanosEach > burstNanos) {
                return false;
            }
            if (earliest.compareAndSet(due, start + nanosEach)) {
                return true;
            }
        }
    }
}
