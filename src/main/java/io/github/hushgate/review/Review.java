package io.github.hushgate.review;

import io.github.hushgate.report.BuildCount;
import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.DayCount;
import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.report.OtherReport;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ReportStore;
import io.github.hushgate.report.ReportSummary;
import io.github.hushgate.report.SelfTest;
import io.github.hushgate.report.UnrecordedCount;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
 * @param builds the site's builds and what each saw, the oldest first; empty where the store does not tell
 * @param states of the trackers met in this time: new, come back, resolved; empty where the store does not tell
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
        List<BuildCount> builds,
        List<TrackerState> states,
        EnforcePreview preview) {
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

    /** Where it stood, as far as can be told. */
    public enum Place {
        /** In the HTML of this site, before we looked at it. */
        OUR_HTML("in our own HTML"),
        /** A script of another origin, which the browser named. */
        SCRIPT("put there by a script from"),
        /** Every page of the route was searched: none that we sent held it. */
        NOT_OUR_HTML("not in the HTML we sent: a script of the page put it there, or something behind this server"),
        /** Nothing tells. */
        UNKNOWN("");

        private final String words;

        Place(String words) {
            this.words = words;
        }
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
     * @param build the site's build that it was first seen with; empty when not told
     * @param place where it stood
     * @param scripts origins of the scripts that a browser named as its cause, the site's own left out
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
            Instant last,
            String build,
            Place place,
            Set<String> scripts) {
        /** Copies the set. */
        public Line {
            scripts = Collections.unmodifiableSet(new TreeSet<>(scripts));
        }

        /** Where it came from, for people; empty when nothing tells. */
        public String cameFrom() {
            return place == Place.SCRIPT ? place.words + " " + String.join(", ", scripts) : place.words;
        }
    }

    /** Copies the lists. */
    public Review {
        lines = List.copyOf(lines);
        coverage = List.copyOf(coverage);
        doorways = List.copyOf(doorways);
        unrecorded = List.copyOf(unrecorded);
        others = List.copyOf(others);
        days = List.copyOf(days);
        builds = List.copyOf(builds);
        states = List.copyOf(states);
    }

    /** The answer about everything that is kept. */
    public static Review of(ReportStore store) {
        return of(store, ReportQuery.ALL);
    }

    /** The answer about what the query asks for. */
    public static Review of(ReportStore store, ReportQuery query) {
        Objects.requireNonNull(store, "store");
        ReportSummary summary = store.summary(Objects.requireNonNull(query, "query"));
        Optional<JournalEntry> start = store.lastStart();
        List<Line> lines = new ReviewLines(summary, onlyCounts(start)).lines();
        Predicate<CoverageCount> isDoorway = CoverageCount::isDoorway;
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
                start,
                summary.days(),
                summary.builds(),
                states(summary, lines),
                EnforcePreview.of(summary.violations()));
    }

    /** Of those that have a line: the others were resolved before this time. */
    private static List<TrackerState> states(ReportSummary summary, List<Line> lines) {
        Set<List<String>> met = lines.stream()
                .map(each -> List.of(each.route(), each.tracker()))
                .collect(Collectors.toSet());
        return summary.history().stream()
                .filter(each -> met.contains(List.of(each.route(), each.tracker())))
                .map(TrackerState::of)
                .sorted(Comparator.comparing(TrackerState::state))
                .toList();
    }

    private static CoverageCount doorway(CoverageCount each) {
        String outcome = each.outcome().substring(CoverageCount.DOORWAY.length());
        return new CoverageCount(each.route(), outcome, each.count(), each.first(), each.time(), each.build());
    }

    /** The lines of one origin, in their order. */
    public List<Line> lines(Origin origin) {
        return lines.stream().filter(each -> each.origin() == origin).toList();
    }

    /** Whether removals were only counted, and the trackers left where they stood. */
    public boolean onlyCounts() {
        return onlyCounts(start);
    }

    private static boolean onlyCounts(Optional<JournalEntry> start) {
        return start.map(last -> "count".equals(last.settings().get("trackers.strip")))
                .orElse(false);
    }

    /** How it stands with a tracker on a route, where that is told. */
    Optional<TrackerState> state(String route, String tracker) {
        return states.stream()
                .filter(each -> each.route().equals(route) && each.tracker().equals(tracker))
                .findFirst();
    }

    /** When each build with a name was first seen. */
    Map<String, Instant> releases() {
        Map<String, Instant> releases = new TreeMap<>();
        builds.stream()
                .filter(each -> !each.build().isEmpty())
                .forEach(each -> releases.put(each.build(), each.first()));
        return releases;
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
