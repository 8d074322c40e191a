package io.github.hushgate.store;

import io.github.hushgate.policy.Disposition;
import io.github.hushgate.report.BuildCount;
import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.DayCount;
import io.github.hushgate.report.OtherReport;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ReportRecord;
import io.github.hushgate.report.ReportSummary;
import io.github.hushgate.report.UnrecordedCount;
import io.github.hushgate.report.ViolationReport;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** Sums of the records that a query asks for. What it holds grows with what is told apart, not with the records. */
final class Sums implements Consumer<ReportRecord> {
    private final ReportQuery query;
    private final Instant past;
    private final ViolationFold violations = new ViolationFold();
    private final Map<List<String>, RemovalCount> removals = new LinkedHashMap<>();
    private final Map<List<String>, CoverageCount> coverage = new LinkedHashMap<>();
    private final Map<List<String>, UnrecordedCount> unrecorded = new LinkedHashMap<>();
    private final Map<List<String>, OtherReport> others = new LinkedHashMap<>();
    private final Map<LocalDate, Tally> days = new TreeMap<>();
    private final Map<String, Build> builds = new LinkedHashMap<>();
    private final TrackerHistory history = new TrackerHistory();

    private static final class Build {
        private final Tally tally = new Tally();
        private Instant first = Instant.MAX;
    }

    /** The sums that answer {@code query}; of the records before its first moment only the history is taken. */
    Sums(ReportQuery query) {
        this.query = query;
        this.past = query.withHistory().from();
    }

    @Override
    public void accept(ReportRecord each) {
        if (each.time().isBefore(past) || !each.time().isBefore(query.to())) {
            return;
        }
        remember(each);
        if (each.time().isBefore(query.from())) {
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

    private void remember(ReportRecord each) {
        if (each instanceof ViolationReport report) {
            if (is(query.route(), report.route()) && is(query.tracker(), report.tracker())) {
                history.add(report);
            }
        } else if (each instanceof RemovalCount count) {
            if (is(query.route(), count.route()) && is(query.tracker(), count.tracker())) {
                history.add(count);
            }
        } else if (each instanceof CoverageCount count && count.isSearched()) {
            history.add(count);
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
            if (each.classification().equals("tracker")) {
                day(each.time()).add(each);
            }
            seen(each.build(), each.time(), tally -> tally.add(each));
        }
    }

    private void add(RemovalCount each) {
        if (is(query.route(), each.route()) && is(query.tracker(), each.tracker()) && is(query.build(), each.build())) {
            List<String> key = List.of(each.route(), each.tracker(), each.element(), each.build());
            removals.merge(key, each, Sums::sum);
            day(each.time()).add(each);
            seen(each.build(), each.first(), tally -> tally.add(each));
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
            seen(each.build(), each.first(), tally -> tally.addPages(each.isSearched() ? each.count() : 0));
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

    private Tally day(Instant time) {
        return days.computeIfAbsent(LocalDate.ofInstant(time, ZoneOffset.UTC), unused -> new Tally());
    }

    private void seen(String name, Instant time, Consumer<Tally> adding) {
        if (builds.containsKey(name) || builds.size() < ReportSummary.MAX_BUILDS) {
            Build build = builds.computeIfAbsent(name, unused -> new Build());
            build.first = earlier(build.first, time);
            adding.accept(build.tally);
        }
    }

    ReportSummary summary() {
        return new ReportSummary(
                violations.groups(),
                sorted(removals, RemovalCount::count),
                sorted(coverage, CoverageCount::count),
                sorted(unrecorded, UnrecordedCount::count),
                sorted(others, OtherReport::count),
                days.entrySet().stream()
                        .map(each -> dayCount(each.getKey(), each.getValue()))
                        .toList(),
                builds.entrySet().stream()
                        .map(each -> buildCount(each.getKey(), each.getValue()))
                        .sorted(Comparator.comparing(BuildCount::first))
                        .toList(),
                history.days());
    }

    private static DayCount dayCount(LocalDate day, Tally tally) {
        return new DayCount(
                day, tally.removed(), tally.largest(Disposition.ENFORCE), tally.largest(Disposition.REPORT));
    }

    private static BuildCount buildCount(String name, Build build) {
        Tally tally = build.tally;
        return new BuildCount(
                name,
                build.first,
                tally.pages(),
                tally.removed(),
                tally.largest(Disposition.ENFORCE),
                tally.largest(Disposition.REPORT));
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
