package io.github.hushgate.report;

import io.github.hushgate.report.BlockedUrl.Kind;
import io.github.hushgate.tracker.Signature;
import io.github.hushgate.tracker.Signature.HostRule;
import io.github.hushgate.tracker.Tracker;
import io.github.hushgate.tracker.TrackerDetector;
import io.github.hushgate.url.BrowserUrl;
import java.util.Optional;
import java.util.Set;

/**
 * Reduces an address or keyword of a report to what may be kept. What is neither an address nor a known word is not
 * kept at all. Immutable, safe for many threads.
 */
final class AddressReader {
    /** Schemes that may be kept as words, beside those of the noise rules. */
    private static final Set<String> SCHEMES = Set.of(
            "http", "https", "ws", "wss", "ftp", "file", "filesystem", "javascript", "mailto", "tel", "sms", "intent");

    private final TrackerDetector detector;
    private final NoiseRules noise;

    AddressReader(TrackerDetector detector, NoiseRules noise) {
        this.detector = detector;
        this.noise = noise;
    }

    Address read(String text, Reading reading) {
        return switch (text) {
            case "" -> Address.NONE;
            case "inline", "self" -> Address.word(Kind.INLINE);
            case "eval" -> Address.word(Kind.EVAL);
            case "wasm-eval" -> Address.word(Kind.WASM_EVAL);
            case "data" -> Address.word(Kind.DATA);
            case "blob" -> Address.word(Kind.BLOB);
            case "trusted-types-sink", "trusted-types-policy" -> Address.word(Kind.TRUSTED_TYPES);
            case "webrtc" -> new Address(new BlockedUrl(Kind.URL, "webrtc:", ""), false, "", "");
            default -> text.indexOf(':') < 0 ? ofScheme(text, text) : address(text, reading);
        };
    }

    private Address address(String text, Reading reading) {
        Optional<BrowserUrl> read = reading.url(text);
        if (read.isEmpty()) {
            return Address.NONE;
        }
        BrowserUrl url = read.get();
        String origin = url.origin();
        return url.hostStart() == url.hostEnd() || origin.equals("null")
                ? ofScheme(url.scheme(), text)
                : ofHost(url, origin, reading.upload().own());
    }

    private Address ofScheme(String scheme, String text) {
        String kind =
                noise.ofScheme(scheme).or(() -> noise.ofUrl(withoutQuery(text))).orElse("");
        if (scheme.equals("data") || scheme.equals("blob")) {
            return new Address(new BlockedUrl(scheme.equals("data") ? Kind.DATA : Kind.BLOB, "", ""), false, "", kind);
        }
        if (!SCHEMES.contains(scheme) && !noise.schemes().contains(scheme)) {
            return new Address(new BlockedUrl(Kind.URL, Words.UNKNOWN + ":", ""), false, "", kind);
        }
        Kind which = kind.equals("extension") ? Kind.EXTENSION : Kind.URL;
        return new Address(new BlockedUrl(which, scheme + ":", ""), false, "", kind);
    }

    private Address ofHost(BrowserUrl url, String origin, OwnOrigins own) {
        boolean isOwn = own.contains(url);
        Optional<Tracker> tracker =
                detector.ofUrl(url).or(() -> isOwn ? detector.ofFirstPartyUrl(url) : Optional.empty());
        String id = tracker.map(Tracker::id).orElse("");
        String path = tracker.map(found -> spelledOut(found, url)).orElse("");
        String kind = tracker.isPresent() || isOwn ? "" : noiseOf(url, origin);
        return new Address(new BlockedUrl(Kind.URL, origin, path), isOwn, id, kind);
    }

    private String noiseOf(BrowserUrl url, String origin) {
        return noise.ofHost(url.host())
                .or(() -> noise.ofUrl(origin + url.path()))
                .orElse("");
    }

    /** The longest beginning of the path that a rule of the catalog spells out: the rest is the visitor's. */
    private static String spelledOut(Tracker tracker, BrowserUrl url) {
        String host = url.host();
        String path = url.path();
        String longest = "";
        for (Signature each : tracker.signatures()) {
            if (each instanceof HostRule rule && isUnder(host, rule.host())) {
                String told = literal(rule.path());
                longest = told.length() > longest.length() && path.startsWith(told) ? told : longest;
            }
        }
        return longest;
    }

    private static boolean isUnder(String host, String domain) {
        int before = host.length() - domain.length() - 1;
        return host.equals(domain) || (before >= 0 && host.charAt(before) == '.' && host.endsWith(domain));
    }

    private static String literal(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if ("*?$^".indexOf(pattern.charAt(i)) >= 0) {
                return pattern.substring(0, i);
            }
        }
        return pattern;
    }

    private static String withoutQuery(String text) {
        int end = text.indexOf('?');
        return end < 0 ? text : text.substring(0, end);
    }
}
