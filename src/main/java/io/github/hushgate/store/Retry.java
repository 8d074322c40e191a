package io.github.hushgate.store;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When something that did not take reports is tried again: after a pause that doubles with each failure in a row, up to
 * {@link #LONGEST_PAUSE}. Tells of failures once a minute at most, and of the end. One thread.
 */
final class Retry {
    /** Between two attempts, at most. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final System.Logger LOG = System.getLogger(Retry.class.getName());

    private final String what;
    private final long firstNanos;
    private final LongSupplier nanos;
    private final Seldom warnings;
    private long pauseNanos;
    private long next;

    /** The first pause, and what does not take reports, as it stands in the log. */
    Retry(String what, Duration first) {
        this(what, first, System::nanoTime);
    }

    Retry(String what, Duration first, LongSupplier nanos) {
        this.what = what;
        this.firstNanos = Math.min(first.toNanos(), LONGEST_PAUSE.toNanos());
        this.nanos = nanos;
        this.warnings = new Seldom(nanos);
        this.next = nanos.getAsLong();
    }

    boolean isDue() {
        return nanos.getAsLong() - next >= 0;
    }

    void succeeded() {
        if (pauseNanos > 0) {
            LOG.log(Level.INFO, "reports: {0} takes reports again", what);
        }
        pauseNanos = 0;
        next = nanos.getAsLong();
    }

    /** {@code why} goes into the log: nothing that quotes what was sent. */
    void failed(String why) {
        pauseNanos = pauseNanos == 0 ? firstNanos : Math.min(pauseNanos * 2, LONGEST_PAUSE.toNanos());
        next = nanos.getAsLong() + pauseNanos;
        if (warnings.isTime()) {
            LOG.log(Level.WARNING, "reports: {0} takes no reports ({1}); they wait on the local disk", what, why);
        }
    }
}
