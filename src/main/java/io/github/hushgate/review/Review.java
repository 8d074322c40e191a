package io.github.hushgate.review;

import io.github.hushgate.policy.Disposition;
import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.DayCount;
import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.report.OtherReport;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ReportStore;
import io.github.hushgate.report.ReportSummary;
import io.github.hushgate.report.SelfTest;
import io.github.hushgate.report.UnrecordedCount;
import io.github.hushgate.report.ViolationGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The short answer about a store: which trackers on which routes, how often, since and until when; what was done with
 * the routes' pages; and what the answer rests on.
 *
 * @param lines what we removed, then what browsers reported: trackers first, noise last, the most frequent first
 * @param coverage how many of a route's responses ended in which way
 * @param doorways pages with a tracker that lead to a sensitive route, each with the way on and the tracker
 * @param unrecorded what was counted without a record: over a rate, or refused
 * @param others reports that name no violation
 * @param selfTest the last time that the endpoint tried itself
 * @param start the last start of the filter, with the settings that counted from then on
 * @param days what each day saw of trackers, the oldest first; empty where the store does not tell
 * @param builds the site's builds, each with when it was first seen
 * @param preview what enforcing the policies would break, and what would keep it working
 */
public record Review(
        List<Line> lines,
        List<CoverageCount> coverage,
        List<CoverageCount> doorways,
        List<UnrecordedCount> unrecorded,
        List<OtherReport> others,
        Optional<SelfTest> selfTest,
        Optional<JournalEntry> start,
        List<DayCount> days,
        Map<String, Instant> builds,
        EnforcePreview preview) {
    private static final String DOORWAY = "doorway ";
    private static final List<String> CLASSES = List.of("tracker", "third-party", "own", "inline");

    /** Where a line's knowledge comes from. */
    public enum Origin {
        /** Our own count: certain. */
        REMOVED_BY_US("removed by us"),
        /** Somebody sent it: forgeable. */
        REPORTED_BY_A_BROWSER("reported by a browser");

        private final String words;

        Origin(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /** What became of it. */
    public enum Outcome {
        /** Left out of the page before it was sent. */
        REMOVED,
        /** Refused by the browser. */
        BLOCKED,
        /** Told by a policy that refuses nothing: it was sent, unless another policy refused it. */
        OBSERVED
    }

    /**
     * One tracker (or other matter) on one route.
     *
     * @param origin where the knowledge comes from
     * @param outcome what became of it
     * @param tracker the catalog's id; empty when it is no catalogued tracker
     * @param classification {@code tracker}, {@code own}, {@code third-party}, {@code inline} or {@code noise:<class>}
     * @param what the element that was removed, or what the browser says was blocked
     * @param route the rule's pattern
     * @param count how often
     * @param first when first seen
     * @param last when last seen
     */
    public record Line(
            Origin origin,
            Outcome outcome,
            String tracker,
            String classification,
            String what,
            String route,
            long count,
            Instant first,
            Instant last) {}

    /** Copies the lists. */
    public Review {
        lines = List.copyOf(lines);
        coverage = List.copyOf(coverage);
        doorways = List.copyOf(doorways);
        unrecorded = List.copyOf(unrecorded);
        others = List.copyOf(others);
        days = List.copyOf(days);
        builds = Map.copyOf(builds);
    }

    /** The answer about everything that is kept. */
    public static Review of(ReportStore store) {
        return of(store, ReportQuery.ALL);
    }

    /** The answer about what the query asks for. */
    public static Review of(ReportStore store, ReportQuery query) {
        Objects.requireNonNull(store, "store");
        ReportSummary summary = store.summary(Objects.requireNonNull(query, "query"));
        List<Line> lines = new ArrayList<>();
        summary.removals().forEach(each -> lines.add(line(each)));
        summary.violations().stream()
                .map(Review::line)
                .sorted(Comparator.comparing(each -> rank(each.classification())))
                .forEach(lines::add);
        Predicate<CoverageCount> isDoorway = each -> each.outcome().startsWith(DOORWAY);
        return new Review(
                lines,
                summary.coverage().stream().filter(isDoorway.negate()).toList(),
                summary.coverage().stream()
                        .filter(isDoorway)
                        .map(Review::doorway)
                        .toList(),
                summary.unrecorded(),
                summary.others(),
                store.lastSelfTest(),
                store.lastStart(),
                summary.days(),
                summary.builds(),
                EnforcePreview.of(summary.violations()));
    }

    private static int rank(String classification) {
        int rank = CLASSES.indexOf(classification);
        return rank < 0 ? CLASSES.size() : rank;
    }

    private static CoverageCount doorway(CoverageCount each) {
        String outcome = each.outcome().substring(DOORWAY.length());
        return new CoverageCount(each.route(), outcome, each.count(), each.first(), each.time(), each.build());
    }

    private static Line line(RemovalCount each) {
        return new Line(
                Origin.REMOVED_BY_US,
                Outcome.REMOVED,
                each.tracker(),
                "tracker",
                each.element(),
                each.route(),
                each.count(),
                each.first(),
                each.time());
    }

    private static Line line(ViolationGroup each) {
        String what = (each.directive() + " " + each.blocked()).strip();
        return new Line(
                Origin.REPORTED_BY_A_BROWSER,
                each.disposition() == Disposition.ENFORCE ? Outcome.BLOCKED : Outcome.OBSERVED,
                each.tracker(),
                each.classification(),
                each.mayRedirect() ? what + " (may redirect off-site)" : what,
                each.route(),
                each.count(),
                each.first(),
                each.last());
    }

    /** The lines of one origin, in their order. */
    public List<Line> lines(Origin origin) {
        return lines.stream().filter(each -> each.origin() == origin).toList();
    }

    /** Whether removals were only counted, and the trackers left where they stood. */
    boolean onlyCounts() {
        return start.map(last -> "count".equals(last.settings().get("trackers.strip")))
                .orElse(false);
    }

    /** For people: what happened first, what it rests on behind it. */
    public String toText() {
        return new ReviewText(this).toString();
    }

    /** One JSON object, for programs; keys are only ever added. */
    public String toJson() {
        return ReviewJson.of(this);
    }
}
