package io.github.hushgate.route;

/**
 * Tells most addresses that no pattern can match in one look at their characters, without decoding or copying: a
 * pattern matches only a path that holds all of its literal segments, and each segment is one bit of 64. A bit that is
 * there by chance, and any address that could be read in two ways, is left to the real reading. Immutable, safe for
 * many threads.
 */
final class SegmentMask {
    private static final int PRIME = 31;
    /** 2^64 divided by the golden ratio: spreads a hash over all bits, of which the upper ones are taken. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long[] masks;
    private final char[] lasts;

    SegmentMask(PathGlob[] globs) {
        masks = new long[globs.length];
        lasts = new char[globs.length];
        for (int i = 0; i < globs.length; i++) {
            masks[i] = globs[i].mask();
            lasts[i] = globs[i].lastLetter();
        }
    }

    /** The bit of a pattern's segment; none where it may stand for different ones. */
    static long required(char[] segment) {
        int hash = 0;
        for (char c : segment) {
            if (c == '*' || c == '?' || c >= 0x80) {
                return 0;
            }
            hash = hash * PRIME + c;
        }
        return segment.length == 0 ? 0 : bit(hash);
    }

    private static long bit(int hash) {
        return 1L << ((hash * SPREAD) >>> 58);
    }

    /**
     * Whether no pattern matches the path, nor any part of it that begins at a slash, however a server reads it; false
     * where that takes a closer look.
     */
    boolean excludes(String path) {
        long held = 0;
        int hash = 0;
        char last = '/';
        char end = PathGlob.ANY;
        for (int i = 0; i < path.length(); i++) {
            char c = PathGlob.fold(path.charAt(i));
            if (c == '/' && last == '.') {
                return false;
            } else if (c == '/') {
                held |= last == '/' ? 0 : bit(hash);
                hash = 0;
            } else if (isReadInTwoWays(c) || (c == '.' && last == '/')) {
                return false;
            } else {
                hash = hash * PRIME + c;
                end = c;
            }
            last = c;
        }
        return last != '.' && excludes(last == '/' ? held : held | bit(hash), end);
    }

    private static boolean isReadInTwoWays(char c) {
        return c <= ' ' || c > '~' || c == '%' || c == ';' || c == '\\' || c == '?' || c == '#' || c == '"' || c == '&'
                || c == '\'' || c == '<' || c == '>';
    }

    private boolean excludes(long held, char end) {
        for (int i = 0; i < masks.length; i++) {
            boolean ends = lasts[i] == PathGlob.ANY || lasts[i] == end;
            if (ends && (held & masks[i]) == masks[i]) {
                return false;
            }
        }
        return true;
    }
}
