package io.github.hushgate.journey;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;

/** Tells requests for pages from requests for what pages are made of, by what the browser says of them. */
public final class PageRequests {
    /** Values of Sec-Fetch-Dest that no browser reads as a document or fragment. */
    private static final Set<String> PARTS =
            Set.of("script", "style", "image", "font", "audio", "video", "track", "manifest");

    private static final Set<String> PAGES = Set.of("document", "iframe", "frame");

    private PageRequests() {}

    /** Whether the answer cannot become a document, or a part of one, in the browser. */
    public static boolean isForPart(HttpServletRequest request) {
        String kind = request.getHeader("Sec-Fetch-Dest");
        return kind != null && PARTS.contains(kind);
    }

    /** Whether a page is asked for; a browser that does not tell is asked what it accepts. */
    public static boolean isForPage(HttpServletRequest request) {
        if (!"GET".equals(request.getMethod())) {
            return false;
        }
        String kind = request.getHeader("Sec-Fetch-Dest");
        if (kind != null) {
            return PAGES.contains(kind);
        }
        String accept = request.getHeader("Accept");
        return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html");
    }
}
