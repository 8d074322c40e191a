package io.github.hushgate.journey;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Remembers which routes of the site are doorways: pages with a tracker that lead to a sensitive one. Which pages to
 * look at it decides by sampling, so that a page that is not due costs a few reads and no allocation. Routes are path
 * templates, never a query. Safe for many threads; where two race, one page more or less is looked at.
 */
public final class Doorways {
    /** Routes that are told apart, at most; all others together are {@code (other)}. */
    public static final int MAX_ROUTES = 1_000;

    /** What stands for the routes that found no room. */
    public static final String OTHER = "(other)";

    /** Pages of a route that are read first. */
    static final int FIRST = 5;

    /** Of a route's later pages, one in so many is looked at. */
    static final int ONE_IN = 100;

    /** Of those, one in so many is read even where it shows no sign. */
    static final int READ_IN = 100;

    /** A power of two, with room to spare, so that probing stays short. */
    private static final int SLOTS = 4_096;

    private static final int OTHER_SLOT = SLOTS;

    private final AtomicLongArray keys = new AtomicLongArray(SLOTS);
    private final AtomicIntegerArray pages = new AtomicIntegerArray(SLOTS + 1);
    private final AtomicReferenceArray<Learned> learned = new AtomicReferenceArray<>(SLOTS + 1);
    private final AtomicInteger routes = new AtomicInteger();

    /** How closely one page is looked at. */
    public enum Look {
        /** Not at all. */
        NONE,
        /** For the signs of a doorway; where they are news, it is read. */
        SIGNS,
        /** It is read. */
        READ
    }

    /**
     * What was read on pages of one route.
     *
     * @param trackers their ids
     * @param leads the ways on to a sensitive route, with the tracker that sees them; none: no doorway
     */
    public record Learned(Set<String> trackers, Set<String> leads) {
        /** Keeps its own copies. */
        public Learned {
            trackers = Set.copyOf(trackers);
            leads = Set.copyOf(leads);
        }

        Learned and(Learned other) {
            return new Learned(union(trackers, other.trackers), union(leads, other.leads));
        }

        private static Set<String> union(Set<String> some, Set<String> others) {
            Set<String> both = new HashSet<>(some);
            both.addAll(others);
            return both;
        }
    }

    /** Counts one page of this route; how closely it is to be looked at. */
    public Look look(String uri, int from) {
        int slot = slot(PathTemplate.hash(uri, from), true);
        int count = pages.getAndIncrement(slot) & Integer.MAX_VALUE;
        if (count < FIRST || count % (ONE_IN * READ_IN) == 0) {
            return Look.READ;
        }
        return count % ONE_IN == 0 ? Look.SIGNS : Look.NONE;
    }

    /**
     * What the pages of this route are known to hold; empty while nothing was learned, and for the routes that found no
     * room.
     */
    public Optional<Learned> learned(String uri, int from) {
        int slot = slot(PathTemplate.hash(uri, from), false);
        return slot == OTHER_SLOT ? Optional.empty() : Optional.ofNullable(learned.get(slot));
    }

    /** Whether a page of this route was found to be a doorway. */
    public boolean isDoorway(String uri, int from) {
        int slot = slot(PathTemplate.hash(uri, from), false);
        Learned known = slot == OTHER_SLOT ? null : learned.get(slot);
        return known != null && !known.leads.isEmpty();
    }

    /** This was read on a page of this route; true when it makes the route a doorway that was none before. */
    public boolean learn(String uri, int from, Learned read) {
        Learned before = learned.getAndUpdate(
                slot(PathTemplate.hash(uri, from), true), known -> known == null ? read : known.and(read));
        return !read.leads.isEmpty() && (before == null || before.leads.isEmpty());
    }

    /** The route's name: its template, or {@code (other)}. */
    public String name(String uri, int from) {
        return slot(PathTemplate.hash(uri, from), false) == OTHER_SLOT ? OTHER : PathTemplate.of(uri, from);
    }

    private int slot(long hash, boolean claim) {
        long key = hash == 0 ? 1 : hash;
        int at = (int) (key ^ (key >>> 32)) & (SLOTS - 1);
        while (true) {
            long there = keys.get(at);
            if (there == key) {
                return at;
            }
            if (there == 0) {
                if (!claim || routes.get() >= MAX_ROUTES) {
                    return OTHER_SLOT;
                }
                if (keys.compareAndSet(at, 0, key)) {
                    routes.incrementAndGet();
                    return at;
                }
            } else {
                at = (at + 1) & (SLOTS - 1);
            }
        }
    }
}
