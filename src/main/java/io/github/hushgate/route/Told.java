package io.github.hushgate.route;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a dispatched request says of itself, or the nearest below it that does: in Jetty a request that the application
 * has wrapped as one of no certain protocol refuses to speak of HTTP.
 */
final class Told {
    private Told() {}

    static @Nullable String by(HttpServletRequest request, Function<HttpServletRequest, @Nullable String> what) {
        ServletRequest at = request;
        while (at instanceof ServletRequestWrapper wrapper) {
            if (at instanceof HttpServletRequest http) {
                try {
                    return what.apply(http);
                } catch (UnsupportedOperationException e) {
                    // The next one below may know.
                }
            }
            at = wrapper.getRequest();
        }
        return at instanceof HttpServletRequest http ? what.apply(http) : null;
    }

    /** The attribute of this name, if it is text; nothing is allocated for the question. */
    static @Nullable String attribute(HttpServletRequest request, String name) {
        ServletRequest at = request;
        while (at instanceof ServletRequestWrapper wrapper) {
            try {
                return text(at, name);
            } catch (UnsupportedOperationException e) {
                at = wrapper.getRequest();
            }
        }
        return text(at, name);
    }

    private static @Nullable String text(ServletRequest request, String name) {
        return request.getAttribute(name) instanceof String text ? text : null;
    }

    /** As {@link #by}, and empty where nothing is told. */
    static String orEmpty(HttpServletRequest request, Function<HttpServletRequest, @Nullable String> what) {
        String told = by(request, what);
        return told == null ? "" : told;
    }
}
