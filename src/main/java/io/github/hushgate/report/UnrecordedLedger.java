package io.github.hushgate.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts reports that a rate denies a record, by route, class and limit, and those that are refused. Bounded by routes
 * times classes, and by the reasons. Safe for many threads.
 */
final class UnrecordedLedger {
    private record Key(String route, String classification, String limit) {}

    private final Map<Key, Long> counts = new ConcurrentHashMap<>();

    void count(String route, String classification, String limit, long count) {
        counts.merge(new Key(route, classification, limit), count, Long::sum);
    }

    /** What was counted since the last time. */
    List<ReportRecord> drain(Instant minute) {
        List<ReportRecord> records = new ArrayList<>();
        for (Key key : List.copyOf(counts.keySet())) {
            Long count = counts.remove(key);
            if (count != null) {
                records.add(new UnrecordedCount(minute, key.route(), key.classification(), key.limit(), count));
            }
        }
        return records;
    }
}
