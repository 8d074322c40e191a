package io.github.hushgate;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What an application forwards or includes with may be wrapped as a request and response of no certain protocol: the
 * HTTP ones lie beneath, and ours must come between.
 */
final class PlainWrappers {
    private PlainWrappers() {}

    /** The request itself or the HTTP request beneath it; null where there is none. */
    static @Nullable HttpServletRequest beneath(ServletRequest request) {
        ServletRequest at = request;
        while (!(at instanceof HttpServletRequest) && at instanceof ServletRequestWrapper wrapper) {
            at = wrapper.getRequest();
        }
        return at instanceof HttpServletRequest http ? http : null;
    }

    /** The response itself or the HTTP response beneath it; null where there is none. */
    static @Nullable HttpServletResponse beneath(ServletResponse response) {
        ServletResponse at = response;
        while (!speaks(at) && at instanceof ServletResponseWrapper wrapper) {
            at = wrapper.getResponse();
        }
        return at instanceof HttpServletResponse http && speaks(at) ? http : null;
    }

    /** False also for what Jetty puts around a plain response: it takes headers and loses them. */
    private static boolean speaks(ServletResponse response) {
        return response instanceof HttpServletResponse http
                && (http instanceof HttpServletResponseWrapper
                        || !(http instanceof ServletResponseWrapper)
                        || http.getHeaderNames() != null);
    }

    /**
     * The rest of the chain with the application's wrappers on top of what it is handed. Once it has run they lie over
     * what they lay over before, unless the request goes on without it.
     */
    static FilterChain under(
            ServletRequest request,
            ServletResponse response,
            HttpServletRequest asked,
            HttpServletResponse answer,
            FilterChain chain) {
        return (ours, out) -> run(request, response, asked, answer, ours, out, chain);
    }

    private static void run(
            ServletRequest request,
            ServletResponse response,
            HttpServletRequest asked,
            HttpServletResponse answer,
            ServletRequest ours,
            ServletResponse out,
            FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(over(request, ours), over(response, out));
        } finally {
            if (!asked.isAsyncStarted()) {
                over(request, asked);
                over(response, answer);
            }
        }
    }

    private static ServletRequest over(ServletRequest top, ServletRequest inner) {
        if (!(top instanceof ServletRequestWrapper lowest) || top instanceof HttpServletRequest) {
            return inner;
        }
        while (!(lowest.getRequest() instanceof HttpServletRequest)
                && lowest.getRequest() instanceof ServletRequestWrapper next) {
            lowest = next;
        }
        lowest.setRequest(inner);
        return top;
    }

    private static ServletResponse over(ServletResponse top, ServletResponse inner) {
        if (!(top instanceof ServletResponseWrapper lowest) || speaks(top)) {
            return inner;
        }
        while (!speaks(lowest.getResponse()) && lowest.getResponse() instanceof ServletResponseWrapper next) {
            lowest = next;
        }
        lowest.setResponse(inner);
        return top;
    }
}
