package io.github.hushgate.rewrite;

/**
 * Chromium's preload scanner. It knows no comments within a rule: an address may stand there without quotation marks,
 * and ends at the first space or semicolon. The one of Chromium 156 goes on over semicolons within quotation marks and
 * parentheses; older ones do not.
 *
 * @see <a href="https://chromium.googlesource.com/chromium/src/+/HEAD/third_party/blink/renderer/core/html/parser">What
 *     Chromium's scanner reads ahead</a>
 */
final class ChromiumImports extends ImportsAhead {
    private final boolean knowsStrings;

    /** A scanner that knows strings, or none. */
    ChromiumImports(boolean knowsStrings) {
        this.knowsStrings = knowsStrings;
    }

    @Override
    int behindSlash(int i) {
        if (i < end && b[i] == '*') {
            int close = Bytes.indexOf(b, i + 1, end, "*/");
            return close < 0 ? end : close + 2;
        }
        return Math.min(i + 1, end);
    }

    @Override
    boolean isImport() {
        from = at;
        int name = at + 1;
        int behindName = wordEnd(name);
        int value = Bytes.skipSpace(b, behindName, end);
        int behindValue = knowsStrings ? valueEnd(value) : wordEnd(value);
        int i = behindValue;
        while (i < end && b[i] != ';' && b[i] != '{') {
            i++;
        }
        boolean block = i < end && (b[i] == '{' || b[value] == '{');
        to = Math.min(i + 1, end);
        at = block ? end : to;
        address(value, behindValue);
        return !block && value > behindName && Bytes.isWord(b, name, behindName, "import");
    }

    private int wordEnd(int i) {
        int word = i;
        while (word < end && !Bytes.isSpace(b[word]) && b[word] != ';') {
            word++;
        }
        return word;
    }

    private int valueEnd(int i) {
        byte closes = 0;
        int value = i;
        while (value < end && !Bytes.isSpace(b[value]) && (closes != 0 || b[value] != ';')) {
            if (closes == 0) {
                closes = closing(b[value]);
            } else if (b[value] == closes) {
                closes = 0;
            }
            value += closes != 0 && b[value] == '\\' ? 2 : 1;
        }
        return Math.min(value, end);
    }

    private static byte closing(byte c) {
        return switch (c) {
            case '"', '\'' -> c;
            case '(' -> ')';
            default -> 0;
        };
    }

    /** Leaves {@code url()} and quotation marks aside. */
    private void address(int first, int behind) {
        addressFrom = first;
        addressTo = behind;
        if (Bytes.startsWith(b, first, behind, "url(") && b[behind - 1] == ')') {
            addressFrom += 4;
            addressTo--;
        }
        boolean quoted = addressTo - addressFrom >= 2
                && b[addressFrom] == b[addressTo - 1]
                && (b[addressFrom] == '"' || b[addressFrom] == '\'');
        if (quoted) {
            addressFrom++;
            addressTo--;
        }
    }
}
