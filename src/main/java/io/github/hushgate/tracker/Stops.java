package io.github.hushgate.tracker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Searches scripts and addresses for single bytes, eight at a time. */
final class Stops {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = ONES << 7;

    private Stops() {}

    /** Where the first byte stands that is this one (ASCII), below {@code to}; {@code to} where there is none. */
    static int next(byte[] bytes, int from, int to, byte one) {
        int at = from;
        long ones = one * ONES;
        for (; at + 8 <= to; at += 8) {
            long hit = zero((long) LONG.get(bytes, at) ^ ones) & HIGHS;
            if (hit != 0) {
                return at + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
        }
        while (at < to && bytes[at] != one) {
            at++;
        }
        return at;
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

    private static long zero(long word) {
        return (word - ONES) & ~word;
    }
}
