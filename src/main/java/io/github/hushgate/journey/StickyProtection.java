package io.github.hushgate.journey;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Optional;

/**
 * The cookie that keeps a visit protected after a sensitive page. It says "protected" and nothing else: no route, no
 * time, no identifier. Immutable, safe for many threads.
 */
public final class StickyProtection {
    /** Over https browsers take a cookie of this prefix only from the host itself, for all its paths. */
    static final String SECURE_NAME = "__Host-hushgate";

    static final String PLAIN_NAME = "hushgate";
    private static final String SUFFIX = "=protected";

    private final String secure;
    private final String plain;
    private final boolean httpsOnly;

    /**
     * With an age the cookie lies on disk and may outlive the browser; without, it goes when the browser does.
     *
     * @param httpsOnly whether browsers come over https even where the container is told of http, by a proxy
     */
    public StickyProtection(Optional<Duration> age, boolean httpsOnly) {
        this.httpsOnly = httpsOnly;
        String attributes = SUFFIX + "; Path=/; HttpOnly; SameSite=Lax"
                + age.map(each -> "; Max-Age=" + each.toSeconds()).orElse("");
        secure = SECURE_NAME + attributes + "; Secure";
        plain = PLAIN_NAME + attributes;
    }

    /**
     * The {@code Set-Cookie} value of a sensitive response. The {@code Secure} attribute is left out where browsers
     * would refuse it, on plain http: a developer's machine.
     */
    public String setCookie(boolean isSecure) {
        return isSecure || httpsOnly ? secure : plain;
    }

    /**
     * Whether the visit is a protected one. Reads the header itself, since parsing all cookies would cost each request
     * of the site.
     */
    public boolean isProtected(HttpServletRequest request) {
        String wanted = request.isSecure() || httpsOnly ? SECURE_NAME : PLAIN_NAME;
        Enumeration<String> headers = request.getHeaders("Cookie");
        while (headers != null && headers.hasMoreElements()) {
            if (holds(headers.nextElement(), wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(String header, String name) {
        int from = 0;
        while (from < header.length()) {
            int end = header.indexOf(';', from);
            int to = end < 0 ? header.length() : end;
            int start = from;
            while (start < to && header.charAt(start) == ' ') {
                start++;
            }
            int equals = start + name.length();
            if (header.startsWith(name, start)
                    && header.startsWith(SUFFIX, equals)
                    && isEnd(header, equals + SUFFIX.length(), to)) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }

    private static boolean isEnd(String header, int from, int to) {
        int at = from;
        while (at < to && header.charAt(at) == ' ') {
            at++;
        }
        return at >= to;
    }
}
