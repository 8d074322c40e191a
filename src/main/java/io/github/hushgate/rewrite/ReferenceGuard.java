package io.github.hushgate.rewrite;

import io.github.hushgate.html.CharacterReferences;
import java.util.Arrays;

/**
 * Lets no cut make a character reference: where what stands on both sides of one would be read as another text together
 * than apart, the {@code &} goes too.
 */
final class ReferenceGuard {
    /** Bytes that a reference takes, at most; longer ones can only be numbers with needless zeros. */
    private static final int MAX_BYTES = 40;

    /** Bytes that are looked back over from a cut, at most: a reference that goes may leave another one behind. */
    private static final int MAX_BACK = 2 * MAX_BYTES;

    private static final long NOWHERE = -1;
    private static final String ELEMENT = "text";

    private final Edits edits;
    private final byte[] joined = new byte[2 * MAX_BYTES];
    private int before;
    private int length;

    ReferenceGuard(Edits edits) {
        this.edits = edits;
    }

    /**
     * Judges the cuts before {@code upTo}; returns up to where the bytes can go out: an unfinished reference waits for
     * what follows it.
     */
    long settle(byte[] window, long base, long upTo, boolean last) {
        if (!edits.strips()) {
            return upTo;
        }
        long needed = last ? upTo : reach(window, base, upTo);
        long chain = NOWHERE;
        for (int i = 0; i < edits.cuts.count() && edits.cuts.start(i) < needed; i++) {
            long start = edits.cuts.start(i);
            boolean goesOn = i > 0 && edits.cuts.isPlain(i - 1) && edits.cuts.end(i - 1) == start;
            chain = goesOn ? chain : start;
            if (edits.cuts.isPlain(i) && mayBeInReference(window, base, chain)) {
                needed = Math.min(needed, judge(window, base, start, upTo, last));
            }
        }
        return needed;
    }

    /** As nearly no cut's neighbour does. */
    private boolean mayBeInReference(byte[] window, long base, long end) {
        byte b = end > Math.max(base, edits.flushed) ? window[(int) (end - 1 - base)] : 0;
        return b == '&' || b == '#' || Bytes.isAlphanumeric(b);
    }

    private long judge(byte[] window, long base, long start, long upTo, boolean last) {
        long reach = reach(window, base, start);
        long ampersand = openReference(window, base, start);
        while (ampersand >= reach) {
            boolean complete = join(window, base, ampersand, start, upTo);
            if (!complete && !last) {
                return reach;
            }
            if (!readsOtherwise()) {
                return upTo;
            }
            leaveOut(window, base, ampersand);
            ampersand = openReference(window, base, start);
        }
        return upTo;
    }

    /** Where the reference begins that what is kept before {@code end} may be the beginning of. */
    private long openReference(byte[] window, long base, long end) {
        long at = end;
        for (int count = 0; count < MAX_BYTES; count++) {
            at = referenceBefore(window, base, at);
            if (at == NOWHERE || window[(int) (at - base)] == '&') {
                return at;
            }
        }
        return NOWHERE;
    }

    /**
     * Where the run begins, of what references are made of and of {@code <}, in front of {@code end} that may go
     * because of what follows; {@code end} where nothing may.
     */
    private long reach(byte[] window, long base, long end) {
        long first = end;
        long at = end;
        for (int count = 0; count < MAX_BACK; count++) {
            at = keptBefore(at) - 1;
            byte b = at < Math.max(base, edits.flushed) ? 0 : window[(int) (at - base)];
            if (b == '&' || (b == '<' && first < end)) {
                first = at;
            } else if (b != '<' && b != '#' && !Bytes.isAlphanumeric(b)) {
                return first;
            }
        }
        return first;
    }

    /** A {@code <} before it goes too: what follows may be a letter. */
    private void leaveOut(byte[] window, long base, long ampersand) {
        edits.cut(Edits.JOINING, ELEMENT, ampersand, ampersand + 1);
        long at = ampersand;
        while (isBehindLessThan(window, base, at)) {
            at = keptBefore(at) - 1;
            edits.cut(Edits.JOINING, ELEMENT, at, at + 1);
        }
    }

    private boolean isBehindLessThan(byte[] window, long base, long offset) {
        long at = keptBefore(offset) - 1;
        return at >= Math.max(base, edits.flushed) && window[(int) (at - base)] == '<';
    }

    /** Where the last byte that is kept before {@code end} stands, if references are made of such bytes. */
    private long referenceBefore(byte[] window, long base, long end) {
        long at = keptBefore(end) - 1;
        if (at < Math.max(base, edits.flushed)) {
            return NOWHERE;
        }
        byte b = window[(int) (at - base)];
        return b == '&' || b == '#' || Bytes.isAlphanumeric(b) ? at : NOWHERE;
    }

    /** The offset itself, or where the cuts begin that end there. */
    private long keptBefore(long offset) {
        long at = offset;
        for (int i = edits.cuts.count() - 1; i >= 0; i--) {
            if (edits.cuts.isPlain(i) && edits.cuts.start(i) < at && edits.cuts.end(i) >= at) {
                at = edits.cuts.start(i);
            }
        }
        return at;
    }

    private long keptFrom(long offset) {
        long at = offset;
        for (int i = 0; i < edits.cuts.count(); i++) {
            if (edits.cuts.isPlain(i) && edits.cuts.start(i) <= at && edits.cuts.end(i) > at) {
                at = edits.cuts.end(i);
            }
        }
        return at;
    }

    private boolean isInsertion(long offset) {
        for (int i = 0; i < edits.cuts.count(); i++) {
            if (!edits.cuts.isPlain(i) && edits.cuts.start(i) == offset) {
                return true;
            }
        }
        return false;
    }

    /**
     * Puts together what is kept from {@code from} on, until it can be no reference any more; false if that is open.
     */
    private boolean join(byte[] window, long base, long from, long cut, long upTo) {
        length = 0;
        before = 0;
        long at = keptFrom(from);
        while (at < upTo && length < joined.length) {
            if (at >= cut && before == 0) {
                before = length;
            }
            if (isInsertion(at)) {
                return true;
            }
            byte b = window[(int) (at - base)];
            joined[length++] = b;
            if (length > 1 && b != '#' && !Bytes.isAlphanumeric(b)) {
                return true;
            }
            at = keptFrom(at + 1);
        }
        before = before == 0 ? length : before;
        return length == joined.length;
    }

    private boolean readsOtherwise() {
        byte[] together = CharacterReferences.decode(joined, 0, length, false);
        byte[] one = CharacterReferences.decode(joined, 0, before, false);
        byte[] other = CharacterReferences.decode(joined, before, length, false);
        int apart = one.length + other.length;
        return together.length != apart
                || !Arrays.equals(together, 0, one.length, one, 0, one.length)
                || !Arrays.equals(together, one.length, apart, other, 0, other.length);
    }
}
