package io.github.hushgate.store;

import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.report.OtherReport;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ReportRecord;
import io.github.hushgate.report.SelfTest;
import io.github.hushgate.report.UnrecordedCount;
import io.github.hushgate.report.ViolationGroup;
import io.github.hushgate.report.ViolationReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;

/** Answers queries from a pass over the records, wherever they are. */
final class RecordQueries {
    /** Gives kept records to a consumer, the oldest first: all of the time that is asked for, others if it likes. */
    @FunctionalInterface
    interface Source {
        void forEach(ReportQuery query, Consumer<ReportRecord> consumer);

        /** The latest record of a kind. */
        default <T extends ReportRecord> Optional<T> last(Class<T> kind) {
            Latest<T> latest = new Latest<>(kind);
            forEach(ReportQuery.ALL, latest);
            return latest.record();
        }
    }

    private final Source source;

    RecordQueries(Source source) {
        this.source = source;
    }

    private <T extends ReportRecord> void each(Class<T> kind, ReportQuery query, Consumer<T> consumer) {
        source.forEach(query, each -> {
            if (kind.isInstance(each)
                    && !each.time().isBefore(query.from())
                    && each.time().isBefore(query.to())) {
                consumer.accept(kind.cast(each));
            }
        });
    }

    List<ViolationGroup> violations(ReportQuery query) {
        ViolationFold fold = new ViolationFold();
        each(ViolationReport.class, query, each -> {
            boolean asked = is(query.route(), each.route())
                    && is(query.tracker(), each.tracker())
                    && is(query.classification(), each.classification())
                    && is(query.disposition(), each.disposition())
                    && is(query.build(), each.build());
            if (asked) {
                fold.add(each);
            }
        });
        return fold.groups();
    }

    private static <T> boolean is(Optional<T> asked, T value) {
        return asked.isEmpty() || asked.get().equals(value);
    }

    List<RemovalCount> removals(ReportQuery query) {
        Map<List<String>, RemovalCount> sums = new LinkedHashMap<>();
        each(RemovalCount.class, query, each -> {
            if (is(query.route(), each.route())
                    && is(query.tracker(), each.tracker())
                    && is(query.build(), each.build())) {
                merge(sums, each, RecordQueries::key, RecordQueries::sum);
            }
        });
        return sorted(sums, RemovalCount::count);
    }

    private static List<String> key(RemovalCount each) {
        return List.of(each.route(), each.tracker(), each.element(), each.build());
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

    List<CoverageCount> coverage(ReportQuery query) {
        Map<List<String>, CoverageCount> sums = new LinkedHashMap<>();
        each(CoverageCount.class, query, each -> {
            if (is(query.route(), each.route()) && is(query.build(), each.build())) {
                merge(sums, each, RecordQueries::key, RecordQueries::sum);
            }
        });
        return sorted(sums, CoverageCount::count);
    }

    private static List<String> key(CoverageCount each) {
        return List.of(each.route(), each.outcome(), each.build());
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

    List<UnrecordedCount> unrecorded(ReportQuery query) {
        Map<List<String>, UnrecordedCount> sums = new LinkedHashMap<>();
        each(UnrecordedCount.class, query, each -> {
            if (is(query.route(), each.route()) && is(query.classification(), each.classification())) {
                merge(
                        sums,
                        each,
                        one -> List.of(one.route(), one.classification(), one.limit()),
                        (a, b) -> new UnrecordedCount(
                                later(a.time(), b.time()),
                                a.route(),
                                a.classification(),
                                a.limit(),
                                a.count() + b.count()));
            }
        });
        return sorted(sums, UnrecordedCount::count);
    }

    List<OtherReport> others(ReportQuery query) {
        Map<List<String>, OtherReport> sums = new LinkedHashMap<>();
        each(OtherReport.class, query, each -> {
            if (is(query.route(), each.route()) && is(query.build(), each.build())) {
                merge(
                        sums,
                        each,
                        one -> List.of(one.type(), one.route(), one.browser(), one.build()),
                        (a, b) -> new OtherReport(
                                later(a.time(), b.time()),
                                a.count() + b.count(),
                                a.type(),
                                a.route(),
                                a.browser(),
                                a.build()));
            }
        });
        return sorted(sums, OtherReport::count);
    }

    private static <T> void merge(
            Map<List<String>, T> sums, T each, Function<T, List<String>> key, BinaryOperator<T> sum) {
        sums.merge(key.apply(each), each, sum);
    }

    private static <T> List<T> sorted(Map<List<String>, T> sums, Function<T, Long> count) {
        return sums.values().stream()
                .sorted(Comparator.comparing(count).reversed())
                .toList();
    }

    Optional<SelfTest> lastSelfTest() {
        return source.last(SelfTest.class);
    }

    Optional<JournalEntry> lastStart() {
        return source.last(JournalEntry.class);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
