package io.github.hushgate.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The named character references, from a sorted list of names (some with, some without their semicolon). */
final class NamedCharacters {
    private static final byte[][] NAMES;
    private static final int[][] CODE_POINTS;
    /** By first byte: where its names begin, and where those of the byte behind it do. */
    private static final int[] FIRST = new int[129];

    static {
        String[] lines = read().split("\n");
        NAMES = new byte[lines.length][];
        CODE_POINTS = new int[lines.length][];
        for (int i = 0; i < lines.length; i++) {
            int space = lines[i].indexOf(' ');
            NAMES[i] = lines[i].substring(0, space).getBytes(StandardCharsets.US_ASCII);
            CODE_POINTS[i] = codePoints(lines[i].substring(space + 1).split("\\+"));
        }
        for (int first = 0; first < FIRST.length; first++) {
            FIRST[first] = first < 0x80 ? bound(0, NAMES.length, 0, (byte) first) : NAMES.length;
        }
    }

    private NamedCharacters() {}

    private static String read() {
        try (var in = NamedCharacters.class.getResourceAsStream("character-references.txt")) {
            return new String(Objects.requireNonNull(in, "in").readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] codePoints(String[] hex) {
        int[] all = new int[hex.length];
        for (int i = 0; i < hex.length; i++) {
            all[i] = Integer.parseInt(hex[i], 16);
        }
        return all;
    }

    /** The entry with the longest name that stands at {@code from}, or -1. */
    static int longestMatch(byte[] b, int from, int end) {
        if (from == end || b[from] < 0) {
            return -1;
        }
        int low = FIRST[b[from]];
        int high = FIRST[b[from] + 1];
        int found = -1;
        for (int depth = 1; from + depth < end && low < high; depth++) {
            byte next = b[from + depth];
            low = bound(low, high, depth, next);
            high = bound(low, high, depth, (byte) (next + 1));
            if (low < high && NAMES[low].length == depth + 1) {
                found = low;
            }
        }
        return found;
    }

    /** The first entry in the range whose character at {@code depth} is not below {@code wanted}. */
    private static int bound(int from, int to, int depth, byte wanted) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            byte[] name = NAMES[middle];
            if (name.length <= depth || name[depth] < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    static int nameLength(int entry) {
        return NAMES[entry].length;
    }

    static int[] codePoints(int entry) {
        return CODE_POINTS[entry];
    }
}
