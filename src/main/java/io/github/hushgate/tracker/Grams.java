package io.github.hushgate.tracker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Four bytes in a row, in any case, as one number; which numbers of them are the anchors of patterns; and the patterns
 * of each. A scan asks {@link #mayBegin} at every byte and {@link #first} only where that says yes.
 */
final class Grams {
    /** Bytes in a gram. */
    static final int LENGTH = 4;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FOLD = 0x20202020;
    private static final long FOLD_ALL = 0x2020202020202020L;
    /** Only every second byte of what is searched is looked at: see {@link UrlIndex#addPattern}. */
    static final int STEP = 2;

    private static final int SIX = 3 * STEP;
    /** Bits of the filter's size: for tens of thousands of grams, and for hundreds. */
    static final int LARGE = 18;

    static final int SMALL = 13;
    private static final int SPREAD = 0x9E3779B1;

    private final int shift;
    private final long[] filter;
    private int[] keys = new int[64];
    private int[] heads = new int[64];
    private int[] next = new int[64];
    private int[] values = new int[64];
    /** The first eight bytes of each entry, folded, and which of their bits are asked for. */
    private long[] words = new long[64];

    private long[] masks = new long[64];
    private int keyCount;
    private int count;

    /** A small filter stays in the processor's nearest cache; one with too few bits says yes too often. */
    Grams(int filterBits) {
        shift = Integer.SIZE - filterBits;
        filter = new long[1 << (filterBits - 6)];
        Arrays.fill(heads, -1);
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The folded gram that begins at a byte; three more must follow it. */
    static int at(byte[] bytes, int at) {
        return (int) INT.get(bytes, at) | FOLD;
    }

    /** Whether a byte of ASCII may stand in a gram that was folded. */
    static boolean isFolded(int ascii) {
        return (ascii | (FOLD & 0xFF)) == ascii;
    }

    private static int spread(int gram) {
        return gram * SPREAD;
    }

    /** False where no anchor has this gram. */
    boolean mayBegin(int gram) {
        int bit = spread(gram) >>> shift;
        return (filter[bit >>> 6] >>> bit & 1) != 0;
    }

    /**
     * The first place of {@code from}, the second byte behind it, and so on, below {@code last}, where an anchor may
     * begin; {@code last} or more where there is none. Three more bytes must follow {@code last - 1}. Six places are
     * looked at at once.
     */
    int next(byte[] bytes, int from, int last) {
        long[] bits = filter;
        int by = shift;
        int at = from;
        for (; at + SIX + 2 * STEP < last; at += 2 * SIX) {
            long one = (long) LONG.get(bytes, at) | FOLD_ALL;
            long other = (long) LONG.get(bytes, at + SIX) | FOLD_ALL;
            long hit = bit(bits, by, (int) one)
                    | bit(bits, by, (int) (one >>> 16))
                    | bit(bits, by, (int) (one >>> 32))
                    | bit(bits, by, (int) other)
                    | bit(bits, by, (int) (other >>> 16))
                    | bit(bits, by, (int) (other >>> 32));
            if ((hit & 1) != 0) {
                return firstOf(bytes, at, last);
            }
        }
        return firstOf(bytes, at, last);
    }

    private int firstOf(byte[] bytes, int from, int last) {
        int at = from;
        while (at < last && !mayBegin(at(bytes, at))) {
            at += STEP;
        }
        return at;
    }

    /** In the lowest bit: whether a gram may be one of ours. */
    private static long bit(long[] bits, int shift, int gram) {
        int bit = spread(gram) >>> shift;
        return bits[bit >>> 6] >>> bit;
    }

    /** 1 where an anchor may have this gram, else 0: {@link #mayBegin} without a branch. */
    long bit(int gram) {
        return bit(filter, shift, gram) & 1;
    }

    /** Gives the gram that begins there in a part of a pattern one value more. */
    void add(byte[] part, int at, int value) {
        if (keyCount * 2 >= keys.length) {
            growKeys();
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
            next = Arrays.copyOf(next, count * 2);
            words = Arrays.copyOf(words, count * 2);
            masks = Arrays.copyOf(masks, count * 2);
        }
        int gram = at(part, at);
        int slot = slot(gram);
        if (heads[slot] < 0) {
            keyCount++;
            keys[slot] = gram;
        }
        for (int each = at; each < part.length && each - at < Long.BYTES && part[each] != '^'; each++) {
            int bits = (each - at) * Byte.SIZE;
            words[count] |= ((part[each] & 0xFFL) | 0x20) << bits;
            masks[count] |= 0xFFL << bits;
        }
        values[count] = value;
        next[count] = heads[slot];
        heads[slot] = count++;
        int bit = spread(gram) >>> shift;
        filter[bit >>> 6] |= 1L << bit;
    }

    private int slot(int gram) {
        int mask = keys.length - 1;
        int slot = spread(gram) >>> Integer.numberOfLeadingZeros(mask);
        while (heads[slot] >= 0 && keys[slot] != gram) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void growKeys() {
        int[] oldKeys = keys;
        int[] oldHeads = heads;
        keys = new int[oldKeys.length * 2];
        heads = new int[oldKeys.length * 2];
        Arrays.fill(heads, -1);
        for (int at = 0; at < oldKeys.length; at++) {
            if (oldHeads[at] >= 0) {
                int slot = slot(oldKeys[at]);
                keys[slot] = oldKeys[at];
                heads[slot] = oldHeads[at];
            }
        }
    }

    /**
     * The first entry of the gram that begins there whose next bytes may stand there, too, or -1; each entry has a
     * {@link #value} and perhaps a {@link #next}.
     */
    int first(byte[] bytes, int at) {
        return fitting(heads[slot(at(bytes, at))], bytes, at);
    }

    int next(int entry, byte[] bytes, int at) {
        return fitting(next[entry], bytes, at);
    }

    private int fitting(int entry, byte[] bytes, int at) {
        if (at + Long.BYTES > bytes.length) {
            return entry;
        }
        long word = (long) LONG.get(bytes, at) | FOLD_ALL;
        int fitting = entry;
        while (fitting >= 0 && (word & masks[fitting]) != words[fitting]) {
            fitting = next[fitting];
        }
        return fitting;
    }

    int value(int entry) {
        return values[entry];
    }
}
