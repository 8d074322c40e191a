package io.github.hushgate.tracker;

/**
 * Finds the hosts that a script's strings mention, for the owner's lists, whose hosts are too many to be searched for
 * one by one: behind whatever browsers take for two slashes, or alone, as what an address is put together from.
 */
final class MentionedHosts {
    /** Bytes of a host, at most. */
    private static final int MAX_HOST_BYTES = 253;

    /** What follows a host that is no sentence's first word. */
    private static final byte[] BEHIND = {'"', '\'', '`', '/', ':', '\\', '?', '#', '$'};

    private static final byte[] HTTP = {'h', 't', 't', 'p', ':'};
    private static final byte[] HTTPS = {'h', 't', 't', 'p', 's', ':'};

    private MentionedHosts() {}

    /**
     * Where the first dot of the next host stands, below {@code to}; {@code to} where there is none. Those behind
     * {@code ://} are left aside, as are names in the code.
     */
    static int next(byte[] bytes, int low, int from, int to, int high) {
        int at = nextDot(bytes, from, to);
        while (at < to && !isAddress(bytes, low, at) && !isAlone(bytes, low, at, high)) {
            at = nextDot(bytes, end(bytes, at, high), to);
        }
        return at;
    }

    private static int nextDot(byte[] bytes, int from, int to) {
        return from >= to ? to : Stops.next(bytes, from, to, (byte) '.', (byte) '.', (byte) '.');
    }

    /** Where the host begins of which a byte stands there. */
    static int start(byte[] bytes, int low, int at) {
        int start = at;
        while (start > low
                && at - start < MAX_HOST_BYTES
                && isHost(bytes[start - 1])
                && !JsEscapes.endsBefore(bytes, low, start)) {
            start--;
        }
        return start;
    }

    /** Where it ends. */
    static int end(byte[] bytes, int at, int high) {
        int end = at;
        while (end < high && isHost(bytes[end])) {
            end++;
        }
        return end;
    }

    private static boolean isHost(byte b) {
        return (Literal.isWord(b) && b != '$') || b == '.' || b == '-';
    }

    /** Whether the host of which a dot stands there is an address', by what stands in front of it. */
    static boolean isAddress(byte[] bytes, int low, int dot) {
        int start = start(bytes, low, dot);
        int slashes = 0;
        int at = start;
        for (int length = slash(bytes, low, at); length > 0; length = slash(bytes, low, at)) {
            at -= length;
            slashes += isLineBreak(bytes, at) ? 0 : 1;
        }
        boolean found = start - at == 2 && bytes[at] == '/' && bytes[at + 1] == '/' && at > low && bytes[at - 1] == ':';
        return !found && (slashes >= 2 || endsScheme(bytes, low, at));
    }

    /** Bytes of the slash that ends there, escaped or not, or of the line's end, which no browser minds; 0 for none. */
    private static int slash(byte[] bytes, int low, int end) {
        int last = end - 1;
        boolean escaped = last > low && bytes[last - 1] == '\\';
        if (last >= low && (bytes[last] == '/' || bytes[last] == '\\')) {
            return escaped ? 2 : 1;
        }
        return escaped && isLineBreak(bytes, last - 1) ? 2 : 0;
    }

    private static boolean isLineBreak(byte[] bytes, int at) {
        return bytes[at] == '\\' && (bytes[at + 1] == 'n' || bytes[at + 1] == 'r' || bytes[at + 1] == 't');
    }

    private static boolean endsScheme(byte[] bytes, int low, int end) {
        return end > low
                && bytes[end - 1] == ':'
                && (endsWith(bytes, low, end, HTTP) || endsWith(bytes, low, end, HTTPS));
    }

    private static boolean endsWith(byte[] bytes, int low, int end, byte[] scheme) {
        int from = end - scheme.length;
        if (from < low) {
            return false;
        }
        for (int at = 0; at < scheme.length; at++) {
            if (UrlPattern.lower(bytes[from + at]) != scheme[at]) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is the first in a string, or behind what is put into one, and no sentence begins with it. */
    private static boolean isAlone(byte[] bytes, int low, int dot, int high) {
        int start = start(bytes, low, dot);
        int end = end(bytes, dot, high);
        boolean first = start == low || Literal.isQuote(bytes[start - 1]) || bytes[start - 1] == '}';
        return first && hasDotWithin(bytes, start, end) && (end == high || Literal.isAny(BEHIND, bytes[end]));
    }

    private static boolean hasDotWithin(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] == '.') {
            at++;
        }
        int name = at;
        while (at < end && bytes[at] != '.') {
            at++;
        }
        return name < at && at + 1 < end;
    }
}
