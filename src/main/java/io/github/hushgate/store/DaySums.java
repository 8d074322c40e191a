package io.github.hushgate.store;

import io.github.hushgate.policy.Disposition;
import io.github.hushgate.report.DayCount;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.ViolationReport;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts of trackers by day. */
final class DaySums {
    private final Map<LocalDate, Day> days = new TreeMap<>();

    private static final class Day {
        private final Map<Disposition, Map<String, Long>> byPolicy = new EnumMap<>(Disposition.class);
        private long removed;

        /** One refusal is told by every policy that refused it. */
        private long largest(Disposition disposition) {
            return byPolicy.getOrDefault(disposition, Map.of()).values().stream()
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(0);
        }
    }

    private Day day(Instant time) {
        return days.computeIfAbsent(LocalDate.ofInstant(time, ZoneOffset.UTC), unused -> new Day());
    }

    void add(ViolationReport each) {
        if (each.classification().equals("tracker")) {
            day(each.time())
                    .byPolicy
                    .computeIfAbsent(each.disposition(), unused -> new HashMap<>())
                    .merge(each.policy(), each.count(), Long::sum);
        }
    }

    void add(RemovalCount each) {
        day(each.time()).removed += each.count();
    }

    List<DayCount> counts() {
        return days.entrySet().stream()
                .map(each -> new DayCount(
                        each.getKey(),
                        each.getValue().removed,
                        each.getValue().largest(Disposition.ENFORCE),
                        each.getValue().largest(Disposition.REPORT)))
                .toList();
    }
}
