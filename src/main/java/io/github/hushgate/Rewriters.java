package io.github.hushgate;

import io.github.hushgate.rewrite.HtmlRewriter;
import io.github.hushgate.rewrite.Removal;
import io.github.hushgate.tracker.TrackerDetector;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rewriters that have read their document to its end and wait for another, a handful for the whole site: to make one
 * costs more than to read a small page. A thread that finds its place empty makes a new one. Safe for many threads.
 */
final class Rewriters {
    /** Rewriters that wait, at most. */
    static final int PLACES = 16;

    /** Bytes of buffers that a rewriter may have grown to be kept; one that met a longer tag or script is dropped. */
    static final int MAX_KEPT_BYTES = 1 << 16;

    private final AtomicReferenceArray<Engine> places = new AtomicReferenceArray<>(PLACES);
    private final TrackerDetector detector;

    Rewriters(TrackerDetector detector) {
        this.detector = detector;
    }

    /** A rewriter that has begun this document. */
    Engine take(HtmlRewriter.Page page, OutputStream out, Consumer<Removal> removals) {
        Engine kept = places.getAndSet(place(), null);
        if (kept == null) {
            return new Engine(detector, page, out, removals);
        }
        kept.begin(page, out, removals);
        return kept;
    }

    /**
     * Takes back one whose document is finished; one that failed is never given back. One in which two threads have met
     * is not kept: no page may ever reach another visitor.
     */
    void give(Engine engine) {
        if (!engine.crowded && engine.html.heldBytes() <= MAX_KEPT_BYTES) {
            engine.forget();
            places.set(place(), engine);
        }
    }

    private static int place() {
        return (int) Thread.currentThread().getId() & (PLACES - 1);
    }

    /**
     * One rewriter, and whom it tells at present. One thread, one document at a time; an application that writes a page
     * from two threads is noticed.
     */
    static final class Engine {
        private final HtmlRewriter html;
        private final AtomicBoolean inside = new AtomicBoolean();
        private volatile boolean crowded;
        private volatile @Nullable Object owner;
        private Consumer<Removal> removals;

        private Engine(TrackerDetector detector, HtmlRewriter.Page page, OutputStream out, Consumer<Removal> removals) {
            this.removals = removals;
            html = new HtmlRewriter(detector, page, out, each -> this.removals.accept(each));
        }

        private void begin(HtmlRewriter.Page page, OutputStream out, Consumer<Removal> told) {
            removals = told;
            html.reset(page, out);
        }

        /** Nothing of a visit is kept but what buffers still hold until they are written over. */
        private void forget() {
            removals = removal -> {};
            html.release();
        }

        HtmlRewriter html() {
            return html;
        }

        /** From now on the rewriter is this document's. */
        void belongTo(Object document) {
            owner = document;
        }

        /** It is no document's any more, and waits for the next. */
        void release() {
            owner = null;
        }

        /**
         * A thread goes in, and must {@link #leave}. Gives whether it is alone there.
         *
         * @throws IllegalStateException when the rewriter is not that document's any more
         */
        boolean enter(Object document) {
            boolean alone = inside.compareAndSet(false, true);
            if (!alone) {
                crowded = true;
            }
            if (owner != document) {
                leave(alone);
                throw new IllegalStateException("the page was finished on another thread");
            }
            return alone;
        }

        void leave(boolean alone) {
            if (alone) {
                inside.set(false);
            }
        }
    }
}
