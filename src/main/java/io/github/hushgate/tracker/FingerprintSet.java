package io.github.hushgate.tracker;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;

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
        int place = place(fingerprint, places.length());
        int way = 0;
        while (way < WAYS && places.getOpaque(place + way) != 0) {
            way++;
        }
        places.setOpaque(place + (way < WAYS ? way : anyWay()), fingerprint);
    }

    /** The first of its places among so many. */
    static int place(long fingerprint, int size) {
        return (int) (fingerprint & size - WAYS);
    }

    /** Which place is given up: were it always the same, two of one page could displace each other at every visit. */
    static int anyWay() {
        return ThreadLocalRandom.current().nextInt(WAYS);
    }
}
