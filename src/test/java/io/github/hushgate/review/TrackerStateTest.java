package io.github.hushgate.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hushgate.report.TrackerDays;
import io.github.hushgate.review.TrackerState.State;
import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** New, come back, resolved: judged by the days on which there were pages to be met on. */
class TrackerStateTest {
    private static final LocalDate START = LocalDate.of(2026, 11, 1);

    /** A state, by the numbers of days. */
    private static TrackerState state(IntStream met, IntStream pages) {
        return TrackerState.of(new TrackerDays("/report/**", "meta-pixel", days(met), days(pages)));
    }

    private static NavigableSet<LocalDate> days(IntStream numbers) {
        NavigableSet<LocalDate> days = new TreeSet<>();
        numbers.forEach(number -> days.add(START.plusDays(number)));
        return days;
    }

    private static void assertState(State state, int since, TrackerState stands) {
        assertEquals(new TrackerState("/report/**", "meta-pixel", state, START.plusDays(since)), stands);
    }

    @Test
    void whatWasThereFromTheFirstDayGoesOn() {
        assertState(State.ONGOING, 0, state(IntStream.range(0, 20), IntStream.range(0, 20)));
        assertState(State.ONGOING, 0, state(IntStream.of(0), IntStream.of(0)));
    }

    @Test
    void whatIsFirstMetAfterDaysWithoutItIsNewForAWeek() {
        assertState(State.NEW, 10, state(IntStream.of(10), IntStream.rangeClosed(0, 10)));
        assertState(State.NEW, 10, state(IntStream.of(10, 16), IntStream.rangeClosed(0, 16)));
        assertState(State.ONGOING, 10, state(IntStream.of(10, 17), IntStream.rangeClosed(0, 17)));
    }

    @Test
    void whatIsNotMetOnSevenDaysWithPagesIsResolved() {
        assertState(State.ONGOING, 0, state(IntStream.rangeClosed(0, 3), IntStream.rangeClosed(0, 9)));
        assertState(State.RESOLVED, 3, state(IntStream.rangeClosed(0, 3), IntStream.rangeClosed(0, 10)));
    }

    @Test
    void whatReturnsAfterItWasResolvedCameBackForAWeek() {
        assertState(State.CAME_BACK, 12, state(IntStream.of(0, 4, 12), IntStream.rangeClosed(0, 13)));
        assertState(State.CAME_BACK, 12, state(IntStream.of(0, 4, 12, 18), IntStream.rangeClosed(0, 18)));
        assertState(State.ONGOING, 12, state(IntStream.of(0, 4, 12, 19), IntStream.rangeClosed(0, 19)));
        assertState(State.RESOLVED, 12, state(IntStream.of(0, 4, 12), IntStream.rangeClosed(0, 19)));
    }

    @Test
    void daysWithoutPagesProveNothing() {
        assertState(State.ONGOING, 0, state(IntStream.of(0), IntStream.of(0)));
        assertState(State.ONGOING, 0, state(IntStream.of(0, 100), IntStream.of(0, 100)));
        assertState(State.ONGOING, 0, state(IntStream.of(0, 100), IntStream.empty()));
        assertState(State.ONGOING, 50, state(IntStream.of(50), IntStream.of(50, 60)));
    }
}
