package io.github.hushgate.tracker;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Tells what a statement of a script begins with: the name that it declares, sets or calls. */
final class StatementHead {
    /** A name of one or two letters may be anybody's: those of trackers are known by how they are called. */
    private static final int MIN_NAME_BYTES = 3;

    private static final List<byte[]> DECLARING = List.of(
            "var".getBytes(StandardCharsets.US_ASCII),
            "let".getBytes(StandardCharsets.US_ASCII),
            "const".getBytes(StandardCharsets.US_ASCII),
            "function".getBytes(StandardCharsets.US_ASCII));
    private static final List<byte[]> GLOBAL = List.of(
            "window".getBytes(StandardCharsets.US_ASCII),
            "self".getBytes(StandardCharsets.US_ASCII),
            "globalThis".getBytes(StandardCharsets.US_ASCII));

    private StatementHead() {}

    /** Whether the statement there declares, sets or calls one of these globals. Shorter names say too little. */
    static boolean isAny(Set<String> names, byte[] bytes, int at) {
        int start = behind(DECLARING, bytes, at, (byte) ' ');
        start = behind(GLOBAL, bytes, start, (byte) '.');
        int end = start;
        while (end < bytes.length && Literal.isWord(bytes[end])) {
            end++;
        }
        return end - start >= MIN_NAME_BYTES
                && names.contains(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1));
    }

    private static int behind(List<byte[]> words, byte[] bytes, int at, byte delimiter) {
        for (byte[] word : words) {
            int end = at + word.length;
            if (end < bytes.length && bytes[end] == delimiter && stands(word, bytes, at)) {
                return skip(bytes, end, delimiter);
            }
        }
        return at;
    }

    private static boolean stands(byte[] word, byte[] bytes, int at) {
        for (int each = 0; each < word.length; each++) {
            if (bytes[at + each] != word[each]) {
                return false;
            }
        }
        return true;
    }

    private static int skip(byte[] bytes, int from, byte delimiter) {
        int at = from;
        while (at < bytes.length && bytes[at] == delimiter) {
            at++;
        }
        return at;
    }
}
