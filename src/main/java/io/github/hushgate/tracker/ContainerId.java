package io.github.hushgate.tracker;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The ids by which a vendor's tag is told for whom it runs; one of them in an address names the tag, whoever serves it.
 */
enum ContainerId {
    GTM("GTM-", 4, 10, false, "google-tag-manager", "Google Tag Manager"),
    GA4("G-", 8, 12, false, "google-gtag", "Google tag"),
    GOOGLE_TAG("GT-", 6, 12, false, "google-gtag", "Google tag"),
    ADS("AW-", 8, 12, true, "google-ads-conversion", "Google Ads conversion"),
    FLOODLIGHT("DC-", 5, 10, true, "doubleclick-floodlight", "Floodlight"),
    UNIVERSAL("UA-", 6, 15, false, "google-analytics-ua", "Universal Analytics"),
    POSTHOG("phc_", 20, 80, false, "posthog", "PostHog");

    private static final ContainerId[] ALL = values();
    private static final int SHORTEST =
            Arrays.stream(ALL).mapToInt(id -> id.prefix.length() + id.min).min().orElseThrow();
    /** What their prefixes begin with: most parts of most addresses are told by their first byte to be none. */
    private static final String FIRST_BYTES =
            Arrays.stream(ALL).map(id -> id.prefix.substring(0, 1)).distinct().collect(Collectors.joining());

    private final String prefix;
    private final int min;
    private final int max;
    private final boolean digits;
    private final String tracker;
    private final String title;

    ContainerId(String prefix, int min, int max, boolean digits, String tracker, String title) {
        this.prefix = prefix;
        this.min = min;
        this.max = max;
        this.digits = digits;
        this.tracker = tracker;
        this.title = title;
    }

    /** The catalog's id of the tracker. */
    String tracker() {
        return tracker;
    }

    /** The tracker's name, for a catalog that does not have it. */
    String title() {
        return title;
    }

    String entity() {
        return this == POSTHOG ? "PostHog" : "Google";
    }

    /** The id that all of these bytes are, or null; {@code encoded} where they are a parameter's, percent-encoded. */
    static @Nullable ContainerId of(byte[] bytes, int from, int to, boolean encoded) {
        if (to - from < SHORTEST || (FIRST_BYTES.indexOf(bytes[from]) < 0 && bytes[from] != '%')) {
            return null;
        }
        for (ContainerId each : ALL) {
            if (each.isId(bytes, from, to, encoded)) {
                return each;
            }
        }
        return null;
    }

    private boolean isId(byte[] bytes, int from, int to, boolean encoded) {
        if (to - from < prefix.length() + min) {
            return false;
        }
        int length = 0;
        for (int at = from; at < to; at++) {
            int c = bytes[at];
            if (encoded && c == '%' && at + 2 < to) {
                c = Character.digit(bytes[at + 1], 16) << 4 | Character.digit(bytes[at + 2], 16);
                at += 2;
            }
            boolean shaped = length < prefix.length() ? c == prefix.charAt(length) : fits((char) c);
            if (!shaped || length++ == prefix.length() + max) {
                return false;
            }
        }
        return length >= prefix.length() + min;
    }

    private boolean fits(char c) {
        boolean digit = c >= '0' && c <= '9';
        boolean upper = c >= 'A' && c <= 'Z';
        boolean lower = c >= 'a' && c <= 'z';
        return switch (this) {
            case UNIVERSAL -> digit || c == '-';
            case POSTHOG -> digit || upper || lower || c == '_';
            default -> digit || (upper && !digits);
        };
    }
}
