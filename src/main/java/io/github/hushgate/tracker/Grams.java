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
    private static final int STEP = 5;
    private static final int FILTER_BITS = 18;
    private static final int SPREAD = 0x9E3779B1;

    private final long[] filter = new long[1 << (FILTER_BITS - 6)];
    private int[] keys = new int[64];
    private int[] heads = new int[64];
    private int[] next = new int[64];
    private int[] values = new int[64];
    private int keyCount;
    private int count;

    Grams() {
        Arrays.fill(heads, -1);
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The folded gram that begins at a byte; three more must follow it. */
    static int at(byte[] bytes, int at) {
        return (int) INT.get(bytes, at) | FOLD;
    }

    private static int spread(int gram) {
        return gram * SPREAD;
    }

    /** False where no anchor has this gram. */
    boolean mayBegin(int gram) {
        int bit = spread(gram) >>> (32 - FILTER_BITS);
        return (filter[bit >>> 6] >>> bit & 1) != 0;
    }

    /**
     * The first place from {@code from} on, below {@code last}, where an anchor may begin, or {@code last}; three more
     * bytes must follow {@code last - 1}. Five grams are read at once.
     */
    int next(byte[] bytes, int from, int last) {
        long[] bits = filter;
        int at = from;
        for (; at + STEP <= last; at += STEP) {
            long eight = (long) LONG.get(bytes, at) | FOLD_ALL;
            long hit = bit(bits, (int) eight)
                    | bit(bits, (int) (eight >>> 8))
                    | bit(bits, (int) (eight >>> 16))
                    | bit(bits, (int) (eight >>> 24))
                    | bit(bits, (int) (eight >>> 32));
            if ((hit & 1) != 0) {
                return firstOf(bytes, at, last);
            }
        }
        return firstOf(bytes, at, last);
    }

    private int firstOf(byte[] bytes, int from, int last) {
        int at = from;
        while (at < last && !mayBegin(at(bytes, at))) {
            at++;
        }
        return at;
    }

    /** In the lowest bit: whether a gram may be one of ours. */
    private static long bit(long[] bits, int gram) {
        int bit = spread(gram) >>> (32 - FILTER_BITS);
        return bits[bit >>> 6] >>> bit;
    }

    /** Gives a gram one value more. */
    void add(int gram, int value) {
        if (keyCount * 2 >= keys.length) {
            growKeys();
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
            next = Arrays.copyOf(next, count * 2);
        }
        int slot = slot(gram);
        if (heads[slot] < 0) {
            keyCount++;
            keys[slot] = gram;
        }
        values[count] = value;
        next[count] = heads[slot];
        heads[slot] = count++;
        int bit = spread(gram) >>> (32 - FILTER_BITS);
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

    /** The gram's first entry, or -1; each entry has a {@link #value} and perhaps a {@link #next}. */
    int first(int gram) {
        return heads[slot(gram)];
    }

    int next(int entry) {
        return next[entry];
    }

    int value(int entry) {
        return values[entry];
    }
}
