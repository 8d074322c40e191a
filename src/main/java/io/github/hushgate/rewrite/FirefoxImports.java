package io.github.hushgate.rewrite;

/**
 * Firefox's preload scanner. It goes on over imports, character sets and layers up to the first other thing; an address
 * is in quotation marks or {@code url()}, may hold spaces and lines' ends, and ends at the next mark of its kind, also
 * behind a backslash. The last rule needs no semicolon, and a comment no end but a single star and a slash.
 *
 * @see <a href="https://searchfox.org/mozilla-central/source/layout/style/ImportScanner.cpp">What Firefox's scanner
 *     reads ahead</a>
 */
final class FirefoxImports extends ImportsAhead {
    @Override
    int behindSlash(int star) {
        if (star >= end || b[star] != '*') {
            return end;
        }
        int i = star + 1;
        while (i + 1 < end && !(b[i] == '*' && b[i + 1] == '/')) {
            i += b[i] == '*' ? 2 : 1;
        }
        return Math.min(i + 2, end);
    }

    @Override
    boolean isImport() {
        from = at;
        int name = at + 1;
        int behindName = name;
        while (behindName < end && !Bytes.isSpace(b[behindName])) {
            behindName++;
        }
        boolean imports = Bytes.isWord(b, name, behindName, "import");
        boolean ignored = Bytes.isWord(b, name, behindName, "charset") || Bytes.isWord(b, name, behindName, "layer");
        int behindValue = imports ? value(Bytes.skipSpace(b, behindName, end)) : behindName;
        if (behindName == end || behindValue < 0 || (!imports && !ignored)) {
            at = end;
            return false;
        }
        int i = behindValue;
        while (i < end && b[i] != ';' && b[i] != '{') {
            i++;
        }
        boolean block = i < end && b[i] == '{';
        to = Math.min(i + 1, end);
        at = block ? end : to;
        return imports && !block;
    }

    /** Finds the address of the value that begins there; behind the mark that closes it, or -1. */
    private int value(int first) {
        int i = first;
        byte closes = i < end ? b[i] : 0;
        if (closes == 'u' || closes == 'U') {
            i = behindUrl(i + 1);
            i = i < 0 ? -1 : Bytes.skipSpace(b, i, end);
            closes = i >= 0 && i < end && isQuote(b[i]) ? b[i] : (byte) ')';
            i -= closes == ')' ? 1 : 0;
        } else if (!isQuote(closes)) {
            return -1;
        }
        if (i < 0) {
            return -1;
        }
        addressFrom = i + 1;
        addressTo = addressFrom;
        while (addressTo < end && b[addressTo] != closes) {
            addressTo++;
        }
        return addressTo < end ? addressTo + 1 : -1;
    }

    private static boolean isQuote(byte c) {
        return c == '"' || c == '\'';
    }

    /** Behind the parenthesis; it minds nothing that stands between the two last letters. */
    private int behindUrl(int second) {
        if (second >= end || (b[second] | 0x20) != 'r') {
            return -1;
        }
        int last = second + 1;
        while (last < end && (b[last] | 0x20) != 'l') {
            last++;
        }
        return last + 1 < end && b[last + 1] == '(' ? last + 2 : -1;
    }
}
