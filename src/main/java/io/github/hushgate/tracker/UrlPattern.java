package io.github.hushgate.tracker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an address must look like: literal parts in this order, in any case, with anything between them. In a part,
 * {@code ^} stands for a separator or the end. No part is tried twice at one place: time is linear in the address.
 */
final class UrlPattern {
    /** Where the first part must stand. */
    enum Start {
        /** Anywhere. */
        ANYWHERE,
        /** At the address's first byte, or at the place the caller names. */
        FIXED,
        /** At the beginning of the host or of one of its labels. */
        LABEL
    }

    /** A part of the pattern and where in it the bytes stand that it is looked up by. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Anchor(byte[] part, int offset) {
        /** Whether the part stands around them. */
        boolean isAt(byte[] bytes, int at, int to) {
            return at >= offset && matchPart(bytes, at - offset, to, part) >= 0;
        }
    }

    static final UrlPattern ANY = new UrlPattern("", Start.ANYWHERE, false);

    private final byte[][] parts;
    private final Start start;
    private final boolean toEnd;
    private final int length;
    private final String text;

    private UrlPattern(String pattern, Start start, boolean toEnd) {
        this.parts = split(pattern.toLowerCase(Locale.ROOT));
        this.start = pattern.startsWith("*") ? Start.ANYWHERE : start;
        this.toEnd = toEnd && !pattern.endsWith("*");
        this.length = pattern.length();
        this.text = pattern;
    }

    /** Reads one; the caller has taken the anchors away. */
    static UrlPattern of(String pattern, Start start, boolean toEnd) {
        return pattern.isEmpty() && !toEnd ? ANY : new UrlPattern(pattern, start, toEnd);
    }

    private static byte[][] split(String pattern) {
        List<byte[]> parts = new ArrayList<>();
        for (String part : pattern.split("\\*", -1)) {
            if (!part.isEmpty()) {
                parts.add(part.getBytes(StandardCharsets.UTF_8));
            }
        }
        return parts.toArray(byte[][]::new);
    }

    @Override
    public String toString() {
        return text;
    }

    byte[][] parts() {
        return parts;
    }

    /** The pattern's own length: the longer of two that match says more. */
    int length() {
        return length;
    }

    /**
     * Matches from {@code from}; {@code hostFrom} and {@code hostTo} say where the host is, for {@link Start#LABEL}.
     */
    boolean matches(byte[] bytes, int from, int to, int hostFrom, int hostTo) {
        if (parts.length == 0) {
            return !toEnd || from == to;
        }
        if (start != Start.LABEL) {
            return matchesFrom(bytes, from, to, start == Start.FIXED);
        }
        for (int at = hostFrom; at < hostTo; at++) {
            if ((at == hostFrom || bytes[at - 1] == '.') && matchesFrom(bytes, at, to, true)) {
                return true;
            }
        }
        return false;
    }

    private boolean matchesFrom(byte[] bytes, int from, int to, boolean fixed) {
        int at = from;
        for (int part = 0; part < parts.length; part++) {
            boolean last = toEnd && part == parts.length - 1;
            boolean here = fixed && part == 0;
            at = last ? matchLast(bytes, at, to, parts[part], here) : matchNext(bytes, at, to, parts[part], here);
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    private static int matchNext(byte[] bytes, int from, int to, byte[] part, boolean here) {
        int stop = here ? from : to;
        for (int at = from; at <= stop; at++) {
            int end = matchPart(bytes, at, to, part);
            if (end >= 0) {
                return end;
            }
        }
        return -1;
    }

    /** A part that must reach the end; a final separator may stand for the end itself. */
    private static int matchLast(byte[] bytes, int from, int to, byte[] part, boolean here) {
        for (int at = Math.max(from, to - part.length); at <= to; at++) {
            if ((!here || at == from) && matchPart(bytes, at, to, part) == to) {
                return to;
            }
        }
        return -1;
    }

    private static int matchPart(byte[] bytes, int at, int to, byte[] part) {
        int here = at;
        for (byte wanted : part) {
            if (wanted == '^') {
                if (here < to && !isSeparator(bytes[here])) {
                    return -1;
                }
                here = Math.min(to, here + 1);
            } else if (here < to && lower(bytes[here]) == wanted) {
                here++;
            } else {
                return -1;
            }
        }
        return here;
    }

    static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
    }

    private static boolean isSeparator(byte b) {
        int lower = b | 0x20;
        boolean word = (lower >= 'a' && lower <= 'z') || (b >= '0' && b <= '9');
        return !word && b != '_' && b != '-' && b != '.' && b != '%';
    }
}
