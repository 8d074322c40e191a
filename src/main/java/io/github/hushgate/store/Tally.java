package io.github.hushgate.store;

import io.github.hushgate.policy.Disposition;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.ViolationReport;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Counts of trackers in one day, or under one build. One thread. */
final class Tally {
    private final Map<Disposition, Map<String, Long>> byPolicy = new EnumMap<>(Disposition.class);
    private long removed;
    private long pages;

    void add(ViolationReport each) {
        if (each.classification().equals("tracker")) {
            byPolicy.computeIfAbsent(each.disposition(), unused -> new HashMap<>())
                    .merge(each.policy(), each.count(), Long::sum);
        }
    }

    void add(RemovalCount each) {
        removed += each.count();
    }

    void addPages(long count) {
        pages += count;
    }

    long removed() {
        return removed;
    }

    long pages() {
        return pages;
    }

    /** One refusal is told by every policy that refused it. */
    long largest(Disposition disposition) {
        return byPolicy.getOrDefault(disposition, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }
}
