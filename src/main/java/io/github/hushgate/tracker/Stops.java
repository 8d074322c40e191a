package io.github.hushgate.tracker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Searches scripts and addresses for single bytes, eight at a time. */
final class Stops {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = ONES << 7;
    /** The first byte behind tabs and lines' ends. */
    private static final int FIRST_PRINTED = 0x0E;
    /** What brings the lowest bits of eight bytes together in the highest byte. */
    private static final long GATHER = 0x0102040810204080L;

    private Stops() {}

    /**
     * Where the first backslash, percent sign or byte beyond ASCII stands, or an ampersand, a tab or line's end behind
     * what may be a host's byte, below {@code to}; {@code to} where none.
     */
    static int nextUnusual(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + 8 <= to; at += 8) {
            long word = (long) LONG.get(bytes, at);
            long hit = word | zero(word ^ ('\\' * ONES)) | zero(word ^ ('%' * ONES));
            long between = (below(FIRST_PRINTED, word) | zero(word ^ ('&' * ONES))) & HIGHS;
            if (((hit | between) & HIGHS) != 0) {
                hit = (hit | (between & mayJoin(bytes, at, word))) & HIGHS;
                if (hit != 0) {
                    return at + (Long.numberOfTrailingZeros(hit) >>> 3);
                }
            }
        }
        while (at < to && !isUnusual(bytes, at)) {
            at++;
        }
        return at;
    }

    private static boolean isUnusual(byte[] bytes, int at) {
        byte b = bytes[at];
        return b < FIRST_PRINTED || b == '\\' || b == '%' || b == '&';
    }

    /** The highest bit of each of eight bytes that stands between what may be a host's bytes, or before others such. */
    private static long mayJoin(byte[] bytes, int at, long word) {
        long before = at > 0 ? (long) LONG.get(bytes, at - 1) : word << 8;
        long behind = at + 9 <= bytes.length ? (long) LONG.get(bytes, at + 1) : word >>> 8 | HIGHS << 56;
        long host = ~below('-', before) & below('{', before) & ~zero(before ^ (';' * ONES));
        long other = below(FIRST_PRINTED, behind) | zero(behind ^ ('#' * ONES)) | zero(behind ^ ('&' * ONES));
        return host & (~below('-', behind) | other);
    }

    /** The highest bit of each of eight bytes that is ASCII and below this one. */
    private static long below(int one, long word) {
        return ~((word & ~HIGHS) + (0x80 - one) * ONES | word);
    }

    /** Where the first byte stands that is one of these (ASCII), below {@code to}; {@code to} where there is none. */
    static int next(byte[] bytes, int from, int to, byte one, byte two, byte three) {
        int at = from;
        long ones = one * ONES;
        long twos = two * ONES;
        long threes = three * ONES;
        for (; at + 8 <= to; at += 8) {
            long word = (long) LONG.get(bytes, at);
            long hit = (zero(word ^ ones) | zero(word ^ twos) | zero(word ^ threes)) & HIGHS;
            if (hit != 0) {
                return at + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
        }
        while (at < to && bytes[at] != one && bytes[at] != two && bytes[at] != three) {
            at++;
        }
        return at;
    }

    /**
     * A bit for each of the 64 bytes from there on, the first byte's lowest, that is a slash; a dot behind one counts,
     * too. What lies from {@code to} on does not.
     */
    static long slashes(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + Long.SIZE);
        int last = end - Long.BYTES;
        if (last < 0) {
            return slashesOfFew(bytes, from, end);
        }
        long found = 0;
        for (int at = from; at < last; at += Long.BYTES) {
            found |= slashes(bytes, at) << (at - from);
        }
        long ending = slashes(bytes, last);
        return found | (last >= from ? ending << (last - from) : ending >>> (from - last));
    }

    private static long slashesOfFew(byte[] bytes, int from, int end) {
        long found = 0;
        for (int at = from; at < end; at++) {
            found |= (bytes[at] == '/' ? 1L : 0) << (at - from);
        }
        return found;
    }

    private static long slashes(byte[] bytes, int at) {
        return ((of('/', (long) LONG.get(bytes, at)) >>> 7) * GATHER) >>> 56;
    }

    /**
     * The highest bit of each of eight bytes that is this one (ASCII); of the one beside it in the alphabet, with
     * another lowest bit, too, where it stands behind one.
     */
    static long of(char one, long word) {
        return zero(word ^ (one * ONES)) & HIGHS;
    }

    private static long zero(long word) {
        return (word - ONES) & ~word;
    }
}
