package io.github.hushgate.tracker;

import io.github.hushgate.url.BrowserUrl;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The site's own hosts, each with all below it. */
final class OwnHosts {
    private final List<String> names;
    private final byte[][] hosts;

    OwnHosts(List<String> names) {
        this.names = List.copyOf(names);
        this.hosts = names.stream()
                .map(name -> name.getBytes(StandardCharsets.ISO_8859_1))
                .toArray(byte[][]::new);
    }

    boolean holds(BrowserUrl url) {
        for (byte[] host : hosts) {
            int start = url.hostEnd() - host.length;
            boolean whole = start == url.hostStart() || (start > url.hostStart() && url.bytes()[start - 1] == '.');
            if (whole && Arrays.equals(host, 0, host.length, url.bytes(), start, url.hostEnd())) {
                return true;
            }
        }
        return false;
    }

    /** True where the domain is one of ours, or above or below one. */
    boolean meets(String domain) {
        return names.stream()
                .anyMatch(name -> name.equals(domain) || name.endsWith("." + domain) || domain.endsWith("." + name));
    }
}
