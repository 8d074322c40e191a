package io.github.hushgate.url;

import java.util.Arrays;

/**
 * Bytes that are written as a percent sign and two digits.
 *
 * @see <a href="https://url.spec.whatwg.org/#percent-encoded-bytes">URL Standard, percent-encoded bytes</a>
 */
public final class PercentEncoding {
    private PercentEncoding() {}

    /** A copy of what stands there, decoded; a percent sign without two digits stays. */
    public static byte[] decoded(byte[] bytes, int from, int to) {
        byte[] decoded = new byte[to - from];
        int length = 0;
        for (int at = from; at < to; at++) {
            int high = bytes[at] == '%' && at + 2 < to ? Ascii.hex(bytes[at + 1]) : -1;
            int low = high >= 0 ? Ascii.hex(bytes[at + 2]) : -1;
            decoded[length++] = low >= 0 ? (byte) (high << 4 | low) : bytes[at];
            at += low >= 0 ? 2 : 0;
        }
        return Arrays.copyOf(decoded, length);
    }
}
