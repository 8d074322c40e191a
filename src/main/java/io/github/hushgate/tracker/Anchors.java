package io.github.hushgate.tracker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Four bytes of each literal, in any case, by which a text is searched at every third byte only: a literal has an
 * anchor for each distance from its first byte, modulo three, so wherever it stands one of them is met. A bitmap
 * answers for most places, the bytes before and behind the anchor for most of the others, eight bytes of the literal
 * around it for what is left.
 */
final class Anchors {
    /** Bytes in an anchor. */
    static final int LENGTH = 4;

    /** Every so many bytes the text is looked at. */
    static final int STRIDE = 3;

    /** The bitmap's bits as a power of two: it must lie beside the text in the first caches. */
    static final int FILTER_BITS = 19;

    /** Places for what may stand beside an anchor, as a power of two: small enough for the second cache. */
    private static final int BESIDE_BITS = 14;

    /** Bytes that are compared around an anchor before a literal is tried. */
    private static final int AROUND = 8;

    /** Bytes that are loaded at once: four places. */
    private static final int BLOCK = 4 * STRIDE;

    /** Bytes that are gone on by at once: 64 places. */
    private static final int ROUND = 16 * BLOCK;

    private static final int LINKS = 5;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FOLD = 0x20202020;
    private static final long FOLD_ALL = 0x2020202020202020L;
    private static final int SPREAD = 0x9E3779B1;
    private static final long LOW = 0xFFFFFFFFL;

    private final long[] filter = new long[1 << (FILTER_BITS - 6)];
    /**
     * For anchors together that share a place here: which bytes may stand before one (by their five lowest bits, in the
     * lower half) and behind one.
     */
    private final long[] beside = new long[1 << BESIDE_BITS];
    /** The anchor in the upper half, its first entry's number plus one in the lower; 0 where there is none. */
    private long[] table = new long[256];

    private int keyCount;
    /** Of each entry: the bytes around its anchor, which of them are the literal's, and then its {@link #links}. */
    private long[] around = new long[512];
    /**
     * Of each entry: its literal; where in that the anchor begins; how far in front of the anchor the eight bytes, and
     * how far behind it the run; the next entry.
     */
    private int[] links = new int[256 * LINKS];

    private int count;

    /** The byte as anchors hold it: letters in lower case, some other bytes no longer told apart. */
    static byte fold(byte b) {
        return (byte) (b | 0x20);
    }

    /** The folded four bytes there. */
    static int at(byte[] bytes, int at) {
        return (int) INT.get(bytes, at) | FOLD;
    }

    /** Which bit of the bitmap stands for these four bytes, beside another one in the same word. */
    static int bit(int gram) {
        return (gram * SPREAD) >>> (32 - FILTER_BITS);
    }

    private static int word(int gram) {
        return bit(gram) >>> 6;
    }

    /** By its lowest six bits. */
    private static int otherBit(int gram) {
        return (gram * SPREAD) >>> (32 - FILTER_BITS - 6);
    }

    /**
     * An anchor more.
     *
     * @param offset where in the literal the anchor begins; -1 and less before it
     * @param run bytes of the literal that stand together wherever it stands
     * @param runStart where in the literal they begin
     */
    void add(int gram, int literal, int offset, byte[] run, int runStart) {
        int slot = slot(gram);
        if (has(table[slot], literal, offset)) {
            return;
        }
        if (count * 2 == around.length) {
            around = Arrays.copyOf(around, around.length * 2);
            links = Arrays.copyOf(links, links.length * 2);
        }
        setAround(count, offset - runStart, run);
        beside[besidePlace(gram)] |=
                allowed(run, offset - runStart - 1) | allowed(run, offset - runStart + LENGTH) << Integer.SIZE;
        links[count * LINKS] = literal;
        links[count * LINKS + 1] = offset;
        links[count * LINKS + 4] = Math.max(0, runStart - offset);
        links[count * LINKS + 3] = head(table[slot]);
        keyCount += table[slot] == 0 ? 1 : 0;
        table[slot] = (long) gram << 32 | ++count;
        filter[word(gram)] |= 1L << bit(gram) | 1L << otherBit(gram);
        if (keyCount * 2 > table.length) {
            grow();
        }
    }

    /** The bit of the run's byte there, or all bits where it has none. */
    private static long allowed(byte[] run, int at) {
        return at >= 0 && at < run.length ? 1L << (run[at] & 31) : LOW;
    }

    private static int besidePlace(int gram) {
        return (gram * SPREAD) >>> (32 - BESIDE_BITS);
    }

    /** False where the bytes beside a gram are those of no anchor. The text's ends allow anything. */
    private boolean maybeBeside(int gram, byte[] bytes, int low, int at, int high) {
        if (at == low || at + LENGTH >= high) {
            return true;
        }
        long allowed = beside[besidePlace(gram)];
        return (allowed >>> (bytes[at - 1] & 31) & allowed >>> (Integer.SIZE + (bytes[at + LENGTH] & 31)) & 1) != 0;
    }

    private boolean has(long key, int literal, int offset) {
        for (int entry = head(key); entry >= 0; entry = after(entry)) {
            if (literal(entry) == literal && links[entry * LINKS + 1] == offset) {
                return true;
            }
        }
        return false;
    }

    /** Notes as many bytes of the run as eight bytes around the anchor hold. */
    private void setAround(int entry, int anchorInRun, byte[] run) {
        int back = Math.max(0, Math.min(AROUND - LENGTH, anchorInRun + AROUND - run.length));
        byte[] bytes = new byte[AROUND];
        byte[] mask = new byte[AROUND];
        for (int each = 0; each < AROUND; each++) {
            int at = anchorInRun - back + each;
            if (at >= 0 && at < run.length) {
                bytes[each] = fold(run[at]);
                mask[each] = -1;
            }
        }
        around[entry * 2] = (long) LONG.get(bytes, 0);
        around[entry * 2 + 1] = (long) LONG.get(mask, 0);
        links[entry * LINKS + 2] = back;
    }

    private int slot(int gram) {
        int mask = table.length - 1;
        int slot = (gram * SPREAD) >>> Integer.numberOfLeadingZeros(mask);
        while (table[slot] != 0 && (int) (table[slot] >>> 32) != gram) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] old = table;
        table = new long[old.length * 2];
        for (long key : old) {
            if (key != 0) {
                table[slot((int) (key >>> 32))] = key;
            }
        }
    }

    private static int head(long key) {
        return (int) (key & LOW) - 1;
    }

    /**
     * The first place below {@code to}, some strides from {@code from} on, where the bytes around an anchor are a
     * literal's; {@code to} or more when there is none. The text lies between {@code low} and {@code high}.
     */
    int next(byte[] bytes, int low, int from, int to, int high) {
        int at = from;
        int lastRound = Math.min(to - ROUND, high - ROUND - 2);
        while (at <= lastRound) {
            for (long hits = round(bytes, at); hits != 0; hits &= hits - 1) {
                int place = at + STRIDE * Long.numberOfTrailingZeros(hits);
                if (isMet(bytes, low, place, high)) {
                    return place;
                }
            }
            at += ROUND;
        }
        for (; at < to; at += STRIDE) {
            if ((probe(filter, gram(bytes, at, high)) & 1) != 0 && isMet(bytes, low, at, high)) {
                return at;
            }
        }
        return Math.max(at, to);
    }

    /** The folded four bytes there; behind the text's end stands white space. */
    private static int gram(byte[] bytes, int at, int high) {
        if (at + LENGTH <= high) {
            return at(bytes, at);
        }
        int gram = FOLD;
        for (int each = 0; at + each < high; each++) {
            gram |= (bytes[at + each] & 0xFF) << (Byte.SIZE * each);
        }
        return gram;
    }

    /** Which of the next 64 places the bitmap lets pass, the first in the lowest bit: without a branch for each. */
    private long round(byte[] bytes, int from) {
        long[] bits = filter;
        long hits = 0;
        for (int block = 0; block < ROUND / BLOCK; block++) {
            int at = from + block * BLOCK;
            long first = (long) LONG.get(bytes, at) | FOLD_ALL;
            long second = (long) LONG.get(bytes, at + 2 * STRIDE) | FOLD_ALL;
            long four = (probe(bits, (int) first) & 1)
                    | (probe(bits, (int) (first >>> (8 * STRIDE))) & 1) << 1
                    | (probe(bits, (int) second) & 1) << 2
                    | (probe(bits, (int) (second >>> (8 * STRIDE))) & 1) << 3;
            hits |= four << (4 * block);
        }
        return hits;
    }

    /** In the lowest bit: whether a gram may be an anchor. */
    private static long probe(long[] bits, int gram) {
        long word = bits[word(gram) & bits.length - 1];
        return word >>> bit(gram) & word >>> otherBit(gram);
    }

    private boolean isMet(byte[] bytes, int low, int at, int high) {
        int gram = gram(bytes, at, high);
        return maybeBeside(gram, bytes, low, at, high) && isAny(head(table[slot(gram)]), bytes, low, at, high);
    }

    private boolean isAny(int head, byte[] bytes, int low, int at, int high) {
        for (int entry = head; entry >= 0; entry = after(entry)) {
            if (stands(entry, bytes, low, at, high)) {
                return true;
            }
        }
        return false;
    }

    /** The first entry whose anchor stands there, or -1. */
    int first(byte[] bytes, int at, int high) {
        return head(table[slot(gram(bytes, at, high))]);
    }

    /** The entry with the same anchor behind this one, or -1. */
    int after(int entry) {
        return links[entry * LINKS + 3];
    }

    /** False where the bytes around the anchor are not the literal's. */
    boolean stands(int entry, byte[] bytes, int low, int at, int high) {
        int from = at - links[entry * LINKS + 2];
        return from < low
                || from + AROUND > high
                || ((((long) LONG.get(bytes, from) | FOLD_ALL) ^ around[entry * 2]) & around[entry * 2 + 1]) == 0;
    }

    int literal(int entry) {
        return links[entry * LINKS];
    }

    /** A byte of the literal that is certainly itself: where in the literal, for an anchor that stands there. */
    int offset(int entry) {
        return links[entry * LINKS + 1] + lead(entry);
    }

    /** How far behind the anchor's first byte that byte stands. */
    int lead(int entry) {
        return links[entry * LINKS + 4];
    }

    /** How many different anchors there are. */
    int size() {
        return keyCount;
    }
}
