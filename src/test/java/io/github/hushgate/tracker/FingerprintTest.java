package io.github.hushgate.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final BigInteger PRIME = BigInteger.ONE.shiftLeft(61).subtract(BigInteger.ONE);

    private final Fingerprint fingerprint = new Fingerprint(new Random(1));

    @Test
    void itIsThePolynomialThatItIsSaidToBe() {
        Random keys = new Random(1);
        BigInteger laneKey = BigInteger.valueOf(keys.nextLong(1, PRIME.longValueExact()));
        BigInteger key = BigInteger.valueOf(keys.nextLong(1, PRIME.longValueExact()));
        Random random = new Random(2);
        for (int length = 0; length < 400; length++) {
            byte[] text = new byte[length];
            random.nextBytes(text);
            if (length % 3 == 0) {
                Arrays.fill(text, (byte) 0xFF);
            }
            assertEquals(slowly(text, laneKey, key), fingerprint.of(text, 0, length), "length " + length);
        }
    }

    private static long slowly(byte[] text, BigInteger laneKey, BigInteger key) {
        List<BigInteger> lanes = new ArrayList<>(List.of(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO));
        lanes.add(BigInteger.ZERO);
        int at = 0;
        for (; text.length - at > 28; at += 28) {
            for (int lane = 0; lane < 4; lane++) {
                lanes.set(lane, next(lanes.get(lane), laneKey, word(text, at + 7 * lane)));
            }
        }
        BigInteger all = lanes.get(0);
        for (int lane = 1; lane < 4; lane++) {
            all = next(all, key, lanes.get(lane));
        }
        for (; text.length - at > 7; at += 7) {
            all = next(all, key, word(text, at));
        }
        all = next(all, key, new BigInteger(1, Arrays.copyOfRange(text, at, text.length)));
        return next(all, key, BigInteger.valueOf(text.length)).longValueExact() + 1;
    }

    private static BigInteger next(BigInteger sum, BigInteger key, BigInteger word) {
        return sum.multiply(key).add(word).mod(PRIME);
    }

    private static BigInteger word(byte[] text, int at) {
        byte[] turned = new byte[7];
        for (int each = 0; each < 7; each++) {
            turned[6 - each] = text[at + each];
        }
        return new BigInteger(1, turned);
    }

    @Test
    void oneBitMoreOrLessMakesAnother() {
        byte[] text = new byte[90];
        Set<Long> seen = new HashSet<>(Set.of(fingerprint.of(text, 0, text.length)));
        for (int bit = 0; bit < text.length * 8; bit++) {
            text[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(seen.add(fingerprint.of(text, 0, text.length)), "bit " + bit);
            text[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void zerosAtTheEndCount() {
        Set<Long> seen = new HashSet<>();
        for (int length = 0; length < 200; length++) {
            assertTrue(seen.add(fingerprint.of(new byte[200], 0, length)), "length " + length);
        }
    }

    @Test
    void onlyTheTextCounts() {
        byte[] text = "window.dataLayer = window.dataLayer || []; function f() { return 1 }".getBytes();
        long expected = fingerprint.of(text, 0, text.length);
        for (int shift = 1; shift < 16; shift++) {
            byte[] page = new byte[text.length + 32];
            new Random(shift).nextBytes(page);
            System.arraycopy(text, 0, page, shift, text.length);
            assertEquals(expected, fingerprint.of(page, shift, shift + text.length));
        }
    }

    @Test
    void nobodyElseHasTheSame() {
        byte[] text = "fbq('init', '1')".getBytes();
        assertNotEquals(fingerprint.of(text, 0, text.length), new Fingerprint(new Random(3)).of(text, 0, text.length));
    }
}
