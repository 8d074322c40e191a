package io.github.hushgate.e2e;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;

/**
 * The loopback stand-in for the vendors of the demonstration's tags: each host with a port of its own, so that a
 * connection without a byte is counted too. They serve the demonstration's own scripts.
 */
final class Vendors implements AutoCloseable {
    /** Where each vendor's script comes from, by vendor. */
    static final Map<String, String> SCRIPTS = Map.of(
            "Meta Pixel", "connect.facebook.net/en_US/fbevents.js",
            "Google tag", "www.googletagmanager.com/gtag/js",
            "Google Tag Manager", "www.googletagmanager.com/gtm.js",
            "TikTok", "analytics.tiktok.com/i18n/pixel/events.js",
            "Hotjar", "static.hotjar.com/c/hotjar-",
            "LinkedIn", "snap.licdn.com/li.lms-analytics/insight.min.js",
            "Clarity", "www.clarity.ms/tag/",
            "Bing", "bat.bing.com/bat.js");

    /** The demonstration's file behind each, by host. */
    private static final Map<String, String> FILES = Map.of(
            "connect.facebook.net", "meta.js",
            "www.googletagmanager.com", "gtag.js",
            "analytics.tiktok.com", "tiktok.js",
            "static.hotjar.com", "hotjar.js",
            "snap.licdn.com", "linkedin.js",
            "www.clarity.ms", "clarity.js",
            "bat.bing.com", "bing.js");

    private final LoopbackServer server;
    private final Map<String, Integer> ports = new LinkedHashMap<>();

    Vendors(SSLContext tls) throws IOException {
        server = new LoopbackServer(tls, Vendors::answer);
        for (String host : DemoFiles.hosts()) {
            ports.put(host, server.listen(host));
        }
    }

    /** Sends the vendors' names to this server. */
    Chromium.Launch mapped(Chromium.Launch launch) {
        ports.forEach(launch::host);
        return launch;
    }

    List<Hit> hits() {
        return server.hits();
    }

    /** Every connection, by host. */
    Map<String, Long> connections() {
        return new TreeMap<>(server.connections());
    }

    /** The vendors whose script was fetched. */
    Set<String> scriptsFetched() {
        Set<String> vendors = new TreeSet<>();
        SCRIPTS.forEach((vendor, address) -> {
            if (hits().stream().anyMatch(hit -> (hit.host() + hit.target()).startsWith(address))) {
                vendors.add(vendor);
            }
        });
        return vendors;
    }

    /** What the vendors were told in a parameter, of an address or of a body, in order. */
    List<String> told(String parameter) {
        return hits().stream()
                .flatMap(hit -> Arrays.stream((hit.target() + "&" + hit.text()).split("[?&]")))
                .map(pair -> URLDecoder.decode(pair, StandardCharsets.UTF_8))
                .filter(pair -> pair.startsWith(parameter + "="))
                .map(pair -> pair.substring(parameter.length() + 1))
                .toList();
    }

    void clear() {
        server.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static Answer answer(Hit hit) {
        return switch (hit.header("sec-fetch-dest")) {
            case "script" -> Answer.of("text/javascript", DemoFiles.script(FILES.getOrDefault(hit.host(), "kit.js")));
            case "iframe" -> Answer.of("text/html", "<!doctype html><title>vendor</title>");
            default -> Answer.of("image/gif", "");
        };
    }
}
