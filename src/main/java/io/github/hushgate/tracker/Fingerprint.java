package io.github.hushgate.tracker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;

/**
 * A text as one number: a polynomial over the text's words, modulo a prime, at two secret points. Whatever two texts of
 * up to a megabyte somebody who does not know the points may choose, the chance that they share a number is below
 * 2<sup>-45</sup>. Immutable.
 */
final class Fingerprint {
    /** A Mersenne prime: what is above its bits is added to what is in them. */
    private static final long PRIME = (1L << 61) - 1;

    /** Bytes in a word: less than the prime. */
    private static final int WORD = 7;

    private static final long WORD_BITS = (1L << (8 * WORD)) - 1;

    /** Words that are read side by side, since each multiplication waits for the one before it. */
    private static final int LANES = 4;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long laneKey;
    private final long key;

    Fingerprint(RandomGenerator random) {
        this.laneKey = random.nextLong(1, PRIME);
        this.key = random.nextLong(1, PRIME);
    }

    /** Between 1 and 2<sup>61</sup>. */
    long of(byte[] bytes, int from, int to) {
        long one = 0;
        long two = 0;
        long three = 0;
        long four = 0;
        int at = from;
        // The last word of a round is read as eight bytes too.
        for (; to - at > LANES * WORD; at += LANES * WORD) {
            one = step(one, laneKey, word(bytes, at));
            two = step(two, laneKey, word(bytes, at + WORD));
            three = step(three, laneKey, word(bytes, at + 2 * WORD));
            four = step(four, laneKey, word(bytes, at + 3 * WORD));
        }
        long all = step(step(step(one, key, two), key, three), key, four);
        for (; to - at > WORD; at += WORD) {
            all = step(all, key, word(bytes, at));
        }
        long last = 0;
        for (int each = at; each < to; each++) {
            last = last << Byte.SIZE | (bytes[each] & 0xFF);
        }
        all = step(step(all, key, last), key, to - from);
        return (all >= PRIME ? all - PRIME : all) + 1;
    }

    private static long word(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at) & WORD_BITS;
    }

    /** {@code sum * by + word}, modulo the prime but for one more time: all three are below 2<sup>61</sup> + 8. */
    private static long step(long sum, long by, long word) {
        long low = sum * by;
        long high = Math.multiplyHigh(sum, by);
        long folded = (low & PRIME) + (low >>> 61 | high << 3) + word;
        return (folded & PRIME) + (folded >>> 61);
    }
}
