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
    final boolean next() {
        while (at < end) {
            byte c = b[at];
            if (Bytes.isSpace(c)) {
                at++;
            } else if (c == '/') {
                at = behindSlash(at + 1);
            } else if (c != '@') {
                at = end;
            } else if (isImport()) {
                return true;
            }
        }
        return false;
    }

    /** Where it goes on when a slash stands in front of there: behind the comment, if that is one. */
    abstract int behindSlash(int next);

    /** Goes behind the rule that begins there, and tells whether it was an import. */
    abstract boolean isImport();

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
