package io.github.hushgate.rewrite;

import java.nio.charset.StandardCharsets;

/** Searches in ASCII bytes of any case. */
final class Bytes {
    private Bytes() {}

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == '\f';
    }

    static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + 32 : b;
    }

    static boolean isAlphanumeric(byte b) {
        int lower = lower(b);
        return (lower >= 'a' && lower <= 'z') || (b >= '0' && b <= '9');
    }

    /** Whether these bytes can be UTF-8, by which of them begin a character and which go on with it. */
    static boolean isUtf8(byte[] b, int from, int to) {
        int more = 0;
        for (int i = from; i < to; i++) {
            int unsigned = b[i] & 0xFF;
            boolean goesOn = (unsigned & 0xC0) == 0x80;
            if (goesOn != more > 0) {
                return false;
            }
            more = goesOn ? more - 1 : unsigned < 0x80 ? 0 : unsigned < 0xE0 ? 1 : unsigned < 0xF0 ? 2 : 3;
        }
        return more == 0;
    }

    static int indexOf(byte[] b, int from, int to, char wanted) {
        for (int i = from; i < to; i++) {
            if (b[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Whether {@code word} (lower case) stands at {@code from}. */
    static boolean startsWith(byte[] b, int from, int to, String word) {
        if (to - from < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (lower(b[from + i]) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean isWord(byte[] b, int from, int to, String word) {
        return to - from == word.length() && startsWith(b, from, to, word);
    }

    /** Where {@code word} (lower case) first stands, or -1. */
    static int indexOf(byte[] b, int from, int to, String word) {
        for (int i = from; i + word.length() <= to; i++) {
            if (lower(b[i]) == word.charAt(0) && startsWith(b, i, to, word)) {
                return i;
            }
        }
        return -1;
    }

    static int skipSpace(byte[] b, int from, int to) {
        int i = from;
        while (i < to && isSpace(b[i])) {
            i++;
        }
        return i;
    }

    /** Where the beginning of a tag stands that reaches right up to {@code to}, or {@code to}. */
    static int startOfTag(byte[] b, int from, int to) {
        int at = to;
        while (at > from && isAlphanumeric(b[at - 1])) {
            at--;
        }
        int slash = at > from && b[at - 1] == '/' ? at - 1 : at;
        int open = slash;
        while (open > from && b[open - 1] == '<') {
            open--;
        }
        return open < slash ? open : to;
    }

    static String text(byte[] b, int from, int to) {
        return new String(b, from, to - from, StandardCharsets.ISO_8859_1);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
