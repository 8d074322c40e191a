package io.github.hushgate.tracker;

import io.github.hushgate.url.BrowserUrl;
import java.util.Optional;

/**
 * Whose an address in a script is, as the browser reads what the script hands it: with escapes, and where nobody is
 * found so, without tabs and lines' ends and with the character references of markup. One thread.
 */
final class ScriptAddress {
    /** Bytes of an address that are looked at, at most. */
    static final int MAX_BYTES = 1_024;

    private static final byte[] SCHEME = {'h', 't', 't', 'p', 's', ':', '/', '/'};

    private final UrlLookup lookup;
    private final BrowserUrl url = new BrowserUrl();
    private final BrowserUrl noBase = new BrowserUrl();
    private final byte[] address = new byte[SCHEME.length + MAX_BYTES * 2];

    ScriptAddress(UrlLookup lookup) {
        this.lookup = lookup;
        System.arraycopy(SCHEME, 0, address, 0, SCHEME.length);
    }

    /**
     * Whose the address is that begins with the host there, whatever scheme stood in front of it; where it is alone,
     * only what it may be the host of.
     */
    Optional<Tracker> tracker(byte[] bytes, int from, int high, boolean alone) {
        int limit = Math.min(high, from + MAX_BYTES);
        int to = end(bytes, from, limit);
        int length = JsEscapes.decode(bytes, from, to, address, SCHEME.length);
        Optional<Tracker> found = read(length, alone);
        if (found.isEmpty() && ((to < limit && goesOn(bytes[to])) || holdsReference(bytes, from, to))) {
            int last = endOfAll(bytes, to, limit);
            length = JsEscapes.decode(bytes, from, last, address, SCHEME.length);
            found = read(MarkupReferences.decode(address, SCHEME.length, length), alone);
        }
        return found;
    }

    private Optional<Tracker> read(int length, boolean alone) {
        if (!url.read(address, 0, SCHEME.length + length, noBase)) {
            return Optional.empty();
        }
        return alone ? lookup.removableHost(url) : lookup.removable(url);
    }

    /** Where the address ends of which a byte stands there. */
    static int end(byte[] bytes, int from, int high) {
        int to = from;
        while (to < high && isPart(bytes, to, high)) {
            to++;
        }
        return to;
    }

    private static int endOfAll(byte[] bytes, int from, int high) {
        int to = from;
        while (to < high && (isPart(bytes, to, high) || goesOn(bytes[to]) || isEscape(bytes, to, high))) {
            to += isEscape(bytes, to, high) ? 2 : 1;
        }
        return to;
    }

    private static boolean isPart(byte[] bytes, int at, int high) {
        byte b = bytes[at];
        return (b == '\\' && JsEscapes.isAt(bytes, at, high))
                || ((b > ' ' || b < 0)
                        && !Literal.isQuote(b)
                        && b != '\\'
                        && b != '<'
                        && b != '>'
                        && b != ')'
                        && b != ','
                        && b != ';');
    }

    private static boolean isEscape(byte[] bytes, int at, int high) {
        return bytes[at] == '\\' && at + 1 < high && !Literal.isQuote(bytes[at + 1]);
    }

    private static boolean holdsReference(byte[] bytes, int from, int to) {
        return Stops.next(bytes, from, to, (byte) '&', (byte) '&', (byte) '&') < to;
    }

    /** What browsers leave out of addresses, and what ends a reference. */
    private static boolean goesOn(byte b) {
        return b == '\t' || b == '\n' || b == '\r' || b == ';';
    }
}
