package io.github.hushgate.journey;

import io.github.hushgate.route.RoutePattern;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What the paths of patterns begin with. */
public final class FixedPrefixes {
    private FixedPrefixes() {}

    /** Each once, lower case; empty for a pattern that begins with a wildcard. */
    public static List<String> of(Collection<RoutePattern> patterns) {
        return patterns.stream().map(FixedPrefixes::of).distinct().toList();
    }

    /**
     * What every path that the pattern matches begins with, without a slash at its end, since {@code /a/*} matches
     * {@code /a} too.
     */
    private static String of(RoutePattern pattern) {
        String text = pattern.toString().toLowerCase(Locale.ROOT);
        int wildcard = 0;
        while (wildcard < text.length() && text.charAt(wildcard) != '*' && text.charAt(wildcard) != '?') {
            wildcard++;
        }
        String fixed = text.substring(0, wildcard);
        return fixed.endsWith("/") ? fixed.substring(0, fixed.length() - 1) : fixed;
    }
}
