package io.github.hushgate.html;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Searches bytes eight at a time. */
public final class Swar {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long EQUALS = '=' * ONES;
    private static final long SLASH = '/' * ONES;
    private static final long GT = '>' * ONES;
    private static final long SPACES = (' ' + 1) * ONES;
    private static final long LT = '<' * ONES;

    private Swar() {}

    /** The index of the first {@code <}, or {@code end}. */
    static int lessThan(byte[] b, int from, int end) {
        int i = from;
        for (; i + 8 <= end; i += 8) {
            long x = (long) LONGS.get(b, i) ^ LT;
            long hit = (x - ONES) & ~x & HIGHS;
            if (hit != 0) {
                return i + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
        }
        while (i < end && b[i] != '<') {
            i++;
        }
        return i;
    }

    /**
     * The index of the first byte that ends an attribute's name (white space or a control, {@code / > =}), or of
     * {@code end}.
     */
    static int endOfName(byte[] b, int from, int end) {
        int i = from;
        for (; i + 8 <= end; i += 8) {
            long x = (long) LONGS.get(b, i);
            long hit = (zero(x ^ EQUALS) | zero(x ^ SLASH) | zero(x ^ GT) | ((x - SPACES) & ~x)) & HIGHS;
            if (hit != 0) {
                return i + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
        }
        while (i < end && b[i] != '=' && b[i] != '/' && b[i] != '>' && (b[i] > ' ' || b[i] < 0)) {
            i++;
        }
        return i;
    }

    /** The eight bytes that begin there, the first in the lowest place. */
    static long word(byte[] b, int at) {
        return (long) LONGS.get(b, at);
    }

    /**
     * How many of a word's bytes stand before the first that ends a tag's name (white space or a control, {@code / >}).
     */
    static int tagNameLength(long word) {
        long hit = (zero(word ^ SLASH) | zero(word ^ GT) | ((word - SPACES) & ~word)) & HIGHS;
        return Long.numberOfTrailingZeros(hit) >>> 3;
    }

    static boolean isAscii(long word) {
        return (word & HIGHS) == 0;
    }

    /** A word of ASCII with its letters in lower case. */
    static long lower(long word) {
        long fromA = word + (0x80 - 'A') * ONES;
        long behindZ = word + (0x80 - 'Z' - 1) * ONES;
        return word | (fromA & ~behindZ & HIGHS) >>> 2;
    }

    private static long zero(long x) {
        return (x - ONES) & ~x;
    }

    /** The index of the first byte that equals {@code wanted} (ASCII), or {@code end}. */
    public static int indexOf(byte[] b, int from, int end, byte wanted) {
        int i = from;
        long pattern = wanted * ONES;
        for (; i + 8 <= end; i += 8) {
            long x = (long) LONGS.get(b, i) ^ pattern;
            long hit = (x - ONES) & ~x & HIGHS;
            if (hit != 0) {
                return i + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
        }
        while (i < end && b[i] != wanted) {
            i++;
        }
        return i;
    }

    /** The index of the first byte that equals one of the two (ASCII), or {@code end}. */
    public static int indexOf(byte[] b, int from, int end, byte one, byte two) {
        int i = from;
        long ones = one * ONES;
        long twos = two * ONES;
        for (; i + 8 <= end; i += 8) {
            long x = (long) LONGS.get(b, i);
            long hit = (zero(x ^ ones) | zero(x ^ twos)) & HIGHS;
            if (hit != 0) {
                return i + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
        }
        while (i < end && b[i] != one && b[i] != two) {
            i++;
        }
        return i;
    }

    /** The index of the first byte that equals one of the three (ASCII), or {@code end}. */
    public static int indexOf(byte[] b, int from, int end, byte one, byte two, byte three) {
        int i = from;
        long ones = one * ONES;
        long twos = two * ONES;
        long threes = three * ONES;
        for (; i + 8 <= end; i += 8) {
            long x = (long) LONGS.get(b, i);
            long hit = (zero(x ^ ones) | zero(x ^ twos) | zero(x ^ threes)) & HIGHS;
            if (hit != 0) {
                return i + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
        }
        while (i < end && b[i] != one && b[i] != two && b[i] != three) {
            i++;
        }
        return i;
    }

    /** Whether all bytes are ASCII and none of them equals {@code unwanted}. */
    public static boolean isAsciiWithout(byte[] b, int from, int end, byte unwanted) {
        int i = from;
        long pattern = unwanted * ONES;
        for (; i + 8 <= end; i += 8) {
            long x = (long) LONGS.get(b, i);
            if (((x | zero(x ^ pattern)) & HIGHS) != 0) {
                return false;
            }
        }
        while (i < end && b[i] >= 0 && b[i] != unwanted) {
            i++;
        }
        return i >= end;
    }
}
