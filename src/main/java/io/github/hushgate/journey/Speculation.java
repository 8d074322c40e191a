package io.github.hushgate.journey;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Knows the requests that a browser makes before anybody has asked for the page.
 *
 * <p>A sensitive page that is fetched ahead would be rendered, or kept, inside a page that may hold a tracker. Answered
 * with an error, the browser forgets the attempt and asks again when the visitor really goes there.
 *
 * @see <a href="https://wicg.github.io/nav-speculation/prefetch.html#sec-purpose-header">Sec-Purpose</a>
 */
public final class Speculation {
    /** The status that a request made ahead is answered with: {@code 503}, which no browser keeps. */
    public static final int REFUSED = HttpServletResponse.SC_SERVICE_UNAVAILABLE;

    private static final String[] NAMES = {"Sec-Purpose", "Purpose", "X-Moz"};

    private Speculation() {}

    /** Whether the page is asked for ahead of the visitor: prefetched or prerendered. */
    public static boolean isAhead(HttpServletRequest request) {
        for (String name : NAMES) {
            if (saysAhead(request.getHeader(name))) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysAhead(@Nullable String value) {
        if (value == null) {
            return false;
        }
        String purpose = value.toLowerCase(Locale.ROOT);
        return purpose.contains("prefetch") || purpose.contains("prerender") || purpose.contains("preview");
    }
}
