package io.github.hushgate.url;

/** The byte classes of the URL Standard. */
final class Ascii {
    private static final byte PATH = 1;
    private static final byte QUERY = 2;
    private static final byte SPECIAL_QUERY = 4;
    private static final byte FORBIDDEN_HOST = 8;
    private static final byte FORBIDDEN_DOMAIN = 16;
    /** What a path's segment is not simply copied at. */
    static final byte SEGMENT_STOP = 32;
    /** What a query is not simply copied at. */
    static final byte QUERY_STOP = 64;

    /** What may not stand in a plain host. */
    static final int HOST_STOP = 128;

    private static final byte[] CLASS = new byte[256];

    static {
        for (int each = 0; each < 256; each++) {
            if (each <= 0x20 || each >= 0x7F) {
                CLASS[each] |= PATH | QUERY | SPECIAL_QUERY | SEGMENT_STOP | QUERY_STOP;
            }
            if (each <= 0x20 || each == 0x7F) {
                CLASS[each] |= FORBIDDEN_DOMAIN;
            }
            if ("abcdefghijklmnopqrstuvwxyz0123456789-._".indexOf(each) < 0) {
                CLASS[each] |= (byte) HOST_STOP;
            }
        }
        mark("\"#<>?^`{}", PATH);
        mark("\"#<>", QUERY);
        mark("\"#<>'", SPECIAL_QUERY);
        mark("\"#<>?^`{}/\\%", SEGMENT_STOP);
        mark("\"#<>'", QUERY_STOP);
        mark("\0\t\n\r #/:<>?@[\\]^|", FORBIDDEN_HOST);
        mark("\0\t\n\r #/:<>?@[\\]^|%", FORBIDDEN_DOMAIN);
    }

    private Ascii() {}

    private static void mark(String characters, byte kind) {
        for (int at = 0; at < characters.length(); at++) {
            CLASS[characters.charAt(at)] |= kind;
        }
    }

    static boolean is(byte b, int kind) {
        return (CLASS[b & 0xFF] & kind) != 0;
    }

    /** Whether an escape of this byte says the same as the byte itself. */
    static boolean isUnreserved(int value) {
        return value > 0
                && value < 0x80
                && (isAlpha((byte) value) || isDigit((byte) value) || "-._~/".indexOf(value) >= 0);
    }

    /** https://url.spec.whatwg.org/#path-percent-encode-set */
    static boolean isEncodedInPath(byte b) {
        return (CLASS[b & 0xFF] & PATH) != 0;
    }

    /** https://url.spec.whatwg.org/#query-percent-encode-set */
    static boolean isEncodedInQuery(byte b, boolean special) {
        return (CLASS[b & 0xFF] & (special ? SPECIAL_QUERY : QUERY)) != 0;
    }

    /** https://url.spec.whatwg.org/#forbidden-host-code-point */
    static boolean isForbiddenInHost(byte b) {
        return (CLASS[b & 0xFF] & FORBIDDEN_HOST) != 0;
    }

    /** https://url.spec.whatwg.org/#forbidden-domain-code-point */
    static boolean isForbiddenInDomain(byte b) {
        return (CLASS[b & 0xFF] & FORBIDDEN_DOMAIN) != 0;
    }

    static boolean isAlpha(byte b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
    }

    /** The value of a hex digit, or -1. */
    static int hex(byte b) {
        if (isDigit(b)) {
            return b - '0';
        }
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    static byte upperHexDigit(int value) {
        return (byte) "0123456789ABCDEF".charAt(value & 0xF);
    }
}
