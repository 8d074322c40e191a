package io.github.hushgate.report;

import java.util.List;

/**
 * A pattern with {@code *} as the only wildcard. Immutable; matching looks at each literal once, from left to right.
 */
final class Glob {
    private final List<String> parts;

    Glob(String pattern) {
        this.parts = List.of(pattern.split("\\*", -1));
    }

    boolean matches(String text) {
        String first = parts.get(0);
        if (parts.size() == 1) {
            return text.equals(first);
        }
        String last = parts.get(parts.size() - 1);
        boolean framed =
                text.length() >= first.length() + last.length() && text.startsWith(first) && text.endsWith(last);
        return framed && between(text, first.length(), text.length() - last.length());
    }

    private boolean between(String text, int from, int to) {
        int at = from;
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = text.indexOf(part, at);
            if (found < 0 || found + part.length() > to) {
                return false;
            }
            at = found + part.length();
        }
        return true;
    }
}
