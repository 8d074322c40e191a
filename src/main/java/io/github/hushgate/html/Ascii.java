package io.github.hushgate.html;

/** Classes of ASCII bytes. */
final class Ascii {
    private Ascii() {}

    static boolean isAlpha(byte b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    static boolean isAlphanumeric(byte b) {
        return isAlpha(b) || (b >= '0' && b <= '9');
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == '\f';
    }

    static boolean endsTagName(byte b) {
        return isSpace(b) || b == '/' || b == '>';
    }

    static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }

    /** Whether the bytes are {@code word} (lower case) in any case. */
    static boolean isWord(byte[] b, int from, int to, String word) {
        return to - from == word.length() && startsWith(b, from, to, word);
    }

    /** Whether the bytes begin with {@code word} (lower case) in any case. */
    static boolean startsWith(byte[] b, int from, int to, String word) {
        return to - from >= word.length() && isBeginning(b, from, from + word.length(), word);
    }

    /** Whether {@code word} (lower case) begins with the bytes, in any case. */
    static boolean isBeginning(byte[] b, int from, int to, String word) {
        if (to - from > word.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (lower(b[i]) != word.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }
}
