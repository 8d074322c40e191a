package io.github.hushgate.report;

import io.github.hushgate.url.BrowserUrl;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The site's own origins, as browsers see them. Safe for many threads. */
final class OwnOrigins {
    /** Names of the site that are remembered, at most: a sender chooses the Host header. Others are read each time. */
    static final int MAX_JOINED = 64;

    private final Map<String, OwnOrigins> joined = new ConcurrentHashMap<>();
    private final Set<String> origins;
    private final Set<String> hosts;

    private OwnOrigins(Set<String> origins) {
        this.origins = origins;
        this.hosts = new HashSet<>();
        origins.forEach(origin -> BrowserUrl.parse(origin).ifPresent(url -> hosts.add(url.host())));
    }

    static OwnOrigins of(Set<String> origins) {
        Set<String> canonical = new HashSet<>();
        origins.forEach(origin ->
                canonical.add(BrowserUrl.parse(origin).map(BrowserUrl::origin).orElse(origin)));
        return new OwnOrigins(canonical);
    }

    /** These and the origin that the container tells of this request. */
    OwnOrigins with(HttpServletRequest request) {
        String origin = request.getScheme() + "://" + request.getServerName() + ":" + request.getServerPort();
        OwnOrigins known = joined.get(origin);
        if (known != null) {
            return known;
        }
        Set<String> all = new HashSet<>(origins);
        all.add(origin);
        OwnOrigins made = of(all);
        if (joined.size() < MAX_JOINED) {
            joined.put(origin, made);
        }
        return made;
    }

    boolean contains(String origin) {
        return origins.contains(origin);
    }

    /** Whether the address is the site's: of an own origin, or of an own host over another scheme's default port. */
    boolean contains(BrowserUrl url) {
        return hosts.contains(url.host()) && (isDefaultPort(url) || origins.contains(url.origin()));
    }

    private static boolean isDefaultPort(BrowserUrl url) {
        boolean secure = url.scheme().equals("https") || url.scheme().equals("wss");
        return url.port() == (secure ? 443 : 80);
    }

    boolean containsHost(String host) {
        return hosts.contains(host);
    }
}
