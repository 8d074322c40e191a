package io.github.hushgate.tracker;

import java.nio.charset.StandardCharsets;

/**
 * Words to be found in a script: white space between them does not matter, quotes are all alike, a slash may be
 * escaped. Words without capitals are found in any case. What begins or ends with a short word must begin or end there;
 * one that ends with an underscore is a prefix.
 */
final class Literal {
    /** What finding one means. */
    enum Kind {
        /** It is part of inline rules. */
        RULE,
        /** A host of the catalog: the address around it is looked up. */
        HOST,
        /** An absolute address begins: it is looked up in the owner's lists. */
        ADDRESS,
        /** The content of a {@code data:} address begins: it is decoded and searched. */
        BASE64,
        /** The content of one begins that may be percent-encoded. */
        PERCENT_ENCODED
    }

    /** Words this short are found as whole words only. */
    private static final int SHORT_WORD = 5;

    final Kind kind;
    final int number;
    private final byte[] text;
    private final boolean anyCase;
    private final boolean wholeAtStart;
    private final boolean wholeAtEnd;

    Literal(Kind kind, int number, String text) {
        this.kind = kind;
        this.number = number;
        this.text = text.getBytes(StandardCharsets.UTF_8);
        this.anyCase = text.chars().noneMatch(Character::isUpperCase);
        this.wholeAtStart = isShort(firstWord());
        this.wholeAtEnd = isShort(lastWord()) && !text.endsWith("_");
    }

    byte[] text() {
        return text;
    }

    /** True where no letter or digit may stand in front of it. */
    boolean wholeAtStart() {
        return wholeAtStart;
    }

    /** True where no letter or digit may stand behind it. */
    boolean wholeAtEnd() {
        return wholeAtEnd;
    }

    @Override
    public String toString() {
        return new String(text, StandardCharsets.UTF_8);
    }

    private static boolean isShort(int word) {
        return word > 0 && word <= SHORT_WORD;
    }

    private int firstWord() {
        int end = 0;
        while (end < text.length && isWord(text[end])) {
            end++;
        }
        return end;
    }

    private int lastWord() {
        int start = text.length;
        while (start > 0 && isWord(text[start - 1])) {
            start--;
        }
        return text.length - start;
    }

    /** Where the literal ends when its byte {@code anchor} stands at {@code at}; -1 when it is not there. */
    int matchAround(byte[] bytes, int low, int at, int high, int anchor) {
        return startsBefore(bytes, low, at, anchor) ? endAfter(bytes, at, high, anchor) : -1;
    }

    /** Whether what begins there is no part of a longer word. */
    static boolean beginsWord(byte[] bytes, int low, int from) {
        return from <= low || !isWord(bytes[from - 1]) || isWideSpace(bytes, low, from);
    }

    private int endAfter(byte[] bytes, int at, int high, int anchor) {
        int here = at;
        for (int each = anchor; each < text.length; each++) {
            here = each == anchor ? here : skipSpace(bytes, here, high);
            if (here + 1 < high && bytes[here] == '\\' && isSame(bytes[here + 1], text[each])) {
                here++;
            }
            if (here >= high || !isSame(bytes[here], text[each])) {
                return -1;
            }
            here++;
        }
        return wholeAtEnd && here < high && isWord(bytes[here]) ? -1 : here;
    }

    private static int skipSpace(byte[] bytes, int from, int high) {
        int at = from;
        while (at < high && isSpace(bytes[at])) {
            at++;
        }
        return at;
    }

    private boolean startsBefore(byte[] bytes, int low, int at, int anchor) {
        int here = at - 1;
        for (int each = anchor - 1; each >= 0; each--) {
            while (here >= low && (isSpace(bytes[here]) || (bytes[here] == '\\' && text[each] != '\\'))) {
                here--;
            }
            if (here < low || !isSame(bytes[here], text[each])) {
                return false;
            }
            here--;
        }
        return !wholeAtStart || beginsWord(bytes, low, here + 1) || JsEscapes.endsBefore(bytes, low, here + 1);
    }

    private boolean isSame(byte there, byte wanted) {
        return there == wanted || (anyCase && UrlPattern.lower(there) == wanted) || (isQuote(wanted) && isQuote(there));
    }

    /**
     * Whether a space that does not break lines, or a byte order mark, ends there: white space of more than one byte.
     */
    private static boolean isWideSpace(byte[] bytes, int low, int end) {
        byte last = bytes[end - 1];
        boolean noBreak = last == (byte) 0xA0 && end - 2 >= low && bytes[end - 2] == (byte) 0xC2;
        return noBreak || (last == (byte) 0xBF && end - 3 >= low && isMark(bytes, end - 3));
    }

    /** Whether a byte order mark stands there, of which there are all bytes. */
    static boolean isMark(byte[] bytes, int at) {
        return bytes[at] == (byte) 0xEF && bytes[at + 1] == (byte) 0xBB && bytes[at + 2] == (byte) 0xBF;
    }

    static boolean isQuote(byte b) {
        return b == '"' || b == '\'' || b == '`';
    }

    /** Whether it is one of these. */
    static boolean isAny(byte[] some, byte b) {
        for (byte each : some) {
            if (each == b) {
                return true;
            }
        }
        return false;
    }

    static boolean isSpace(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }

    static boolean isWord(byte b) {
        int lower = b | 0x20;
        return (lower >= 'a' && lower <= 'z') || (b >= '0' && b <= '9') || b == '_' || b == '$' || b < 0;
    }
}
