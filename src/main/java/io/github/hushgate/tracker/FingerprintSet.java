package io.github.hushgate.tracker;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntPredicate;

/**
 * Fingerprints, up to a number of them. Each may stand in one of {@link #WAYS} neighbouring places; where all are
 * taken, the newest takes any of them. Safe for many threads.
 */
final class FingerprintSet {
    static final int WAYS = 4;

    private final AtomicLongArray places;

    /**
     * Holds so many.
     *
     * @param size a power of two, at least {@link #WAYS}
     */
    FingerprintSet(int size) {
        this.places = new AtomicLongArray(size);
    }

    boolean has(long fingerprint) {
        int place = place(fingerprint, places.length());
        for (int way = 0; way < WAYS; way++) {
            if (places.getOpaque(place + way) == fingerprint) {
                return true;
            }
        }
        return false;
    }

    void add(long fingerprint) {
        int place = placeFor(place(fingerprint, places.length()), each -> places.getOpaque(each) == 0);
        places.setOpaque(place, fingerprint);
    }

    /** The first of its places among so many. */
    static int place(long fingerprint, int size) {
        return (int) (fingerprint & size - WAYS);
    }

    /**
     * The place that a newcomer takes, of those from that one on. Where none is free, any: were it always the same, two
     * of one page could displace each other at every visit.
     */
    static int placeFor(int first, IntPredicate isFree) {
        for (int place = first; place < first + WAYS; place++) {
            if (isFree.test(place)) {
                return place;
            }
        }
        return first + ThreadLocalRandom.current().nextInt(WAYS);
    }
}
