package io.github.hushgate.rewrite;

import io.github.hushgate.html.Encoding;
import java.util.Arrays;

/**
 * Hides the second bytes of characters that are ASCII ones by themselves: in Shift_JIS the last byte of 表 is a
 * backslash, which would escape the quote behind it.
 */
final class PairMask {
    private static final byte HIDDEN = (byte) 0xFF;

    private PairMask() {}

    /** A copy that begins at index 0 and is as long, or the very array where there is nothing to hide. */
    static byte[] of(byte[] b, int from, int to, Encoding encoding) {
        if (!encoding.hasAsciiTrails()) {
            return b;
        }
        byte[] copy = b;
        boolean second = false;
        for (int i = from; i < to; i++) {
            if (second && b[i] >= 0x40) {
                copy = copy == b ? Arrays.copyOfRange(b, from, to) : copy;
                copy[i - from] = HIDDEN;
            }
            second = isFirst(b[i] & 0xFF, encoding) && !(second && b[i] < 0);
        }
        return copy;
    }

    private static boolean isFirst(int b, Encoding encoding) {
        boolean single = b >= 0xA0 && b <= 0xDF && encoding.name().equals("Shift_JIS");
        return b >= 0x81 && b <= 0xFE && !single;
    }
}
