package io.github.hushgate.route;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Refuses, at start-up, a pattern that would not do what its owner hopes: a route that silently is not sensitive is the
 * accident to prevent.
 */
final class PatternCheck {
    // Only owners' patterns meet these expressions, never a request.
    private static final Pattern WITH_ORIGIN = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/]*(/.*)?");
    private static final Pattern PATH_VARIABLE = Pattern.compile("\\{[^}/]*}");
    private static final Pattern SLASHES = Pattern.compile("/{2,}");

    private PatternCheck() {}

    static void check(String pattern) {
        if (pattern.isEmpty()) {
            return;
        }
        checkShape(pattern);
        checkCharacters(pattern);
        checkSegments(pattern);
    }

    private static void checkShape(String pattern) {
        if (pattern.equals("/")) {
            throw refused(pattern, "is ambiguous", "/** (the whole site) or \"\" (the context root only)");
        }
        var origin = WITH_ORIGIN.matcher(pattern);
        if (origin.matches()) {
            String path = origin.group(1) == null ? "/**" : origin.group(1);
            throw refused(pattern, "must be a path, without scheme or host", path);
        }
        if (pattern.equals("*") || pattern.equals("**")) {
            throw refused(pattern, "must start with \"/\"", "/**");
        }
        if (pattern.startsWith("*.")) {
            checkExtension(pattern);
        } else if (pattern.charAt(0) != '/') {
            throw refused(pattern, "must start with \"/\"", "/" + pattern.strip());
        }
    }

    private static void checkExtension(String pattern) {
        if (pattern.indexOf('/') >= 0 || pattern.length() < 3 || pattern.indexOf('*', 1) >= 0) {
            throw refused(pattern, "is not an extension", "*.html (any depth) or /report/*.html");
        }
    }

    private static void checkCharacters(String pattern) {
        if (pattern.indexOf('\\') >= 0) {
            throw refused(pattern, "holds a backslash", pattern.replace('\\', '/'));
        }
        if (pattern.indexOf('{') >= 0 || pattern.indexOf('}') >= 0) {
            throw refused(
                    pattern,
                    "holds a path variable; a star stands for one segment",
                    PATH_VARIABLE.matcher(pattern).replaceAll("*"));
        }
        if (pattern.indexOf('%') >= 0) {
            throw refused(pattern, "is compared with the decoded path; write the character itself");
        }
        int query = pattern.indexOf('?');
        if (query >= 0 && pattern.indexOf('=', query) > 0) {
            throw refused(pattern, "holds a query; only the path is compared", pattern.substring(0, query));
        }
        if (pattern.indexOf(';') >= 0 || pattern.indexOf('#') >= 0) {
            throw refused(pattern, "holds a \";\" or \"#\", which never is in a path that it is compared with");
        }
        if (pattern.chars().anyMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c))) {
            throw refused(pattern, "holds white space or a control character");
        }
    }

    private static void checkSegments(String pattern) {
        if (pattern.contains("//")) {
            throw refused(
                    pattern, "holds an empty segment", SLASHES.matcher(pattern).replaceAll("/"));
        }
        if (pattern.endsWith("/")) {
            String bare = pattern.substring(0, pattern.length() - 1);
            throw refused(pattern, "ends with \"/\"", bare + "/** (with everything below it) or " + bare);
        }
        for (String segment : pattern.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                throw refused(pattern, "holds a dot segment, which never is in a path that it is compared with");
            }
            if (segment.contains("**") && !segment.equals("**")) {
                throw refused(pattern, "holds \"**\" beside other characters of a segment", apart(pattern));
            }
        }
    }

    private static String apart(String pattern) {
        String[] segments = pattern.split("/", -1);
        return String.join(
                "/",
                Arrays.stream(segments)
                        .map(segment -> segment.equals("**") ? segment : segment.replaceAll("\\*{2,}", "*"))
                        .toList());
    }

    private static IllegalArgumentException refused(String pattern, String why, String better) {
        return new IllegalArgumentException("\"" + pattern + "\" " + why + "; did you mean " + quoted(better) + "?");
    }

    private static IllegalArgumentException refused(String pattern, String why) {
        return new IllegalArgumentException("\"" + pattern + "\" " + why);
    }

    private static String quoted(String better) {
        return better.indexOf(' ') >= 0 ? better : "\"" + better + "\"";
    }
}
