package io.github.hushgate.report;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts by name. The names are this room's own: nothing that was received ever becomes one. Safe for many threads. */
final class ReportCounters {
    private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();

    void add(String name, long count) {
        LongAdder known = counters.get(name);
        (known == null ? counters.computeIfAbsent(name, unused -> new LongAdder()) : known).add(count);
    }

    void add(Refusal refusal) {
        add(refusal.counter(), 1);
    }

    SortedMap<String, Long> snapshot() {
        SortedMap<String, Long> snapshot = new TreeMap<>();
        counters.forEach((name, counter) -> snapshot.put(name, counter.sum()));
        return snapshot;
    }
}
