package io.github.hushgate.review;

import io.github.hushgate.policy.Disposition;
import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.ReportSummary;
import io.github.hushgate.report.ViolationGroup;
import io.github.hushgate.review.Review.Line;
import io.github.hushgate.review.Review.Origin;
import io.github.hushgate.review.Review.Outcome;
import io.github.hushgate.review.Review.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes a review's lines of a store's summary. */
final class ReviewLines {
    private static final List<String> CLASSES = List.of("tracker", "third-party", "own", "inline");
    private static final String SELF = "self";

    /** Outcomes after which something may stand in a page that we sent. */
    static final Set<String> UNSEARCHED = Set.of("encoded", "partial", "failed", "committed-early");

    private final ReportSummary summary;
    private final boolean onlyCounts;
    private final Set<String> searched = new HashSet<>();
    private final Set<List<String>> inOurHtml;

    /** {@code onlyCounts}: what is counted as removed was left where it stood. */
    ReviewLines(ReportSummary summary, boolean onlyCounts) {
        this.summary = summary;
        this.onlyCounts = onlyCounts;
        this.inOurHtml = summary.removals().stream()
                .map(each -> List.of(each.route(), each.tracker()))
                .collect(Collectors.toSet());
        for (CoverageCount each : summary.coverage()) {
            if (each.isSearched()) {
                searched.add(each.route());
            }
        }
        summary.coverage().stream()
                .filter(each -> UNSEARCHED.contains(each.outcome()))
                .forEach(each -> searched.remove(each.route()));
    }

    /** What we removed, then what browsers reported: trackers first, noise last, the most frequent first. */
    List<Line> lines() {
        Map<List<String>, Line> removed = new LinkedHashMap<>();
        for (RemovalCount each : summary.removals()) {
            removed.merge(List.of(each.route(), each.tracker(), each.element()), line(each), ReviewLines::sum);
        }
        List<Line> lines = new ArrayList<>(removed.values());
        lines.sort(Comparator.comparingLong(Line::count).reversed());
        summary.violations().stream()
                .map(this::line)
                .sorted(Comparator.comparing(each -> rank(each.classification())))
                .forEach(lines::add);
        return lines;
    }

    private static int rank(String classification) {
        int rank = CLASSES.indexOf(classification);
        return rank < 0 ? CLASSES.size() : rank;
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
                each.time(),
                each.build(),
                Place.OUR_HTML,
                Set.of());
    }

    /** The same of another build. */
    private static Line sum(Line a, Line b) {
        return new Line(
                a.origin(),
                a.outcome(),
                a.tracker(),
                a.classification(),
                a.what(),
                a.route(),
                a.count() + b.count(),
                a.first().isBefore(b.first()) ? a.first() : b.first(),
                a.last().isAfter(b.last()) ? a.last() : b.last(),
                b.first().isBefore(a.first()) ? b.build() : a.build(),
                a.place(),
                a.scripts());
    }

    private Line line(ViolationGroup each) {
        String what = (each.directive() + " " + each.blocked()).strip();
        Set<String> scripts = new TreeSet<>(each.sources());
        scripts.remove(SELF);
        return new Line(
                Origin.REPORTED_BY_A_BROWSER,
                each.disposition() == Disposition.ENFORCE ? Outcome.BLOCKED : Outcome.OBSERVED,
                each.tracker(),
                each.classification(),
                each.mayRedirect() ? what + " (may redirect off-site)" : what,
                each.route(),
                each.count(),
                each.first(),
                each.last(),
                each.firstBuild(),
                place(each, scripts),
                scripts);
    }

    private Place place(ViolationGroup each, Set<String> scripts) {
        if (!scripts.isEmpty()) {
            return Place.SCRIPT;
        }
        if (!each.classification().equals("tracker")) {
            return Place.UNKNOWN;
        }
        if (onlyCounts) {
            return inOurHtml.contains(List.of(each.route(), each.tracker())) ? Place.OUR_HTML : Place.UNKNOWN;
        }
        return searched.contains(each.route()) ? Place.NOT_OUR_HTML : Place.UNKNOWN;
    }
}
