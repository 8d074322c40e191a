package io.github.hushgate.tracker;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The character references by which a host in markup may be written: those by number, and the few names of what hosts
 * and what stands in front of them are made of, or of what browsers leave out of both. All references are the
 * {@code html} room's, which this room does not know.
 *
 * @see <a href="https://html.spec.whatwg.org/#named-character-references">named character references</a>
 */
final class MarkupReferences {
    /** Bytes of a reference, at most. */
    private static final int MAX_BYTES = 24;

    /** Digits of a number that may be a character's, at most. */
    private static final int MAX_DIGITS = 10;

    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("period", "."),
            Map.entry("lowbar", "_"),
            Map.entry("UnderBar", "_"),
            Map.entry("colon", ":"),
            Map.entry("sol", "/"),
            Map.entry("bsol", "\\"),
            Map.entry("commat", "@"),
            Map.entry("percnt", "%"),
            Map.entry("Tab", ""),
            Map.entry("NewLine", ""),
            Map.entry("shy", ""),
            Map.entry("NoBreak", ""),
            Map.entry("ZeroWidthSpace", ""),
            Map.entry("NegativeVeryThinSpace", ""),
            Map.entry("NegativeThinSpace", ""),
            Map.entry("NegativeMediumSpace", ""),
            Map.entry("NegativeThickSpace", ""));

    private MarkupReferences() {}

    /** Decodes so many bytes where they lie, and returns how many are left. */
    static int decode(byte[] bytes, int start, int length) {
        int end = start + length;
        int to = start;
        for (int at = start; at < end; ) {
            int size = bytes[at] == '&' ? size(bytes, at, end) : 0;
            if (size == 0) {
                bytes[to++] = bytes[at++];
            } else {
                byte[] said = said(bytes, at, size);
                System.arraycopy(said, 0, bytes, to, said.length);
                to += said.length;
                at += size;
            }
        }
        return to - start;
    }

    /** Bytes of the reference there; 0 where there is none. */
    private static int size(byte[] bytes, int at, int end) {
        int limit = Math.min(end, at + MAX_BYTES);
        int to = at + 1;
        boolean number = to < limit && bytes[to] == '#';
        to += number ? 1 : 0;
        boolean hex = number && to < limit && (bytes[to] | 0x20) == 'x';
        to += hex ? 1 : 0;
        int digits = to;
        while (to < limit && isOf(bytes[to], number, hex)) {
            to++;
        }
        boolean closed = to < limit && bytes[to] == ';';
        if (to == digits || (!number && (!closed || !NAMED.containsKey(text(bytes, at + 1, to))))) {
            return 0;
        }
        return to + (closed ? 1 : 0) - at;
    }

    private static boolean isOf(byte b, boolean number, boolean hex) {
        return number ? Character.digit(b, hex ? 16 : 10) >= 0 : ((b | 0x20) >= 'a' && (b | 0x20) <= 'z');
    }

    private static byte[] said(byte[] bytes, int at, int size) {
        String reference = text(bytes, at + 1, at + size).replace(";", "");
        if (reference.charAt(0) != '#') {
            return NAMED.getOrDefault(reference, "").getBytes(StandardCharsets.UTF_8);
        }
        boolean hex = (reference.charAt(1) | 0x20) == 'x';
        String digits = reference.substring(hex ? 2 : 1);
        long value = Long.parseLong(digits.length() > MAX_DIGITS ? "0" : digits, hex ? 16 : 10);
        boolean valid = value > 0 && value <= Character.MAX_CODE_POINT && !isSurrogate(value);
        return (valid ? Character.toString((int) value) : "\uFFFD").getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isSurrogate(long value) {
        return value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
