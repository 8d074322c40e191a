package io.github.hushgate.review;

import io.github.hushgate.report.BuildCount;
import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.review.Review.Line;
import io.github.hushgate.review.Review.Origin;
import io.github.hushgate.review.Review.Outcome;
import io.github.hushgate.review.TrackerState.State;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * A review as somebody reads it who answers for the data and not for the software: the answer in a few sentences, then
 * what it is made of, each part with what its numbers are worth.
 */
final class ReviewText {
    private final Review review;
    private final StringBuilder text = new StringBuilder();

    ReviewText(Review review) {
        this.review = review;
        inShort();
        removed();
        reported();
        builds();
        coverage();
        doorways();
        preview();
        unrecorded();
        others();
        settings();
    }

    private void preview() {
        Table table = new Table("ROUTE", "WHAT", "COUNT", "WOULD KEEP IT WORKING");
        for (EnforcePreview.Breakage each : review.preview().breakages()) {
            table.row(each.route(), each.what(), each.count(), each.remedy().words());
        }
        part("What the policies refuse of the site's own, or would (apart from trackers and noise)", table);
        if (!review.preview().settings().isEmpty()) {
            text.append(review.preview().settings().indent(2));
        }
    }

    private void inShort() {
        text.append("In short\n");
        List<Line> trackers = review.lines(Origin.REPORTED_BY_A_BROWSER).stream()
                .filter(each -> each.classification().equals("tracker"))
                .toList();
        say(
                review.lines(Origin.REMOVED_BY_US),
                review.onlyCounts() ? "counted in pages, but left there" : "removed by us");
        say(of(trackers, Outcome.BLOCKED), "reported by browsers as blocked");
        say(of(trackers, Outcome.OBSERVED), "reported by browsers under a policy that only observes: they were sent");
        for (State state : List.of(State.NEW, State.CAME_BACK, State.RESOLVED)) {
            review.states().stream()
                    .filter(each -> each.state() == state)
                    .forEach(each -> text.append("  ")
                            .append(ReviewWords.heading(state) + ": " + each.tracker() + " on " + each.route() + ", "
                                    + ReviewWords.since(each) + ".\n"));
        }
        if (!review.doorways().isEmpty()) {
            text.append("  Pages with a tracker lead to a sensitive route: see Doorways.\n");
        }
        text.append("  ").append(selfTest()).append('\n');
    }

    private static List<Line> of(List<Line> lines, Outcome outcome) {
        return lines.stream().filter(each -> each.outcome() == outcome).toList();
    }

    private void say(List<Line> lines, String what) {
        long count = lines.stream().mapToLong(Line::count).sum();
        long routes = lines.stream().map(Line::route).distinct().count();
        text.append("  Trackers ").append(what).append(": ");
        text.append(count == 0 ? "none" : count + " on " + routes + (routes == 1 ? " route" : " routes"));
        text.append(".\n");
    }

    private String selfTest() {
        return review.selfTest()
                .map(test -> "The endpoint's last self-test " + (test.passed() ? "passed" : "FAILED") + " at "
                        + Times.text(test.time())
                        + (test.outside().isEmpty() ? "." : "; " + test.outsideInWords()))
                .orElse("The endpoint has not tested itself yet: no reports prove nothing.");
    }

    private void part(String title, Table table) {
        if (!table.isEmpty()) {
            text.append('\n').append(title).append('\n').append(table);
        }
    }

    private void removed() {
        Table table =
                new Table("TRACKER", "ROUTE", "ELEMENT", "COUNT", "FIRST SEEN", "LAST SEEN", "FIRST BUILD", "STATE");
        for (Line each : review.lines(Origin.REMOVED_BY_US)) {
            table.row(
                    each.tracker(),
                    each.route(),
                    each.what(),
                    each.count(),
                    time(each.first()),
                    time(each.last()),
                    dash(each.build()),
                    state(each));
        }
        part("Removed by us (certain: we did it, before the page was sent)", table);
    }

    private void reported() {
        Table table = new Table(
                "TRACKER",
                "ROUTE",
                "COUNT",
                "FIRST SEEN",
                "LAST SEEN",
                "FIRST BUILD",
                "STATE",
                "OUTCOME",
                "WHAT",
                "CAME FROM");
        for (Line each : review.lines(Origin.REPORTED_BY_A_BROWSER)) {
            String name = each.tracker().isEmpty() ? "(" + each.classification() + ")" : each.tracker();
            String outcome = each.outcome().name().toLowerCase(Locale.ROOT);
            table.row(
                    name,
                    each.route(),
                    each.count(),
                    time(each.first()),
                    time(each.last()),
                    dash(each.build()),
                    state(each),
                    outcome,
                    each.what(),
                    dash(each.cameFrom()));
        }
        part("Reported by browsers (forgeable: anybody can send a report)", table);
    }

    private String state(Line each) {
        return review.state(each.route(), each.tracker())
                .map(state -> state.state().words())
                .orElse("-");
    }

    private static String dash(String cell) {
        return cell.isEmpty() ? "-" : cell;
    }

    private void builds() {
        Table table = new Table("BUILD", "FIRST SEEN", "PAGES SEARCHED", "REMOVED", "BLOCKED", "OBSERVED");
        for (BuildCount each : review.builds()) {
            table.row(
                    dash(each.build()),
                    time(each.first()),
                    each.pages(),
                    each.removed(),
                    each.blocked(),
                    each.observed());
        }
        part("Builds of the site, with what each saw of trackers", table);
    }

    private void coverage() {
        part("Coverage (what was done with the responses of a route)", counts("OUTCOME", review.coverage()));
    }

    private void doorways() {
        part(
                "Doorways (pages with a tracker that lead to a sensitive route; review --doorways prints what protects"
                        + " them)",
                counts("WAY ON AND TRACKER", review.doorways()));
    }

    private static Table counts(String outcome, List<CoverageCount> counts) {
        Table table = new Table("ROUTE", outcome, "COUNT", "FIRST SEEN", "LAST SEEN", "BUILD");
        for (CoverageCount each : counts) {
            table.row(
                    each.route(),
                    each.outcome(),
                    each.count(),
                    time(each.first()),
                    time(each.time()),
                    dash(each.build()));
        }
        return table;
    }

    private void unrecorded() {
        Table table = new Table("LIMIT OR REASON", "CLASS", "ROUTE", "COUNT", "LAST SEEN");
        review.unrecorded()
                .forEach(each ->
                        table.row(each.limit(), each.classification(), each.route(), each.count(), time(each.time())));
        part("Counted without a record (over a rate, or refused)", table);
    }

    private void others() {
        Table table = new Table("TYPE", "ROUTE", "BROWSER", "COUNT", "LAST SEEN");
        review.others()
                .forEach(each -> table.row(each.type(), each.route(), each.browser(), each.count(), time(each.time())));
        part("Other reports (no violations: only that they came is kept)", table);
    }

    /** The owner's decisions, with their reasons, belong to the answer as much as what was seen. */
    private void settings() {
        if (review.start().isEmpty()) {
            return;
        }
        JournalEntry last = review.start().get();
        text.append("\nSettings in force since ").append(time(last.time())).append(" (* changed at that start)\n");
        text.append("  Hushgate ").append(last.version());
        text.append(", catalog ").append(last.catalog());
        text.append(", configuration ").append(last.configuration()).append('\n');
        new TreeMap<>(last.settings())
                .forEach((key, value) -> text.append(last.changed().containsKey(key) ? "* " : "  ")
                        .append(key)
                        .append(": ")
                        .append(value)
                        .append('\n'));
    }

    private static String time(Instant time) {
        return Times.text(time);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
