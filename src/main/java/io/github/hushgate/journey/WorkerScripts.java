package io.github.hushgate.journey;

import io.github.hushgate.route.RoutePattern;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Knows the scripts of service workers. A worker whose scope covers a sensitive route reads its pages whatever policy
 * they carry, so its own script must carry the ceiling; and a worker that is installed updates only when the bytes of
 * its script differ.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#service-worker-script-request">Service worker script request</a>
 */
public final class WorkerScripts {
    private final byte[] mark;
    private final List<String> prefixes;

    /**
     * The mark is the same for the same version and configuration, so that a worker updates once and not at every
     * check.
     */
    public WorkerScripts(String version, String configuration, Collection<RoutePattern> sensitive) {
        prefixes = FixedPrefixes.of(sensitive);
        // A line of its own: the script may end in a comment without a line break.
        mark = ("\n// protected: " + Integer.toHexString((version + ' ' + configuration).hashCode()) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the browser asks for a service worker's script. */
    public static boolean isAskedFor(HttpServletRequest request) {
        return "script".equalsIgnoreCase(request.getHeader("Service-Worker"));
    }

    /** Whether a sensitive page was asked for by a service worker that stands between it and its visitor. */
    public static boolean isControlling(HttpServletRequest request) {
        return "navigate".equalsIgnoreCase(request.getHeader("Sec-Fetch-Mode"))
                && "empty".equalsIgnoreCase(request.getHeader("Sec-Fetch-Dest"));
    }

    /** The bytes that come after the script. */
    public byte[] mark() {
        return mark.clone();
    }

    /**
     * Whether a worker of this script may stand between a sensitive page and its visitor.
     *
     * @param scriptPath the script's raw path, with the context path
     * @param allowed the application's {@code Service-Worker-Allowed}; empty: none
     * @param contextPath the application's context path
     */
    public boolean mayCover(String scriptPath, String allowed, String contextPath) {
        String scope = widestScope(scriptPath, allowed).toLowerCase(Locale.ROOT);
        return prefixes.stream()
                .map(prefix -> contextPath.toLowerCase(Locale.ROOT) + prefix)
                .anyMatch(prefix -> prefix.startsWith(scope) || scope.startsWith(prefix));
    }

    private static String widestScope(String scriptPath, String allowed) {
        if (allowed.isEmpty()) {
            return scriptPath.substring(0, scriptPath.lastIndexOf('/') + 1);
        }
        // An absolute address, or one that is relative to the script: rare, and in doubt it covers everything.
        return allowed.startsWith("/") && !allowed.startsWith("//") ? allowed : "/";
    }
}
