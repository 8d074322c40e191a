package io.github.hushgate.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What does not take reports is asked less and less often, and the log tells of it once a minute. */
class RetryTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final Retry retry = new Retry("the database", Duration.ofSeconds(1), now::get);

    private long pauseAfterFailure() {
        retry.failed("gone");
        long from = now.get();
        while (!retry.isDue()) {
            now.addAndGet(Duration.ofMillis(500).toNanos());
        }
        return Duration.ofNanos(now.get() - from).toSeconds();
    }

    @Test
    void aPauseDoublesUpToItsBoundAndBeginsAnewAfterASuccess() {
        assertTrue(retry.isDue());
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            pauses.add(pauseAfterFailure());
        }
        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L), pauses);
        retry.succeeded();
        assertTrue(retry.isDue());
        assertEquals(1, pauseAfterFailure());
    }

    @Test
    void anOutageOfAnHourWarnsOnceAMinuteAndTellsItsEnd() {
        List<String> told = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                told.add(line.getLevel() + " " + String.valueOf(line.getMessage()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger(Retry.class.getName());
        log.addHandler(handler);
        try {
            for (int second = 0; second < 3_600; second++) {
                retry.failed("gone");
                now.addAndGet(Duration.ofSeconds(1).toNanos());
            }
            assertEquals(60, told.size());
            retry.succeeded();
            retry.succeeded();
            assertEquals(61, told.size());
            assertFalse(told.get(60).startsWith("WARNING"), told.get(60));
        } finally {
            log.removeHandler(handler);
        }
    }
}
