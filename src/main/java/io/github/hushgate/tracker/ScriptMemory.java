package io.github.hushgate.tracker;

import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What the scripts turned out to be that pages had before: a site's templates carry the same ones again and again. Of a
 * script only its {@link Fingerprint} is kept, under keys that nobody else has. What was read with lists that are no
 * longer the owner's is forgotten. Safe for many threads.
 */
final class ScriptMemory {
    /** Scripts without a tracker that are remembered, at most. */
    static final int CLEAN = 8_192;

    /** Scripts with one, at most. */
    static final int TRACKING = 1_024;

    private static final List<FilterList> NO_LISTS = List.of();

    private final Fingerprint fingerprint = new Fingerprint(new SecureRandom());
    private final UrlLookup lookup;
    private final boolean remembers;
    private volatile Verdicts current;

    ScriptMemory(UrlLookup lookup, boolean remembers) {
        this.lookup = lookup;
        this.remembers = remembers;
        this.current = new Verdicts(lists());
    }

    /** False where every script is to be read anew. */
    boolean remembers() {
        return remembers;
    }

    private List<FilterList> lists() {
        return lookup.hasLists() ? lookup.lists() : NO_LISTS;
    }

    long fingerprint(byte[] bytes, int from, int to) {
        return fingerprint.of(bytes, from, to);
    }

    /** To be asked for before a script is read: so a verdict never outlives the lists that it was made with. */
    Verdicts verdicts() {
        Verdicts known = current;
        List<FilterList> now = lists();
        if (known.lists != now) {
            known = new Verdicts(now);
            current = known;
        }
        return known;
    }

    /** The verdicts that were made with the same lists. */
    static final class Verdicts {
        private final List<FilterList> lists;
        private final FingerprintSet clean = new FingerprintSet(CLEAN);
        private final AtomicReferenceArray<@Nullable Known> tracking = new AtomicReferenceArray<>(TRACKING);

        private Verdicts(List<FilterList> lists) {
            this.lists = lists;
        }

        /** What the script of this fingerprint was, or null where that is not known. */
        @Nullable
        ScriptVerdict of(long fingerprint) {
            if (clean.has(fingerprint)) {
                return ScriptVerdict.NOTHING;
            }
            int place = FingerprintSet.place(fingerprint, TRACKING);
            for (int way = 0; way < FingerprintSet.WAYS; way++) {
                Known known = tracking.getAcquire(place + way);
                if (known != null && known.fingerprint == fingerprint) {
                    return known.verdict;
                }
            }
            return null;
        }

        void add(long fingerprint, ScriptVerdict verdict) {
            if (verdict.tracker().isEmpty()) {
                clean.add(fingerprint);
            } else {
                int place = FingerprintSet.placeFor(
                        FingerprintSet.place(fingerprint, TRACKING), each -> tracking.getAcquire(each) == null);
                tracking.setRelease(place, new Known(fingerprint, verdict));
            }
        }
    }

    private record Known(long fingerprint, ScriptVerdict verdict) {}
}
