package io.github.hushgate.store;

import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.TrackerDays;
import io.github.hushgate.report.ViolationReport;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The days on which each tracker was met on each route, and those on which pages of the route were searched. One
 * thread.
 */
final class TrackerHistory {
    private static final int SECONDS_A_DAY = 86_400;

    private final Map<String, Map<String, BitSet>> met = new TreeMap<>();
    private final Map<String, BitSet> searched = new HashMap<>();

    void add(ViolationReport each) {
        if (each.classification().equals("tracker")) {
            set(met(each.route(), each.tracker()), each.time(), each.time());
        }
    }

    void add(RemovalCount each) {
        set(met(each.route(), each.tracker()), each.first(), each.time());
    }

    /** Pages of a route that were searched. */
    void add(CoverageCount each) {
        set(searched.computeIfAbsent(each.route(), unused -> new BitSet()), each.first(), each.time());
    }

    private BitSet met(String route, String tracker) {
        return met.computeIfAbsent(route, unused -> new TreeMap<>()).computeIfAbsent(tracker, unused -> new BitSet());
    }

    /** A count that began before midnight belongs to both days. */
    private static void set(BitSet days, Instant first, Instant last) {
        days.set(day(first));
        days.set(day(last));
    }

    /** Times before 1970, which only a hand could have written, count as its first day. */
    private static int day(Instant time) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE - 1, Math.floorDiv(time.getEpochSecond(), SECONDS_A_DAY)));
    }

    /** By route, then tracker. */
    List<TrackerDays> days() {
        List<TrackerDays> days = new ArrayList<>();
        met.forEach((route, trackers) -> {
            NavigableSet<LocalDate> pages = dates(searched.getOrDefault(route, new BitSet()));
            trackers.forEach((tracker, on) -> days.add(new TrackerDays(route, tracker, dates(on), pages)));
        });
        return days;
    }

    private static NavigableSet<LocalDate> dates(BitSet days) {
        NavigableSet<LocalDate> dates = new TreeSet<>();
        days.stream().forEach(day -> dates.add(LocalDate.ofEpochDay(day)));
        return dates;
    }
}
