package io.github.hushgate.tracker;

import java.util.concurrent.atomic.AtomicLongArray;

/** Fingerprints, up to a number of them: a place holds two, and the newest takes the second. Safe for many threads. */
final class FingerprintSet {
    private final AtomicLongArray places;

    /**
     * Holds so many.
     *
     * @param size a power of two
     */
    FingerprintSet(int size) {
        this.places = new AtomicLongArray(size);
    }

    boolean has(long fingerprint) {
        int place = place(fingerprint);
        return places.getOpaque(place) == fingerprint || places.getOpaque(place ^ 1) == fingerprint;
    }

    void add(long fingerprint) {
        int place = place(fingerprint);
        places.setOpaque(places.getOpaque(place) == 0 ? place : place ^ 1, fingerprint);
    }

    private int place(long fingerprint) {
        return (int) (fingerprint & places.length() - 1);
    }
}
