package io.github.hushgate.review;

import io.github.hushgate.report.DayCount;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Days as bars: what was taken out, stopped, and sent, with a mark where a new build was first seen. */
final class DayChart {
    private static final int MAX_DAYS = 90;
    private static final int LEFT = 56;
    private static final int TOP = 24;
    private static final int WIDTH = 720;
    private static final int HEIGHT = 150;

    private final Map<LocalDate, DayCount> days = new HashMap<>();
    private final Map<LocalDate, String> builds = new TreeMap<>();
    private final LocalDate first;
    private final int length;
    private final long most;

    /** The chart of these days up to the last of them. */
    DayChart(List<DayCount> counts, Map<String, Instant> firstSeen) {
        counts.forEach(each -> days.put(each.day(), each));
        LocalDate last = counts.get(counts.size() - 1).day();
        long span = ChronoUnit.DAYS.between(counts.get(0).day(), last) + 1;
        length = (int) Math.max(7, Math.min(span, MAX_DAYS));
        first = last.minusDays(length - 1L);
        firstSeen.forEach((build, time) ->
                builds.merge(LocalDate.ofInstant(time, ZoneOffset.UTC), build, (a, b) -> a + ", " + b));
        most = counts.stream()
                .filter(each -> !each.day().isBefore(first))
                .mapToLong(DayChart::sum)
                .max()
                .orElse(1);
    }

    private static long sum(DayCount day) {
        return day.removed() + day.blocked() + day.observed();
    }

    void to(Html html) {
        html.raw("<svg class=chart viewBox=\"0 0 " + (LEFT + WIDTH + 8) + " " + (TOP + HEIGHT + 44) + "\" role=img"
                + " aria-labelledby=chart-title><title id=chart-title>Attempts of trackers a day, from ");
        html.text(first + " to " + first.plusDays(length - 1L)).raw(", at most " + most + " on a day</title>");
        axis(html);
        for (int i = 0; i < length; i++) {
            bar(html, i);
        }
        html.raw("</svg>");
    }

    private void axis(Html html) {
        for (long value : new long[] {0, (most + 1) / 2, most}) {
            int y = TOP + HEIGHT - height(value);
            html.raw("<line class=grid x1=" + LEFT + " x2=" + (LEFT + WIDTH) + " y1=" + y + " y2=" + y + " />");
            html.raw("<text class=axis text-anchor=end x=" + (LEFT - 6) + " y=" + (y + 4) + ">" + value + "</text>");
        }
        html.raw("<text class=axis x=0 y=12>attempts a day</text>");
        for (int i = 0; i < length; i += Math.max(1, length / 6)) {
            html.raw("<text class=axis text-anchor=middle x=" + (x(i) + width() / 2) + " y=" + (TOP + HEIGHT + 18)
                            + ">")
                    .text(first.plusDays(i).toString().substring(5))
                    .raw("</text>");
        }
    }

    private void bar(Html html, int index) {
        LocalDate day = first.plusDays(index);
        DayCount count = days.getOrDefault(day, new DayCount(day, 0, 0, 0));
        int y = TOP + HEIGHT;
        y = part(html, "removed", index, y, count.removed());
        y = part(html, "blocked", index, y, count.blocked());
        part(html, "sent", index, y, count.observed());
        if (builds.containsKey(day)) {
            html.raw("<path class=release d=\"M" + (x(index) + width() / 2) + " " + (TOP + HEIGHT + 24)
                            + "l5 9h-10z\"><title>")
                    .text("build " + builds.get(day) + " first seen on " + day)
                    .raw("</title></path>");
        }
    }

    private int part(Html html, String kind, int index, int bottom, long value) {
        int height = height(value);
        if (value > 0) {
            html.raw("<rect class=" + kind + " x=" + x(index) + " width=" + Math.max(2, width() - 2) + " y="
                    + (bottom - Math.max(1, height)) + " height=" + Math.max(1, height) + " />");
        }
        return bottom - height;
    }

    private int height(long value) {
        return (int) (value * HEIGHT / Math.max(1, most));
    }

    private int width() {
        return WIDTH / length;
    }

    private int x(int index) {
        return LEFT + index * WIDTH / length;
    }
}
