package io.github.hushgate.rewrite;

import java.nio.charset.StandardCharsets;

/** The strings of a JSON text, one after the other, as a parser would hand them on. */
final class JsonStrings {
    private static final int HEX_DIGITS = 4;

    private final byte[] b;
    private final int end;
    private int at;

    JsonStrings(byte[] b, int from, int to) {
        this.b = b;
        this.end = to;
        this.at = Bytes.indexOf(b, from, to, '"');
    }

    boolean hasNext() {
        return at >= 0;
    }

    /** Its bytes, its escapes decoded; one that the text's end cuts off reaches to there. */
    byte[] next() {
        int from = at + 1;
        int to = from;
        boolean escaped = false;
        while (to < end && b[to] != '"') {
            escaped |= b[to] == '\\';
            to += b[to] == '\\' ? 2 : 1;
        }
        to = Math.min(to, end);
        at = to < end ? Bytes.indexOf(b, to + 1, end, '"') : -1;
        String text = new String(b, from, to - from, StandardCharsets.UTF_8);
        return (escaped ? decoded(text) : text).getBytes(StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\\' || at == text.length()) {
                decoded.append(c);
                continue;
            }
            char escape = text.charAt(at++);
            int unit = escape == 'u' ? unit(text, at) : -1;
            at += unit < 0 ? 0 : HEX_DIGITS;
            decoded.append(unit < 0 ? character(escape) : (char) unit);
        }
        return decoded.toString();
    }

    private static int unit(String text, int from) {
        int unit = 0;
        for (int at = from; at < from + HEX_DIGITS; at++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    private static char character(char escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }
}
