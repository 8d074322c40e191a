package io.github.hushgate.report;

import java.time.LocalDate;
import java.util.Objects;

/**
 * What one day (UTC) saw of catalogued trackers.
 *
 * @param day the day
 * @param removed left out of pages by us
 * @param blocked reported as refused; of several policies' counts of the day the largest, never the sum
 * @param observed reported under a policy that refuses nothing
 */
public record DayCount(LocalDate day, long removed, long blocked, long observed) {
    /** Refuses null. */
    public DayCount {
        Objects.requireNonNull(day, "day");
    }
}
