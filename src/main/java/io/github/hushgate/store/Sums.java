package io.github.hushgate.store;

import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.OtherReport;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ReportRecord;
import io.github.hushgate.report.ReportSummary;
import io.github.hushgate.report.UnrecordedCount;
import io.github.hushgate.report.ViolationReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** Sums of the records that a query asks for. What it holds grows with what is told apart, not with the records. */
final class Sums implements Consumer<ReportRecord> {
    private final ReportQuery query;
    private final ViolationFold violations = new ViolationFold();
    private final Map<List<String>, RemovalCount> removals = new LinkedHashMap<>();
    private final Map<List<String>, CoverageCount> coverage = new LinkedHashMap<>();
    private final Map<List<String>, UnrecordedCount> unrecorded = new LinkedHashMap<>();
    private final Map<List<String>, OtherReport> others = new LinkedHashMap<>();
    private final Map<String, Instant> builds = new LinkedHashMap<>();
    private final DaySums days = new DaySums();

    Sums(ReportQuery query) {
        this.query = query;
    }

    @Override
    public void accept(ReportRecord each) {
        if (each.time().isBefore(query.from()) || !each.time().isBefore(query.to())) {
            return;
        }
        if (each instanceof ViolationReport report) {
            add(report);
        } else if (each instanceof RemovalCount count) {
            add(count);
        } else if (each instanceof CoverageCount count) {
            add(count);
        } else if (each instanceof UnrecordedCount count) {
            add(count);
        } else if (each instanceof OtherReport count) {
            add(count);
        }
    }

    private static <T> boolean is(Optional<T> asked, T value) {
        return asked.isEmpty() || asked.get().equals(value);
    }

    private void add(ViolationReport each) {
        if (is(query.route(), each.route())
                && is(query.tracker(), each.tracker())
                && is(query.classification(), each.classification())
                && is(query.disposition(), each.disposition())
                && is(query.build(), each.build())) {
            violations.add(each);
            days.add(each);
            seen(each.build(), each.time());
        }
    }

    private void add(RemovalCount each) {
        if (is(query.route(), each.route()) && is(query.tracker(), each.tracker()) && is(query.build(), each.build())) {
            List<String> key = List.of(each.route(), each.tracker(), each.element(), each.build());
            removals.merge(key, each, Sums::sum);
            days.add(each);
            seen(each.build(), each.first());
        }
    }

    private static RemovalCount sum(RemovalCount a, RemovalCount b) {
        return new RemovalCount(
                a.route(),
                a.tracker(),
                a.element(),
                a.count() + b.count(),
                earlier(a.first(), b.first()),
                later(a.time(), b.time()),
                a.build());
    }

    private void add(CoverageCount each) {
        if (is(query.route(), each.route()) && is(query.build(), each.build())) {
            coverage.merge(List.of(each.route(), each.outcome(), each.build()), each, Sums::sum);
            seen(each.build(), each.first());
        }
    }

    private static CoverageCount sum(CoverageCount a, CoverageCount b) {
        return new CoverageCount(
                a.route(),
                a.outcome(),
                a.count() + b.count(),
                earlier(a.first(), b.first()),
                later(a.time(), b.time()),
                a.build());
    }

    private void add(UnrecordedCount each) {
        if (is(query.route(), each.route()) && is(query.classification(), each.classification())) {
            BinaryOperator<UnrecordedCount> sum = (a, b) -> new UnrecordedCount(
                    later(a.time(), b.time()), a.route(), a.classification(), a.limit(), a.count() + b.count());
            unrecorded.merge(List.of(each.route(), each.classification(), each.limit()), each, sum);
        }
    }

    private void add(OtherReport each) {
        if (is(query.route(), each.route()) && is(query.build(), each.build())) {
            BinaryOperator<OtherReport> sum = (a, b) -> new OtherReport(
                    later(a.time(), b.time()), a.count() + b.count(), a.type(), a.route(), a.browser(), a.build());
            others.merge(List.of(each.type(), each.route(), each.browser(), each.build()), each, sum);
        }
    }

    private void seen(String build, Instant time) {
        if (!build.isEmpty() && (builds.containsKey(build) || builds.size() < ReportSummary.MAX_BUILDS)) {
            builds.merge(build, time, Sums::earlier);
        }
    }

    ReportSummary summary() {
        return new ReportSummary(
                violations.groups(),
                sorted(removals, RemovalCount::count),
                sorted(coverage, CoverageCount::count),
                sorted(unrecorded, UnrecordedCount::count),
                sorted(others, OtherReport::count),
                days.counts(),
                builds);
    }

    private static <T> List<T> sorted(Map<List<String>, T> sums, ToLongFunction<T> count) {
        return sums.values().stream()
                .sorted(Comparator.comparingLong(count).reversed())
                .toList();
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
