package io.github.hushgate.tracker;

/**
 * References that begin with a slash and hold nothing but letters, digits, {@code _ ~ . -}, slashes and a plain query,
 * without dot segments: they are the path and the query of the address that they mean, byte for byte, and need not be
 * read as an address.
 */
final class PlainPath {
    private static final boolean[] PLAIN = new boolean[1 << Byte.SIZE];

    static {
        for (int c = 0; c < Byte.MAX_VALUE; c++) {
            PLAIN[c] = Character.isLetterOrDigit(c) || "_~.-".indexOf(c) >= 0;
        }
    }

    private PlainPath() {}

    /** Whether it is such a reference, and nothing in it is a container id, a rule's parameter or a pattern's begin. */
    static boolean isUnknown(byte[] bytes, int from, int to, UrlIndex patterns, FirstPartyIndex queries) {
        if (from == to || bytes[from] != '/') {
            return false;
        }
        int segment = from + 1;
        for (int at = from + 1; at < to; at++) {
            byte b = bytes[at];
            if (b == '/') {
                if (isKnown(bytes, segment, at, to, patterns)) {
                    return false;
                }
                segment = at + 1;
            } else if (b == '?') {
                return !isKnown(bytes, segment, at, to, patterns) && isUnknownQuery(bytes, from, at, to, queries);
            } else if (!PLAIN[b & 0xFF]) {
                return false;
            }
        }
        return !isKnown(bytes, segment, to, to, patterns);
    }

    private static boolean isKnown(byte[] bytes, int segment, int end, int to, UrlIndex patterns) {
        boolean dots = segment < to && (bytes[segment] == '.' || bytes[segment] == '/');
        return dots || patterns.mayBegin(bytes, segment - 1, to) || ContainerId.of(bytes, segment, end, false) != null;
    }

    private static boolean isUnknownQuery(byte[] bytes, int path, int pathEnd, int to, FirstPartyIndex queries) {
        int word = pathEnd + 1;
        boolean name = true;
        for (int at = word; at <= to; at++) {
            byte b = at < to ? bytes[at] : (byte) '&';
            if (b == '&' || b == '=') {
                boolean asked = name && queries.mayAsk(bytes, path, pathEnd, word, at);
                if (asked || ContainerId.of(bytes, word, at, false) != null) {
                    return false;
                }
                name = b == '&';
                word = at + 1;
            } else if (!PLAIN[b & 0xFF]) {
                return false;
            }
        }
        return true;
    }
}
