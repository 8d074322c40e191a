package io.github.hushgate.response;

/**
 * Characters as UTF-8 for the rewriter, and back. Lossless: a lone surrogate travels as the three bytes that it would
 * have if it were a character, so that the container's own encoder meets it as the application wrote it.
 */
final class CharBytes {
    /** Bytes that one char takes, at most. */
    static final int MAX_BYTES_PER_CHAR = 3;

    private char pendingHigh;
    private int partial;
    private int missing;

    /** Encodes; a high surrogate at the end waits for its other half. Returns the number of bytes. */
    int encode(char[] chars, int from, int length, byte[] out) {
        int at = 0;
        for (int i = from; i < from + length; i++) {
            char c = chars[i];
            if (c < 0x80 && pendingHigh == 0) {
                out[at++] = (byte) c;
            } else {
                at = encodeWide(c, out, at);
            }
        }
        return at;
    }

    private int encodeWide(char c, byte[] out, int start) {
        int at = start;
        if (pendingHigh != 0) {
            char high = pendingHigh;
            pendingHigh = 0;
            if (Character.isLowSurrogate(c)) {
                return four(Character.toCodePoint(high, c), out, at);
            }
            at = three(high, out, at);
        }
        if (c < 0x80) {
            out[at] = (byte) c;
            return at + 1;
        }
        if (c < 0x800) {
            out[at] = (byte) (0xC0 | c >> 6);
            out[at + 1] = (byte) (0x80 | (c & 0x3F));
            return at + 2;
        }
        if (Character.isHighSurrogate(c)) {
            pendingHigh = c;
            return at;
        }
        return three(c, out, at);
    }

    private static int three(char c, byte[] out, int at) {
        out[at] = (byte) (0xE0 | c >> 12);
        out[at + 1] = (byte) (0x80 | (c >> 6 & 0x3F));
        out[at + 2] = (byte) (0x80 | (c & 0x3F));
        return at + 3;
    }

    private static int four(int codePoint, byte[] out, int at) {
        out[at] = (byte) (0xF0 | codePoint >> 18);
        out[at + 1] = (byte) (0x80 | (codePoint >> 12 & 0x3F));
        out[at + 2] = (byte) (0x80 | (codePoint >> 6 & 0x3F));
        out[at + 3] = (byte) (0x80 | (codePoint & 0x3F));
        return at + 4;
    }

    boolean hasRest() {
        return pendingHigh != 0;
    }

    /** What still waited for its other half, in vain. */
    int encodeRest(byte[] out) {
        char high = pendingHigh;
        pendingHigh = 0;
        return three(high, out, 0);
    }

    /**
     * Decodes; a character that is cut off waits for its other bytes. {@code out} takes as many chars as there are
     * bytes, and one more.
     */
    int decode(byte[] bytes, int from, int length, char[] out) {
        int at = 0;
        for (int i = from; i < from + length; i++) {
            byte b = bytes[i];
            if (b >= 0 && missing == 0) {
                out[at++] = (char) b;
            } else {
                at = decodeWide(b, out, at);
            }
        }
        return at;
    }

    private int decodeWide(byte b, char[] out, int at) {
        if (missing == 0) {
            missing = (b & 0xE0) == 0xC0 ? 1 : (b & 0xF0) == 0xE0 ? 2 : 3;
            partial = b & (0x3F >> missing);
            return at;
        }
        partial = partial << 6 | (b & 0x3F);
        if (--missing > 0) {
            return at;
        }
        return at + (partial < 0x10000 ? one(partial, out, at) : Character.toChars(partial, out, at));
    }

    private static int one(int c, char[] out, int at) {
        out[at] = (char) c;
        return 1;
    }
}
