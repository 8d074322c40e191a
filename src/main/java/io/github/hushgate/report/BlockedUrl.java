package io.github.hushgate.report;

import java.util.Locale;
import java.util.Objects;

/**
 * What a policy refused, reduced to what may be kept: no query, fragment, user information or text ever gets here.
 *
 * @param kind what the browser named
 * @param origin of an address: {@code https://host[:port]}, or {@code scheme:} for one without a host; else empty
 * @param path the part of a catalogued tracker's path that the catalog itself spells out; else empty
 */
public record BlockedUrl(Kind kind, String origin, String path) {
    /** What stands for all that came after the fingerprints' bound was reached. */
    public static final BlockedUrl OTHER = new BlockedUrl(Kind.OTHER, "", "");

    /** What a browser can name as blocked. */
    public enum Kind {
        /** An address. */
        URL,
        /** A script, style or handler that stands in the page. */
        INLINE,
        /** Text run as a script. */
        EVAL,
        /** Bytes run as WebAssembly. */
        WASM_EVAL,
        /** A {@code data:} address. */
        DATA,
        /** A {@code blob:} address. */
        BLOB,
        /** Something of a browser extension. */
        EXTENSION,
        /** A Trusted Types sink or policy. */
        TRUSTED_TYPES,
        /** Nothing that the browser would name. */
        NONE,
        /** One of too many: see {@link BlockedUrl#OTHER}. */
        OTHER;

        /** The word on the wire: lower case, hyphens. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The kind of this word; {@link #NONE} when there is none. */
        public static Kind ofWord(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return kind;
                }
            }
            return NONE;
        }
    }

    /** Refuses nulls. */
    public BlockedUrl {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(path, "path");
    }

    /** For people: the address where there is one, else the kind's word. */
    @Override
    public String toString() {
        return switch (kind) {
            case URL -> origin + path;
            case OTHER -> "(other)";
            default -> origin.isEmpty() ? kind.word() : origin;
        };
    }
}
