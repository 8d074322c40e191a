package io.github.hushgate.review;

import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.review.Review.Line;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * What of a review is asked for, and how. Whatever the address says beyond the known words counts as not said.
 *
 * @param days how many days back; 0: everything
 * @param sort one of {@link #ORDERS}
 * @param format {@code html}, {@code csv} or {@code json}
 */
record ReviewView(int days, String sort, String format) {
    static final List<Integer> PERIODS = List.of(1, 7, 30, 90, 0);
    static final List<String> ORDERS = List.of("count", "tracker", "page", "last seen");

    private static final int DEFAULT_DAYS = 30;

    /** The view of a query's parameters. */
    static ReviewView of(Function<String, String> parameter) {
        String sort = parameter.apply("sort");
        String format = parameter.apply("format");
        return new ReviewView(
                PERIODS.stream()
                        .filter(each -> each.toString().equals(parameter.apply("days")))
                        .findFirst()
                        .orElse(DEFAULT_DAYS),
                ORDERS.contains(sort) ? sort : ORDERS.get(0),
                List.of("csv", "json").contains(format) ? format : "html");
    }

    ReviewView withDays(int other) {
        return new ReviewView(other, sort, format);
    }

    ReviewView withSort(String other) {
        return new ReviewView(days, other, format);
    }

    ReviewView withFormat(String other) {
        return new ReviewView(days, sort, other);
    }

    /** The query that asks for it. */
    String query() {
        return "?days=" + days + "&sort=" + sort.replace(' ', '+') + "&format=" + format;
    }

    ReportQuery records(Instant now) {
        return days == 0 ? ReportQuery.ALL : ReportQuery.ofLastDays(days, now);
    }

    Comparator<Line> order() {
        return switch (sort) {
            case "tracker" -> Comparator.comparing(Line::tracker);
            case "page" -> Comparator.comparing(Line::route);
            case "last seen" -> Comparator.comparing(Line::last).reversed();
            default -> Comparator.comparingLong(Line::count).reversed();
        };
    }
}
