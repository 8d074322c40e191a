package io.github.hushgate.tracker;

import java.nio.charset.StandardCharsets;

/** What a JavaScript string's escapes say. */
final class JsEscapes {
    private static final int SOFT_HYPHEN = 0xAD;
    /** Bytes of a host that are looked back over, at most. */
    private static final int MAX_HOST_BYTES = 253;

    /** The value of each hexadecimal digit, -1 for other bytes. */
    private static final byte[] HEX = new byte[256];

    static {
        for (int each = 0; each < HEX.length; each++) {
            HEX[each] = (byte) Character.digit((char) each, 16);
        }
    }

    private JsEscapes() {}

    /**
     * Where the next escape by number stands, or a host goes on that has another escape in it, a line's end, a
     * reference, or is not written in ASCII, below {@code to}; {@code to} where there is none.
     */
    static int next(byte[] bytes, int low, int from, int to) {
        int at = from;
        while (at < to) {
            at = Stops.nextUnusual(bytes, at, to);
            if (at < to && bytes[at] != '\\') {
                if (startOfUnusualHost(bytes, low, at) >= 0) {
                    return at;
                }
                at++;
                while (at < to && isOfHost(bytes[at])) {
                    at++;
                }
                continue;
            }
            if (at + 1 < to && (isByNumber(bytes, at + 1, to) || isNeedless(bytes, low, at))) {
                return at;
            }
            at += 2;
        }
        return to;
    }

    private static boolean isByNumber(byte[] bytes, int at, int to) {
        return bytes[at] == 'u' || bytes[at] == 'x' || isOctal(bytes, at, to);
    }

    /** Whether the escape there stands in a host, and neither ends it nor stands for what it says. */
    private static boolean isNeedless(byte[] bytes, int low, int at) {
        byte escaped = bytes[at + 1];
        return escaped != '/' && escaped != '\\' && !Literal.isQuote(escaped) && standsInHost(bytes, low, at);
    }

    /** Whether an escape there stands in a host. */
    static boolean standsInHost(byte[] bytes, int low, int at) {
        return startOfUnusualHost(bytes, low, at) >= 0;
    }

    /**
     * Where the host begins in which a percent escape or a byte beyond ASCII stands there, -1 where it stands in none.
     * Few hosts in scripts have such: it may be behind whatever browsers take for two slashes, or for none behind the
     * scheme, also where escapes say so, and behind a user's name.
     */
    static int startOfUnusualHost(byte[] bytes, int low, int at) {
        int start = startOfName(bytes, low, at);
        if (start < low + 2) {
            return -1;
        }
        byte last = bytes[start - 1];
        boolean begins = last == '@'
                || last == '\\'
                || last == '}'
                || endsBefore(bytes, low, start)
                || (last == '/' && (goesBeforeSlash(bytes[start - 2]) || endsBefore(bytes, low, start - 1)))
                || (last == ':' && endsScheme(bytes[start - 2]));
        return begins ? start : -1;
    }

    private static boolean endsScheme(byte b) {
        return (b | 0x20) == 'p' || (b | 0x20) == 's';
    }

    private static boolean goesBeforeSlash(byte b) {
        return b == '/' || b == '\\' || b == '}' || b == ':' || b == '\t';
    }

    private static int startOfName(byte[] bytes, int low, int at) {
        int start = at;
        int least = Math.max(low + 2, at - MAX_HOST_BYTES);
        while (start > least && isOfHost(bytes[start - 1]) && !endsBefore(bytes, low, start)) {
            start--;
        }
        return start;
    }

    private static boolean isOfHost(byte b) {
        return b < 0 || b == '.' || b == '-' || b == '%' || Literal.isWord(b);
    }

    /**
     * Whether the escape there stands for a byte that hosts and names are made of, or for the soft hyphen, which
     * browsers leave out of hosts; with {@code slashes} also for those of an address' beginning.
     */
    static boolean mayHide(byte[] bytes, int at, int to, boolean slashes) {
        int size = escapeSize(bytes, at, to);
        int value = size > 0 ? value(bytes, at, size) : 0;
        boolean name = value < 0x80 && (Literal.isWord((byte) value) || value == '.' || value == '-');
        return size == 0 || name || value == SOFT_HYPHEN || (slashes && isOfBeginning(value));
    }

    /**
     * Whether the escape there is a slash's, as frameworks write it in the data that they hand over. What stands behind
     * it is found as it is: it ends in what no word begins with.
     */
    static boolean isPlainSlash(byte[] bytes, int at, int to) {
        int size = escapeSize(bytes, at, to);
        return size > 0 && value(bytes, at, size) == '/' && !isOctal(bytes, at + 1, to);
    }

    private static boolean isOfBeginning(int value) {
        return value == '/' || value == '\\' || value == ':';
    }

    /** Whether an escape of what is no part of a name ends in front of {@code end}. */
    static boolean endsBefore(byte[] bytes, int low, int end) {
        return isNoName(bytes, low, end - 6, end)
                || isNoName(bytes, low, end - 4, end)
                || isNoName(bytes, low, end - 3, end);
    }

    private static boolean isNoName(byte[] bytes, int low, int at, int end) {
        return at >= low && escapeSize(bytes, at, end) == end - at && !mayHide(bytes, at, end, false);
    }

    /** Whether an escape stands there that {@link #decode} decodes. */
    static boolean isAt(byte[] bytes, int at, int to) {
        return (at + 1 < to && bytes[at] == '\\' && bytes[at + 1] == '/') || escapeSize(bytes, at, to) > 0;
    }

    /**
     * Writes the stretch with its escapes decoded to {@code out}, at most twice as long as the stretch, from {@code at}
     * on; what is no escape stays. Tabs and lines' ends, which browsers leave out of addresses, are left out, and for a
     * backslash, which is as good as one there, a slash is written. Returns how many bytes it wrote.
     */
    static int decode(byte[] bytes, int from, int to, byte[] out, int start) {
        int length = start;
        int at = from;
        while (at < to) {
            boolean escape = bytes[at] == '\\' && at + 1 < to;
            int size = escape ? escapeSize(bytes, at, to) : 0;
            if (size > 0) {
                int pair = pair(bytes, at, size, to);
                int value = pair > 0 ? pair : value(bytes, at, size);
                length = isLeftOut(value) ? length : put(value, out, length);
                at += pair > 0 ? size * 2 : size;
            } else {
                at += escape ? 1 : 0;
                boolean newline = escape && bytes[at] == '\r' && at + 1 < to && bytes[at + 1] == '\n';
                if (!escape || !isLeftOut(bytes[at])) {
                    out[length++] = bytes[at] == '\\' ? (byte) '/' : bytes[at];
                }
                at += newline ? 2 : 1;
            }
        }
        return length - start;
    }

    /** Escaped, a tab or a line's end, also one that the string goes on behind. */
    private static boolean isLeftOut(byte escaped) {
        return escaped == 't'
                || escaped == 'n'
                || escaped == 'r'
                || escaped == '\t'
                || escaped == '\n'
                || escaped == '\r';
    }

    private static boolean isLeftOut(int value) {
        return value == '\t' || value == '\n' || value == '\r';
    }

    /** The character that this escape and the next say together; 0 where they do not. */
    private static int pair(byte[] bytes, int at, int size, int to) {
        if (size != 6 || escapeSize(bytes, at + size, to) != size) {
            return 0;
        }
        char high = (char) value(bytes, at, size);
        char low = (char) value(bytes, at + size, size);
        return Character.isSurrogatePair(high, low) ? Character.toCodePoint(high, low) : 0;
    }

    private static int put(int value, byte[] out, int length) {
        if (value < 0x80) {
            out[length] = value == '\\' ? (byte) '/' : (byte) value;
            return length + 1;
        }
        byte[] utf8 = text(value).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(utf8, 0, out, length, utf8.length);
        return length + utf8.length;
    }

    /** The bytes of {@code \\xHH}, {@code \\uHHHH}, {@code \\u{H}} and of the old octal escapes; 0 for none. */
    private static int escapeSize(byte[] bytes, int at, int to) {
        if (at + 1 >= to || bytes[at] != '\\') {
            return 0;
        }
        if (isOctal(bytes, at + 1, to)) {
            return octalSize(bytes, at, to);
        }
        if (at + 3 >= to) {
            return 0;
        }
        if (bytes[at + 1] == 'x') {
            return isHex(bytes, at + 2, at + 4, to) ? 4 : 0;
        }
        if (bytes[at + 1] != 'u') {
            return 0;
        }
        if (bytes[at + 2] != '{') {
            return isHex(bytes, at + 2, at + 6, to) ? 6 : 0;
        }
        int end = at + 3;
        while (end < to && end < at + 11 && bytes[end] != '}') {
            end++;
        }
        return end > at + 3 && end < to && bytes[end] == '}' && isHex(bytes, at + 3, end, to) ? end + 1 - at : 0;
    }

    private static boolean isOctal(byte[] bytes, int at, int to) {
        return at < to && bytes[at] >= '0' && bytes[at] <= '7';
    }

    /** Up to three digits, if the first is a small one. */
    private static int octalSize(byte[] bytes, int at, int to) {
        if (!isOctal(bytes, at + 2, to)) {
            return 2;
        }
        return bytes[at + 1] <= '3' && isOctal(bytes, at + 3, to) ? 4 : 3;
    }

    private static boolean isHex(byte[] bytes, int from, int end, int to) {
        if (end > to) {
            return false;
        }
        for (int at = from; at < end; at++) {
            if (HEX[bytes[at] & 0xFF] < 0) {
                return false;
            }
        }
        return true;
    }

    private static int value(byte[] bytes, int at, int size) {
        int value = 0;
        if (isOctal(bytes, at + 1, at + size)) {
            for (int each = at + 1; each < at + size; each++) {
                value = value << 3 | (bytes[each] - '0');
            }
            return value;
        }
        for (int each = at + 2; each < at + size; each++) {
            int digit = HEX[bytes[each] & 0xFF];
            value = digit >= 0 ? value << 4 | digit : value;
        }
        return value;
    }

    private static String text(int value) {
        return Character.isValidCodePoint(value) ? Character.toString(value) : "\uFFFD";
    }
}
