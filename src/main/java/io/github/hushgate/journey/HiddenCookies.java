package io.github.hushgate.journey;

import io.github.hushgate.tracker.TrackerDetector;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A sensitive request without the cookies that trackers have left in the visitor's browser, so that the application
 * cannot hand them on from server to server. The application's own cookies are there as they came.
 */
public final class HiddenCookies extends HttpServletRequestWrapper {
    private static final String COOKIE = "Cookie";

    private final TrackerDetector detector;

    private HiddenCookies(HttpServletRequest request, TrackerDetector detector) {
        super(request);
        this.detector = detector;
    }

    /** The request itself when there is nothing to hide in it. */
    public static HttpServletRequest in(HttpServletRequest request, TrackerDetector detector) {
        Enumeration<String> headers = request.getHeaders(COOKIE);
        while (headers != null && headers.hasMoreElements()) {
            String header = headers.nextElement();
            if (!without(header, detector).equals(header)) {
                return new HiddenCookies(request, detector);
            }
        }
        return request;
    }

    /** The header without trackers' cookies; the same text when it holds none. */
    static String without(String header, TrackerDetector detector) {
        List<String> kept = new ArrayList<>();
        String[] pairs = header.split(";", -1);
        for (String pair : pairs) {
            String name = pair.strip();
            int equals = name.indexOf('=');
            if (detector.ofCookieName(
                            equals < 0 ? name : name.substring(0, equals).strip())
                    .isEmpty()) {
                kept.add(pair);
            }
        }
        return kept.size() == pairs.length ? header : String.join(";", kept).strip();
    }

    @Override
    public Cookie @Nullable [] getCookies() {
        Cookie[] all = super.getCookies();
        return all == null
                ? null
                : Stream.of(all)
                        .filter(cookie ->
                                detector.ofCookieName(cookie.getName()).isEmpty())
                        .toArray(Cookie[]::new);
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (!COOKIE.equalsIgnoreCase(name)) {
            return super.getHeader(name);
        }
        List<String> left = headers();
        return left.isEmpty() ? null : left.get(0);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return COOKIE.equalsIgnoreCase(name) ? Collections.enumeration(headers()) : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        Enumeration<String> names = super.getHeaderNames();
        if (names == null || !headers().isEmpty()) {
            return names;
        }
        return Collections.enumeration(Collections.list(names).stream()
                .filter(name -> !COOKIE.equalsIgnoreCase(name))
                .toList());
    }

    private List<String> headers() {
        return Collections.list(super.getHeaders(COOKIE)).stream()
                .map(header -> without(header, detector))
                .filter(header -> !header.isEmpty())
                .toList();
    }
}
