package io.github.hushgate.store;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Lets a warning through once a minute at most, so that what goes on for hours fills no log. One thread. */
final class Seldom {
    private static final long EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;
    private long next;

    /** A clock like {@link System#nanoTime}. */
    Seldom(LongSupplier nanos) {
        this.nanos = nanos;
        this.next = nanos.getAsLong();
    }

    /** Whether this one may be told. */
    boolean isTime() {
        long now = nanos.getAsLong();
        if (now - next < 0) {
            return false;
        }
        next = now + EVERY_NANOS;
        return true;
    }
}
