package io.github.hushgate.route;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Buffers that wait to be used again: a handful for the whole application, since a {@code ThreadLocal} would outlive it
 * in the container's threads. A thread that finds its place empty makes a new one.
 */
final class ScratchPool {
    private static final int PLACES = 16;
    private static final int CAPACITY = 256;

    /** Characters of a buffer that is kept, at most. */
    private static final int MAX_KEPT = 8_192;

    private final AtomicReferenceArray<NormalPath> places = new AtomicReferenceArray<>(PLACES);

    NormalPath take() {
        NormalPath kept = places.getAndSet(place(), null);
        return kept == null ? new NormalPath(CAPACITY) : kept;
    }

    void give(NormalPath path) {
        if (path.capacity() <= MAX_KEPT) {
            places.set(place(), path);
        }
    }

    private static int place() {
        return (int) Thread.currentThread().getId() & (PLACES - 1);
    }
}
