package io.github.hushgate.tracker;

/**
 * References that begin with a slash and hold nothing but letters, digits, {@code _ ~ . -} and slashes, without dot
 * segments: they are the path of the address that they mean, byte for byte, and need not be read as an address.
 */
final class PlainPath {
    private static final boolean[] PLAIN = new boolean[1 << Byte.SIZE];

    static {
        for (int c = 0; c < Byte.MAX_VALUE; c++) {
            PLAIN[c] = Character.isLetterOrDigit(c) || "_~.-".indexOf(c) >= 0;
        }
    }

    private PlainPath() {}

    /** Whether it is such a reference, holds no container id, and no pattern of this index can begin in it. */
    static boolean isUnknown(byte[] bytes, int from, int to, UrlIndex patterns) {
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
}
