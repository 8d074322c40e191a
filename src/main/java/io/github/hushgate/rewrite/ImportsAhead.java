package io.github.hushgate.rewrite;

/** The imports at a sheet's beginning as one browser's preload scanner sees them, which decodes no escapes. */
abstract class ImportsAhead {
    private static final byte[] NOTHING = {};

    byte[] b = NOTHING;
    int at;
    int end;
    int from;
    int to;
    int addressFrom;
    int addressTo;

    /** Begins with another sheet. */
    final void reset(byte[] bytes, int start, int limit) {
        b = bytes;
        at = start;
        end = limit;
    }

    final void forget() {
        b = NOTHING;
    }

    /** Goes on to the next import; false where there is none. */
    abstract boolean next();

    /** Where the import's rule begins. */
    final int from() {
        return from;
    }

    /** Behind its semicolon. */
    final int to() {
        return to;
    }

    final int addressFrom() {
        return addressFrom;
    }

    final int addressTo() {
        return addressTo;
    }
}
