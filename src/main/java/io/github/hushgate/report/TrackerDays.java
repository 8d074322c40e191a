package io.github.hushgate.report;

import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * On which days (UTC) a tracker was met on a route.
 *
 * @param route the rule's pattern
 * @param tracker the catalog's id
 * @param met days on which it was taken out of a page or reported, at least one
 * @param pages days on which pages of the route were searched: on the others its absence says nothing
 */
public record TrackerDays(String route, String tracker, NavigableSet<LocalDate> met, NavigableSet<LocalDate> pages) {
    /** Copies the sets, and refuses a tracker that was never met. */
    public TrackerDays {
        if (met.isEmpty()) {
            throw new IllegalArgumentException("met: " + tracker + " on " + route + " on no day; leave it out");
        }
        met = Collections.unmodifiableNavigableSet(new TreeSet<>(met));
        pages = Collections.unmodifiableNavigableSet(new TreeSet<>(pages));
    }
}
