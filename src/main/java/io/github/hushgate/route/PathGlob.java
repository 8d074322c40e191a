package io.github.hushgate.route;

/**
 * One pattern, cut into segments, against a normalised path ({@code ""} or {@code /a/b}). The cost is at most the
 * product of both lengths, with no recursion: after a mismatch only the last star is tried again, which loses nothing.
 */
final class PathGlob {
    private static final String DEEP = "**";
    /** Stands for a letter that may be any. */
    static final char ANY = '*';

    private final char[][] segments;
    private final boolean[] deep;

    /** The letter that a path must begin with behind its slash, or {@code *} where any will do. */
    private final char first;

    /** The letter that a path must end with, or {@code *} where any will do. */
    private final char last;

    private PathGlob(String[] texts) {
        segments = new char[texts.length][];
        deep = new boolean[texts.length];
        for (int i = 0; i < texts.length; i++) {
            segments[i] = texts[i].toCharArray();
            deep[i] = texts[i].equals(DEEP);
        }
        first = texts.length == 0 ? ANY : literal(segments[0], 0);
        char[] end = texts.length == 0 ? new char[0] : segments[texts.length - 1];
        last = literal(end, end.length - 1);
    }

    private static char literal(char[] segment, int at) {
        return at < 0 || segment[at] == '?' ? ANY : segment[at];
    }

    /** As {@code sensitive} reads it: case does not matter, {@code /*} at the end is {@code /}{@code **}. */
    static PathGlob broad(String pattern) {
        String[] texts = texts(fold(pattern));
        int last = texts.length - 1;
        if (last >= 0 && texts[last].equals("*")) {
            texts[last] = DEEP;
        }
        return new PathGlob(texts);
    }

    /** As {@code except} reads it: case matters, {@code /*} at the end is one segment. */
    static PathGlob narrow(String pattern) {
        return new PathGlob(texts(pattern));
    }

    private static String[] texts(String pattern) {
        if (pattern.isEmpty()) {
            return new String[0];
        }
        return pattern.startsWith("*.")
                ? new String[] {DEEP, pattern}
                : pattern.substring(1).split("/", -1);
    }

    /** What a path must hold at least to match, as {@link SegmentMask} tells it. */
    long mask() {
        long mask = 0;
        for (char[] segment : segments) {
            mask |= SegmentMask.required(segment);
        }
        return mask;
    }

    /** The letter that a path must end with; {@code *} where any will do. */
    char lastLetter() {
        return last;
    }

    boolean matches(char[] path, int from, int to) {
        return !isFar(path, from, to) && matchesAll(path, from, to);
    }

    /** Spares most paths the rest: their first or last letter already is another. */
    private boolean isFar(char[] path, int from, int to) {
        return to > from && ((first != ANY && path[from + 1] != first) || (last != ANY && path[to - 1] != last));
    }

    private boolean matchesAll(char[] path, int from, int to) {
        int position = from;
        int segment = 0;
        int retrySegment = -1;
        int retryPosition = from;
        while (position < to) {
            if (segment < deep.length && deep[segment]) {
                if (++segment == deep.length) {
                    return true;
                }
                retrySegment = segment;
                retryPosition = position;
                continue;
            }
            int end = segmentEnd(path, position, to);
            if (segment < deep.length && segmentMatches(segments[segment], path, position + 1, end)) {
                segment++;
                position = end;
            } else if (retrySegment >= 0) {
                retryPosition = segmentEnd(path, retryPosition, to);
                position = retryPosition;
                segment = retrySegment;
            } else {
                return false;
            }
        }
        return restIsDeep(segment);
    }

    private boolean restIsDeep(int segment) {
        int rest = segment;
        while (rest < deep.length && deep[rest]) {
            rest++;
        }
        return rest == deep.length;
    }

    private static int segmentEnd(char[] path, int slash, int to) {
        int end = slash + 1;
        while (end < to && path[end] != '/') {
            end++;
        }
        return end;
    }

    private static boolean segmentMatches(char[] glob, char[] path, int from, int to) {
        int position = from;
        int index = 0;
        int retryIndex = -1;
        int retryPosition = from;
        while (position < to) {
            if (index < glob.length && glob[index] == '*') {
                retryIndex = ++index;
                retryPosition = position;
            } else if (index < glob.length && (glob[index] == '?' || glob[index] == path[position])) {
                index++;
                position++;
            } else if (retryIndex >= 0) {
                position = ++retryPosition;
                index = retryIndex;
            } else {
                return false;
            }
        }
        while (index < glob.length && glob[index] == '*') {
            index++;
        }
        return index == glob.length;
    }

    /** Upper and lower case, and the few letters that share one, as one. */
    static char fold(char c) {
        if (c < 0x80) {
            return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
        }
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    private static String fold(String pattern) {
        char[] chars = pattern.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            chars[i] = fold(chars[i]);
        }
        return new String(chars);
    }
}
