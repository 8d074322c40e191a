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
 * The loopback stand-in for the vendors of the published snippets: each host with a port of its own, so that a
 * connection without a byte is counted too. Their scripts send what the real ones send: the page's address, the
 * referrer, the button that was clicked.
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

    /** What each vendor's script, or its noscript part, sends to. */
    private static final Map<String, String> BEACONS = Map.of(
            "connect.facebook.net", "https://www.facebook.com/tr",
            "www.googletagmanager.com", "https://www.google-analytics.com/g/collect",
            "analytics.tiktok.com", "https://analytics.tiktok.com/api/v2/pixel",
            "static.hotjar.com", "https://in.hotjar.com/api/v2/client",
            "snap.licdn.com", "https://px.ads.linkedin.com/attribution_trigger",
            "www.clarity.ms", "https://c.clarity.ms/c.gif",
            "bat.bing.com", "https://bat.bing.com/action/0");

    private static final List<String> HOSTS = List.of(
            "connect.facebook.net",
            "www.facebook.com",
            "www.googletagmanager.com",
            "www.google-analytics.com",
            "analytics.tiktok.com",
            "static.hotjar.com",
            "in.hotjar.com",
            "snap.licdn.com",
            "px.ads.linkedin.com",
            "www.clarity.ms",
            "c.clarity.ms",
            "bat.bing.com");

    private final LoopbackServer server;
    private final Map<String, Integer> ports = new LinkedHashMap<>();

    Vendors(SSLContext tls) throws IOException {
        server = new LoopbackServer(tls, Vendors::answer);
        for (String host : HOSTS) {
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

    /** What the vendors were told in a parameter of their beacons, in order. */
    List<String> told(String parameter) {
        return hits().stream()
                .flatMap(hit -> Arrays.stream(hit.target().split("[?&]")))
                .filter(pair -> pair.startsWith(parameter + "="))
                .map(pair -> URLDecoder.decode(pair.substring(parameter.length() + 1), StandardCharsets.UTF_8))
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
            case "script" ->
                Answer.of(
                        "text/javascript",
                        Resources.text("vendor-stand-in.js").replace("BEACON", BEACONS.getOrDefault(hit.host(), "/")));
            case "iframe" -> Answer.of("text/html", "<!doctype html><title>vendor</title>");
            default -> Answer.of("image/gif", "");
        };
    }
}
