package io.github.hushgate.policy;

import java.util.ArrayList;
import java.util.List;

/** The characters that a policy is made of. */
final class Tokens {
    private static final String QUOTES = " '\"`\u00b4\u2018\u2019\u201c\u201d\u201e\u201a\u00ab\u00bb";

    private Tokens() {}

    /**
     * Whether the text is one directive value token: printable ASCII without white space, semicolon or comma; not
     * empty.
     */
    static boolean isValue(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ';' && c != ',');
    }

    /** Whether the text may stand in a header field: printable ASCII and spaces. */
    static boolean isFieldValue(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    // https://infra.spec.whatwg.org/#split-on-ascii-whitespace
    static List<String> splitOnWhitespace(String text) {
        var tokens = new ArrayList<String>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean space = i == text.length() || isWhitespace(text.charAt(i));
            if (space && start >= 0) {
                tokens.add(text.substring(start, i));
                start = -1;
            } else if (!space && start < 0) {
                start = i;
            }
        }
        return tokens;
    }

    /** The parts between the separators, the last one too; never empty. */
    static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            parts.add(text.substring(start, end));
            start = end + 1;
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** The text without the quotes around it, typographic ones and blanks among them. */
    static String unquoted(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && QUOTES.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && QUOTES.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }

    /** The text with everything that could break a log line replaced, at most 120 characters of it. */
    static String printable(String text) {
        var shown = new StringBuilder();
        text.chars().limit(120).forEach(c -> shown.append(c >= ' ' && c < 0x7f ? (char) c : '?'));
        return shown.toString();
    }

    private static boolean isWhitespace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    }
}
