package io.github.hushgate.review;

import io.github.hushgate.report.TrackerDays;
import java.time.LocalDate;
import java.util.Objects;

/**
 * How it stands with a tracker on a route. Only days on which pages of the route were searched count: on the others its
 * absence says nothing.
 *
 * @param route the rule's pattern
 * @param tracker the catalog's id
 * @param state how it stands
 * @param since for {@link State#NEW} and {@link State#ONGOING} the day on which it was first met, for
 *     {@link State#CAME_BACK} the day on which it was met again, for {@link State#RESOLVED} the last day on which it
 *     was met
 */
public record TrackerState(String route, String tracker, State state, LocalDate since) {
    /** Days with pages after which what is not met is resolved, and what is met is no longer new. */
    public static final int DAYS = 7;

    /** How it stands. */
    public enum State {
        /** First met a short while ago, though pages of the route had been searched on a day before. */
        NEW("new"),
        /** Met again a short while ago, after it had been resolved. */
        CAME_BACK("came back"),
        /** Not met any more, though pages were searched on {@value TrackerState#DAYS} days since. */
        RESOLVED("resolved"),
        /** Met as before. */
        ONGOING("goes on");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /** Refuses nulls. */
    public TrackerState {
        Objects.requireNonNull(route, "route");
        Objects.requireNonNull(tracker, "tracker");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(since, "since");
    }

    static TrackerState of(TrackerDays days) {
        LocalDate last = days.met().last();
        if (pagesAfter(days, last) >= DAYS) {
            return state(days, State.RESOLVED, last);
        }
        LocalDate since = last;
        for (LocalDate each : days.met().descendingSet()) {
            if (days.pages().subSet(each, false, since, false).size() >= DAYS) {
                return state(days, isFresh(days, since) ? State.CAME_BACK : State.ONGOING, since);
            }
            since = each;
        }
        boolean hadPagesBefore = !days.pages().headSet(since, false).isEmpty();
        return state(days, hadPagesBefore && isFresh(days, since) ? State.NEW : State.ONGOING, since);
    }

    private static TrackerState state(TrackerDays days, State state, LocalDate since) {
        return new TrackerState(days.route(), days.tracker(), state, since);
    }

    private static boolean isFresh(TrackerDays days, LocalDate since) {
        return pagesAfter(days, since) < DAYS;
    }

    private static int pagesAfter(TrackerDays days, LocalDate day) {
        return days.pages().tailSet(day, false).size();
    }
}
