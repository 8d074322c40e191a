package io.github.hushgate.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts removals and coverage, and hands the counts to the sink now and then. Bounded: what has no room is counted
 * under {@code (other)}. Safe for many threads; counting allocates two small objects.
 */
public final class RemovalLedger implements AutoCloseable {
    /** Different counters kept between two flushes, at most. */
    static final int MAX_COUNTERS = 10_000;

    private static final String OTHER = "(other)";

    private record Key(String route, String what, String element, boolean removal) {}

    private record Counter(long count, Instant first, Instant last) {}

    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
    private final ReportSink sink;
    private final String build;
    private final Clock clock;
    private final Flusher flusher;

    /** A ledger that flushes to {@code sink} every {@code interval}; the sink stays the caller's to close. */
    public RemovalLedger(ReportSink sink, String build, Duration interval) {
        this(sink, build, interval, Clock.systemUTC());
    }

    RemovalLedger(ReportSink sink, String build, Duration interval, Clock clock) {
        this.sink = sink;
        this.build = build;
        this.clock = clock;
        this.flusher = Flusher.every(interval, this::flush);
    }

    /** Counts one removal of the rewriter. */
    public void count(String route, String tracker, String element) {
        add(new Key(route, tracker, element, true));
    }

    /**
     * Counts one outcome of a response, or one step of a visit: {@code rewritten}, {@code not-html}, {@code doorway}.
     */
    public void countCoverage(String route, String outcome) {
        add(new Key(route, outcome, "", false));
    }

    private void add(Key key) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        counters.merge(
                bounded(key), new Counter(1, now, now), (old, one) -> new Counter(old.count() + 1, old.first(), now));
    }

    private Key bounded(Key key) {
        boolean room = counters.size() < MAX_COUNTERS || counters.containsKey(key);
        return room ? key : new Key(OTHER, OTHER, OTHER, key.removal());
    }

    /** Hands over what was counted since the last time. */
    public void flush() {
        List<ReportRecord> records = new ArrayList<>();
        for (Key key : List.copyOf(counters.keySet())) {
            Counter counter = counters.remove(key);
            if (counter != null) {
                records.add(toRecord(key, counter));
            }
        }
        if (!records.isEmpty()) {
            sink.append(ReportBatch.of(records));
        }
    }

    private ReportRecord toRecord(Key key, Counter counter) {
        long count = counter.count();
        Instant last = counter.last();
        return key.removal()
                ? new RemovalCount(key.route(), key.what(), key.element(), count, counter.first(), last, build)
                : new CoverageCount(key.route(), key.what(), count, counter.first(), last, build);
    }

    /** Flushes a last time and stops. */
    @Override
    public void close() {
        flusher.close();
        flush();
    }
}
