package io.github.hushgate.url;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses that no browser accepts, but that Chromium, in style sheets and {@code background} attributes, keeps as a
 * text and reads once more. The port is gone by then: where there was no host, {@code https://:443/example.com/}, the
 * path's beginning is it, and where there were two ports, {@code https://example.com:80:443/}, one is left. Where a
 * colon in the host was escaped, {@code https://example.com%3a/}, it is one.
 */
public final class RefusedAddress {
    /** Bytes that are read again, at most: a host stands at an address' beginning. */
    private static final int MAX_BYTES = 4_096;

    private static final Pattern BREAKS = Pattern.compile("[\t\n\r]");
    private static final Pattern COLON = Pattern.compile("%3a|[\uFF1A\uFE55\uFE13]", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile(
            "[\\x00- ]*(?:https?:[/\\\\]*|[/\\\\]{2,})([^/\\\\?#]*)(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern NO_HOST = Pattern.compile("[:@\\d]*");
    private static final Pattern PORT = Pattern.compile(":\\d*$");

    private RefusedAddress() {}

    /** What such an address, in UTF-8, is when it is read again; empty where it is refused again. */
    public static Optional<BrowserUrl> readAgain(byte[] bytes, int from, int to) {
        int length = Math.min(MAX_BYTES, to - from);
        String address = BREAKS.matcher(new String(bytes, from, length, StandardCharsets.UTF_8))
                .replaceAll("");
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String host = parts.group(1);
        String rest = parts.group(2);
        return NO_HOST.matcher(host).matches()
                ? BrowserUrl.parse("https://host" + rest).flatMap(first -> BrowserUrl.parse("https:/" + first.path()))
                : BrowserUrl.parse("https://" + COLON.matcher(withoutPort(host)).replaceAll(":") + rest);
    }

    private static String withoutPort(String host) {
        return PORT.matcher(host).replaceFirst("");
    }
}
