package io.github.hushgate.route;

import java.util.Objects;

/**
 * A URL pattern as the owner wrote it, checked. Immutable.
 *
 * <p>{@code ""} is the context root; {@code /a/*} and {@code /a/}{@code **} are {@code /a} and everything below it;
 * {@code *.x} is an extension at any depth; elsewhere {@code *} and {@code ?} stay inside one segment, and a {@code **}
 * between slashes is any number of segments.
 */
public final class RoutePattern {
    private static final String UNKNOWN = "{…}";

    private final String text;
    private final PathGlob broad;
    private final PathGlob narrow;

    private RoutePattern(String text) {
        this.text = text;
        this.broad = PathGlob.broad(text);
        this.narrow = PathGlob.narrow(text);
    }

    /**
     * The pattern, compiled.
     *
     * @throws IllegalArgumentException with the pattern and, where there is one, a pattern that would do
     */
    public static RoutePattern of(String pattern) {
        PatternCheck.check(Objects.requireNonNull(pattern, "pattern"));
        return new RoutePattern(pattern);
    }

    /** The reading that {@code sensitive} takes: in doubt, yes. */
    PathGlob broad() {
        return broad;
    }

    /** The reading that {@code except} takes: in doubt, no. */
    PathGlob narrow() {
        return narrow;
    }

    /**
     * What may be told of a path under this pattern: the segments that the pattern fixes, in the pattern's own words; a
     * segment that it leaves open, and all that lies below it, is one <code>{…}</code>.
     *
     * @param path context-relative, without a query; raw or normal
     */
    public String redact(String path) {
        char[] chars = NormalPath.read(path);
        if (!broad.matches(chars, 0, chars.length)) {
            return "/" + UNKNOWN;
        }
        if (text.startsWith("*.")) {
            return "/" + UNKNOWN + text.substring(1);
        }
        return fixedSegments(NormalPath.segments(chars));
    }

    private String fixedSegments(int atMost) {
        if (atMost == 0) {
            return "/";
        }
        var told = new StringBuilder();
        String[] segments = text.substring(1).split("/", -1);
        for (int i = 0; i < Math.min(atMost, segments.length); i++) {
            boolean open = segments[i].indexOf('*') >= 0 || segments[i].indexOf('?') >= 0;
            told.append('/').append(open ? UNKNOWN : segments[i]);
        }
        return told.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RoutePattern that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The pattern as the owner wrote it. */
    @Override
    public String toString() {
        return text;
    }
}
