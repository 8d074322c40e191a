package io.github.hushgate.html;

import java.nio.charset.StandardCharsets;

/**
 * Tag names as numbers: a name of up to eight ASCII bytes is those bytes in lower case, the first in the lowest place,
 * so that one read of eight bytes brings it; all others are a hash with the top bit set.
 */
final class TagName {
    static final int MAX_PACKED = 8;

    private TagName() {}

    static long of(String lowerCase) {
        byte[] b = lowerCase.getBytes(StandardCharsets.ISO_8859_1);
        return of(b, 0, b.length);
    }

    static long of(byte[] b, int from, int to) {
        long packed = 0;
        if (to - from <= MAX_PACKED) {
            for (int i = to - 1; i >= from; i--) {
                if (b[i] <= 0) {
                    return hash(b, from, to);
                }
                packed = packed << 8 | Ascii.lower(b[i]);
            }
            return packed;
        }
        return hash(b, from, to);
    }

    /**
     * The number of the name that is the first {@code length} of these eight bytes; -1 where they are not all ASCII.
     */
    static long of(long word, int length) {
        long name = word & -1L >>> (64 - length * 8);
        return Swar.isAscii(name) ? Swar.lower(name) : -1;
    }

    private static long hash(byte[] b, int from, int to) {
        long hash = 0xcbf29ce484222325L;
        for (int i = from; i < to; i++) {
            hash = (hash ^ Ascii.lower(b[i])) * 0x100000001b3L;
        }
        return hash | Long.MIN_VALUE;
    }
}
