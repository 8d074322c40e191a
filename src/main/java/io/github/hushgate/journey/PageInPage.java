package io.github.hushgate.journey;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Notices a sensitive page that script fetches into a page that is not: there a tracker would read it. The Referer, and
 * the address that htmx tells, are looked at and never kept. Where they hold no path, as under Hushgate's own
 * Referrer-Policy, the page that asks is not known: it may be the home page, or a sensitive one.
 */
public final class PageInPage {
    /** How the page that asks can be made to go there for real instead. */
    public enum Library {
        /** htmx: the header {@code HX-Redirect}. */
        HTMX,
        /** Turbo: a page that asks for a reload. */
        TURBO,
        /** No library that is known, or none that can be told. */
        UNKNOWN
    }

    /** What Turbo is answered with: it then loads the address as a page of its own. */
    public static final String TURBO_RELOAD = "<!DOCTYPE html><html lang=\"en\"><head><title>Opening</title>"
            + "<meta name=\"turbo-visit-control\" content=\"reload\"></head><body></body></html>";

    /** How the Accept header of Turbo's visits ends; no browser and no other library writes it so. */
    private static final String TURBO_ACCEPTS = "text/html, application/xhtml+xml";

    private PageInPage() {}

    /** The library that asks, or empty when no script asks, or when the page that asks is sensitive too, or unknown. */
    public static Optional<Library> of(HttpServletRequest request, Predicate<String> isSensitive) {
        if (!isByScript(request)) {
            return Optional.empty();
        }
        String current = path(request.getHeader("HX-Current-URL"));
        String path = current.isEmpty() ? path(request.getHeader("Referer")) : current;
        boolean unknown = path.isEmpty() || (current.isEmpty() && path.equals("/"));
        return unknown || isSensitive.test(path) ? Optional.empty() : Optional.of(library(request));
    }

    /**
     * Whether Turbo visits a page from one that is not known. From a sensitive page it may as well go there for real,
     * which is why it can be answered so; a frame of Turbo's could not.
     */
    public static boolean isTurboVisitFromUnknown(HttpServletRequest request, Predicate<String> isSensitive) {
        String path = path(request.getHeader("Referer"));
        return isTurbo(request)
                && request.getHeader("Turbo-Frame") == null
                && (path.isEmpty() || path.equals("/"))
                && !isSensitive.test("/");
    }

    private static boolean isByScript(HttpServletRequest request) {
        String dest = request.getHeader("Sec-Fetch-Dest");
        boolean navigates = "navigate".equalsIgnoreCase(request.getHeader("Sec-Fetch-Mode"));
        return library(request) != Library.UNKNOWN
                || ("empty".equalsIgnoreCase(dest) && !navigates)
                || "XMLHttpRequest".equals(request.getHeader("X-Requested-With"))
                || request.getHeader("X-PJAX") != null;
    }

    private static Library library(HttpServletRequest request) {
        if ("true".equals(request.getHeader("HX-Request"))) {
            return Library.HTMX;
        }
        return isTurbo(request) ? Library.TURBO : Library.UNKNOWN;
    }

    /** Turbo 8 gives its requests a number; before, its visits are known by what they accept. */
    private static boolean isTurbo(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return request.getHeader("Turbo-Frame") != null
                || request.getHeader("X-Turbo-Request-Id") != null
                || ("empty".equalsIgnoreCase(request.getHeader("Sec-Fetch-Dest"))
                        && accept != null
                        && accept.endsWith(TURBO_ACCEPTS));
    }

    private static String path(@Nullable String address) {
        if (address == null) {
            return "";
        }
        try {
            String path = URI.create(address).getRawPath();
            return path == null ? "" : path;
        } catch (IllegalArgumentException e) {
            // An address that cannot be read is one that is not known.
            return "";
        }
    }
}
