package io.github.hushgate.response;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits header values without losing what is quoted. Linear in the text. */
final class HeaderText {
    private HeaderText() {}

    /** The parts between separators that stand outside quotes and angle brackets. */
    static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        int start = 0;
        boolean quoted = false;
        boolean bracketed = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"' && !bracketed) {
                quoted = !quoted;
            } else if (!quoted && c == '<') {
                bracketed = true;
            } else if (!quoted && c == '>') {
                bracketed = false;
            } else if (c == separator && !quoted && !bracketed) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** What stands between the first two quotes, unescaped. */
    static Optional<String> quoted(String text) {
        int open = text.indexOf('"');
        if (open < 0) {
            return Optional.empty();
        }
        var value = new StringBuilder();
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return Optional.of(value.toString());
            }
            if (c == '\\' && i + 1 < text.length()) {
                c = text.charAt(++i);
            }
            value.append(c);
        }
        return Optional.empty();
    }

    /** What stands between each pair of quotes; knows no escapes. */
    static List<String> strings(String text) {
        var strings = new ArrayList<String>();
        for (int open = text.indexOf('"'); open >= 0; open = text.indexOf('"', open)) {
            int close = text.indexOf('"', open + 1);
            if (close < 0) {
                break;
            }
            strings.add(text.substring(open + 1, close));
            open = close + 1;
        }
        return strings;
    }

    /** Without the quotes around it, if there are any. */
    static String unquote(String text) {
        String stripped = text.strip();
        return stripped.startsWith("\"") ? quoted(stripped).orElse(stripped) : stripped;
    }
}
