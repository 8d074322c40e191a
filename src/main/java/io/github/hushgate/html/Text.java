package io.github.hushgate.html;

import java.nio.charset.StandardCharsets;

/** Bytes of the document as strings, the way the Standard's tokens have them. */
final class Text {
    private Text() {}

    /** Lower-cases ASCII, replaces NUL. */
    static String lowerName(byte[] b, int from, int to) {
        byte[] copy = new byte[to - from];
        for (int i = from; i < to; i++) {
            copy[i - from] = Ascii.lower(b[i]);
        }
        return replaceNul(new String(copy, StandardCharsets.UTF_8));
    }

    /** Replaces NUL and normalizes newlines. */
    static byte[] normalize(byte[] b, int from, int to) {
        String text = replaceNul(new String(b, from, to - from, StandardCharsets.UTF_8));
        return text.replace("\r\n", "\n").replace('\r', '\n').getBytes(StandardCharsets.UTF_8);
    }

    private static String replaceNul(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
