package io.github.hushgate.review;

import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.SelfTest;
import io.github.hushgate.review.Review.Line;
import io.github.hushgate.review.Review.Origin;
import io.github.hushgate.review.Review.Outcome;
import io.github.hushgate.review.TrackerState.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The answer in one plain sentence, for somebody who has never seen a policy.
 *
 * @param level how it stands
 * @param sentence the answer
 * @param notes what it rests on, and what else to know
 */
record Verdict(Level level, String sentence, List<String> notes) {
    /** How it stands. */
    enum Level {
        /** Trackers were told, as far as anybody reported. */
        SENT("Act now"),
        /** Trackers tried, and were stopped. */
        STOPPED("Stopped"),
        /** No tracker was met. */
        QUIET("Quiet"),
        /** There is nothing to judge by. */
        UNKNOWN("Not known yet");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private static final int MAX_NAMES = 3;

    Verdict {
        notes = List.copyOf(notes);
    }

    /** The verdict on a review; {@code names} gives a tracker's name by its id. */
    static Verdict of(Review review, Function<String, String> names) {
        List<Line> removed = review.lines(Origin.REMOVED_BY_US);
        List<Line> blocked = reported(review, Outcome.BLOCKED);
        List<Line> sent = reported(review, Outcome.OBSERVED);
        List<String> notes = changes(review, names);
        notes.addAll(notes(review));
        if (review.onlyCounts() && !removed.isEmpty()) {
            return new Verdict(
                    Level.SENT,
                    "Trackers stand in your sensitive pages: " + count(removed) + " tags (" + names(removed, names)
                            + ") were counted and left there, because trackers.strip is set to count.",
                    notes);
        }
        if (!sent.isEmpty()) {
            return new Verdict(
                    Level.SENT,
                    "Trackers are being told of visits: browsers reported " + times(count(sent)) + " to "
                            + names(sent, names) + " that were really sent, because these pages are only observed.",
                    notes);
        }
        if (!removed.isEmpty() || !blocked.isEmpty()) {
            return new Verdict(Level.STOPPED, stopped(removed, blocked, names), notes);
        }
        long pages = review.coverage().stream()
                .filter(CoverageCount::isSearched)
                .mapToLong(CoverageCount::count)
                .sum();
        return pages > 0
                ? new Verdict(
                        Level.QUIET,
                        "No tracker was met: none stood in the " + pages
                                + " sensitive pages that were searched, and none was reported.",
                        notes)
                : new Verdict(
                        Level.UNKNOWN, "Nothing is known yet: no sensitive page was searched in this time.", notes);
    }

    private static String stopped(List<Line> removed, List<Line> blocked, Function<String, String> names) {
        List<Line> all = new ArrayList<>(removed);
        all.addAll(blocked);
        return "Trackers tried and were stopped (" + names(all, names) + "): " + count(removed)
                + " times we took their code out of a page before it was sent, and " + count(blocked)
                + " times a browser reported that it refused them. None was reported as sent.";
    }

    private static String times(long count) {
        return count == 1 ? "one request" : count + " requests";
    }

    private static List<Line> reported(Review review, Outcome outcome) {
        return review.lines(Origin.REPORTED_BY_A_BROWSER).stream()
                .filter(each -> each.classification().equals("tracker") && each.outcome() == outcome)
                .toList();
    }

    private static long count(List<Line> lines) {
        return lines.stream().mapToLong(Line::count).sum();
    }

    private static String names(List<Line> lines, Function<String, String> names) {
        List<String> all = lines.stream()
                .map(each -> names.apply(each.tracker()))
                .distinct()
                .toList();
        return listed(all, ", ");
    }

    private static String listed(List<String> all, String between) {
        String some = all.stream().limit(MAX_NAMES).collect(Collectors.joining(between));
        return all.size() > MAX_NAMES ? some + " and " + (all.size() - MAX_NAMES) + " more" : some;
    }

    /** What the owner would want to be called for: what is new or back, and what is gone. */
    private static List<String> changes(Review review, Function<String, String> names) {
        List<String> changes = new ArrayList<>();
        for (State state : List.of(State.NEW, State.CAME_BACK, State.RESOLVED)) {
            List<String> all = review.states().stream()
                    .filter(each -> each.state() == state)
                    .map(each ->
                            names.apply(each.tracker()) + " on " + each.route() + " (" + ReviewWords.since(each) + ")")
                    .toList();
            if (!all.isEmpty()) {
                changes.add(ReviewWords.heading(state) + ": " + listed(all, "; ") + ".");
            }
        }
        return changes;
    }

    private static List<String> notes(Review review) {
        List<String> notes = new ArrayList<>();
        notes.add(review.selfTest()
                .map(Verdict::selfTest)
                .orElse("The report endpoint has not tested itself yet, so that" + " silence proves nothing."));
        long unread = review.coverage().stream()
                .filter(each -> ReviewLines.UNSEARCHED.contains(each.outcome()))
                .mapToLong(CoverageCount::count)
                .sum();
        if (unread > 0) {
            notes.add(unread + " responses could not be searched for trackers; they had the headers all the same. See"
                    + " \"What was done with each page\".");
        }
        if (!review.doorways().isEmpty()) {
            notes.add("Pages with a tracker lead to a sensitive page: what is clicked there can be seen. See"
                    + " \"Doorways\".");
        }
        notes.add("This server cannot see what a browser sends to others. It knows what it took out of pages (certain)"
                + " and what browsers report (anybody can send a report).");
        return notes;
    }

    private static String selfTest(SelfTest test) {
        String when = " (" + Times.text(test.time()) + ")";
        if (!test.passed()) {
            return "The report endpoint FAILED its last self-test" + when + ": silence proves nothing.";
        }
        String inside = "The report endpoint tested itself and works" + when;
        return test.outside().isEmpty() ? inside + "." : inside + "; " + test.outsideInWords();
    }
}
