package io.github.hushgate.rewrite;

import io.github.hushgate.tracker.ResourceType;
import io.github.hushgate.tracker.Tracker;
import java.util.Optional;

/**
 * Reads the candidates of a {@code srcset}.
 *
 * @see <a href="https://html.spec.whatwg.org/#parsing-a-srcset-attribute">Parsing a srcset attribute</a>
 */
final class Srcset {
    private final Judge judge;
    /** Of the last reading: the trackers' candidates, and how many there were in all. */
    final Cuts bad = new Cuts();

    int candidates;
    int found;
    Optional<Tracker> tracker = Optional.empty();

    Srcset(Judge judge) {
        this.judge = judge;
    }

    /** Offsets of {@link #bad} are indices of {@code b}. */
    void read(byte[] b, int from, int to) {
        bad.clear();
        candidates = 0;
        found = 0;
        tracker = Optional.empty();
        int i = from;
        while (true) {
            while (i < to && (Bytes.isSpace(b[i]) || b[i] == ',')) {
                i++;
            }
            if (i == to) {
                return;
            }
            i = candidate(b, i, to);
        }
    }

    private int candidate(byte[] b, int from, int to) {
        int i = from;
        while (i < to && !Bytes.isSpace(b[i])) {
            i++;
        }
        int urlEnd = i;
        while (urlEnd > from && b[urlEnd - 1] == ',') {
            urlEnd--;
        }
        int behind = urlEnd < i ? i : descriptors(b, i, to);
        candidates++;
        Optional<Tracker> known = judge.ofAddress(b, from, urlEnd, ResourceType.IMAGE);
        if (known.isPresent()) {
            tracker = known;
            found++;
            bad.add(from, behind);
        }
        return behind;
    }

    private static int descriptors(byte[] b, int from, int to) {
        int parentheses = 0;
        for (int i = from; i < to; i++) {
            if (b[i] == '(') {
                parentheses++;
            } else if (b[i] == ')') {
                parentheses = Math.max(0, parentheses - 1);
            } else if (b[i] == ',' && parentheses == 0) {
                return i + 1;
            }
        }
        return to;
    }
}
