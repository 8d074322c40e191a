package io.github.hushgate.journey;

/**
 * A path without what may name a person or a case: a segment that is a number, a UUID, percent-encoded, or of 16
 * characters or more with a digit is one <code>{…}</code>; path parameters go.
 */
final class PathTemplate {
    /** Segments that are told, at most; deeper paths end there. */
    static final int MAX_SEGMENTS = 16;

    /** Characters from which on a segment with a digit is taken for an identifier. */
    static final int LONG_SEGMENT = 16;

    private static final String UNKNOWN = "{…}";
    private static final long PRIME = 0x100000001b3L;
    private static final long SEED = 0xcbf29ce484222325L;

    private PathTemplate() {}

    /** The template of a raw path that begins at {@code from}. */
    static String of(String uri, int from) {
        var told = new StringBuilder();
        int at = from;
        for (int i = 0; i < MAX_SEGMENTS && at < uri.length(); i++) {
            int end = end(uri, at + 1);
            int parameters = parameters(uri, at + 1, end);
            told.append('/');
            if (isOpen(uri, at + 1, parameters)) {
                told.append(UNKNOWN);
            } else {
                told.append(uri, at + 1, parameters);
            }
            at = end;
        }
        return told.isEmpty() ? "/" : told.toString();
    }

    /** The same for paths of the same template, and almost surely different for others; allocates nothing. */
    static long hash(String uri, int from) {
        long hash = SEED;
        int at = from;
        for (int i = 0; i < MAX_SEGMENTS && at < uri.length(); i++) {
            int end = end(uri, at + 1);
            int parameters = parameters(uri, at + 1, end);
            hash = (hash ^ '/') * PRIME;
            if (isOpen(uri, at + 1, parameters)) {
                hash = (hash ^ '{') * PRIME;
            } else {
                for (int c = at + 1; c < parameters; c++) {
                    hash = (hash ^ uri.charAt(c)) * PRIME;
                }
            }
            at = end;
        }
        return at == from ? (SEED ^ '/') * PRIME : hash;
    }

    private static int end(String uri, int from) {
        int end = uri.indexOf('/', from);
        return end < 0 ? uri.length() : end;
    }

    private static int parameters(String uri, int from, int end) {
        for (int i = from; i < end; i++) {
            if (uri.charAt(i) == ';') {
                return i;
            }
        }
        return end;
    }

    private static boolean isOpen(String uri, int from, int end) {
        int digits = 0;
        int hex = 0;
        for (int i = from; i < end; i++) {
            char c = uri.charAt(i);
            if (c == '%' || c >= 0x80) {
                return true;
            }
            digits += c >= '0' && c <= '9' ? 1 : 0;
            hex += Character.digit(c, 16) >= 0 || c == '-' ? 1 : 0;
        }
        int length = end - from;
        boolean uuid = length == 36 && hex == length;
        return length > 0 && (digits == length || uuid || (length >= LONG_SEGMENT && digits > 0));
    }
}
