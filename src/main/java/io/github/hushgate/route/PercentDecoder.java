package io.github.hushgate.route;

/**
 * Reads one percent-encoded character: UTF-8, its overlong forms (an overlong slash is a slash to some servers),
 * {@code %uXXXX}, and for bytes that are no UTF-8 the byte itself. The result packs code point and number of characters
 * read; negative: not an encoding.
 */
final class PercentDecoder {
    private static final int NONE = -1;
    private static final int LENGTH_BITS = 5;

    private PercentDecoder() {}

    static int codePoint(int packed) {
        return packed >>> LENGTH_BITS;
    }

    static int length(int packed) {
        return packed & ((1 << LENGTH_BITS) - 1);
    }

    private static int packed(int codePoint, int length) {
        return (codePoint << LENGTH_BITS) | length;
    }

    static int read(char[] chars, int at, int to) {
        if (at + 1 < to && (chars[at + 1] | 0x20) == 'u') {
            int code = hex(chars, at + 2, 4, to);
            return code < 0 ? NONE : packed(code, 6);
        }
        int first = hex(chars, at + 1, 2, to);
        if (first < 0xC0) {
            return first < 0 ? NONE : packed(first, 3);
        }
        return sequence(chars, at, to, first);
    }

    private static int sequence(char[] chars, int at, int to, int first) {
        int more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
        int code = first & (0x3F >> more);
        for (int i = 1; i <= more; i++) {
            int next = at + 3 * i;
            int trail = next < to && chars[next] == '%' ? hex(chars, next + 1, 2, to) : NONE;
            if ((trail & 0xC0) != 0x80) {
                return packed(first, 3);
            }
            code = (code << 6) | (trail & 0x3F);
        }
        return packed(code, 3 * (more + 1));
    }

    private static int hex(char[] chars, int from, int digits, int to) {
        if (from + digits > to) {
            return NONE;
        }
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = Character.digit(chars[i], 16);
            if (digit < 0 || chars[i] > 'f') {
                return NONE;
            }
            value = (value << 4) | digit;
        }
        return value;
    }
}
