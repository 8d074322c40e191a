package io.github.hushgate.html;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a document's first bytes say of its encoding. One thread.
 *
 * @see <a href="https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding">Prescan a byte stream to
 *     determine its encoding</a>
 */
public final class EncodingPrescan {
    /** Bytes that are looked at, at most. */
    public static final int MAX_BYTES = 1_024;

    private static final byte[][] MARKS = {
        {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, {(byte) 0xFE, (byte) 0xFF}, {(byte) 0xFF, (byte) 0xFE}
    };
    private static final Encoding[] MARKED = {Encoding.UTF_8, Encoding.UTF_16BE, Encoding.UTF_16LE};
    private static final byte[][] DECLARATIONS = {{0, '<', 0, '?', 0, 'x'}, {'<', 0, '?', 0, 'x', 0}};
    private static final Encoding[] DECLARED = {Encoding.UTF_16BE, Encoding.UTF_16LE};
    private static final String CHARSET = "charset";
    private static final Set<String> OF_TEXT = Set.of(
            "title", "textarea", "style", "script", "noscript", "xmp", "iframe", "noembed", "noframes", "plaintext");

    private final byte[] b;
    private final int end;
    private int i;
    /** The element whose text is being read, as a browser's tokenizer sees it; empty outside of any. */
    private String textOf = "";

    private final StringBuilder name = new StringBuilder();
    private final StringBuilder value = new StringBuilder();

    private EncodingPrescan(byte[] head, int length) {
        b = head;
        end = length;
    }

    /** By the byte order mark that the document begins with, which outranks whatever else is said. */
    public static Optional<Encoding> byMark(byte[] head, int length) {
        return by(MARKS, MARKED, head, length);
    }

    /** Whether more bytes could make this beginning a byte order mark. */
    public static boolean mayBecomeMark(byte[] head, int length) {
        return mayBecome(MARKS, head, length);
    }

    /** Whether more bytes could make this beginning an XML declaration in UTF-16. */
    public static boolean mayBecomeUtf16(byte[] head, int length) {
        return mayBecome(DECLARATIONS, head, length);
    }

    private static Optional<Encoding> by(byte[][] beginnings, Encoding[] encodings, byte[] head, int length) {
        for (int each = 0; each < beginnings.length; each++) {
            if (length >= beginnings[each].length && agree(beginnings[each], head, beginnings[each].length)) {
                return Optional.of(encodings[each]);
            }
        }
        return Optional.empty();
    }

    private static boolean mayBecome(byte[][] beginnings, byte[] head, int length) {
        for (byte[] each : beginnings) {
            if (length < each.length && agree(each, head, length)) {
                return true;
            }
        }
        return false;
    }

    private static boolean agree(byte[] beginning, byte[] head, int length) {
        for (int at = 0; at < length; at++) {
            if (head[at] != beginning[at]) {
                return false;
            }
        }
        return true;
    }

    /**
     * By what the document declares in these bytes: a {@code meta} element, or an XML declaration where there is none.
     * What stands in the text of a {@code title} or script is one to the Standard and none to Chromium: nothing is
     * declared then if it matters.
     *
     * @param complete whether the document ends here, or these are {@link #MAX_BYTES}
     */
    public static Optional<Encoding> declared(byte[] head, int length, boolean complete) {
        Optional<Encoding> wide = by(DECLARATIONS, DECLARED, head, length);
        if (wide.isPresent()) {
            return wide;
        }
        var prescan = new EncodingPrescan(head, length);
        Optional<Encoding> found = prescan.scan();
        boolean doubtful =
                found.isPresent() && !prescan.textOf.isEmpty() && found.get().isIso2022Jp();
        if (doubtful) {
            return Optional.of(Encoding.UNDECLARED);
        }
        return found.isPresent() || !complete ? found : ofXml(head, length);
    }

    private Optional<Encoding> scan() {
        Optional<Encoding> found = Optional.empty();
        while (i < end && found.isEmpty()) {
            if (b[i] == '<') {
                found = markup();
            }
            i++;
        }
        return found;
    }

    private Optional<Encoding> markup() {
        if (Ascii.startsWith(b, i, end, "<!--")) {
            skipTo("-->", i + 2);
        } else if (Ascii.startsWith(b, i, end, "<meta") && i + 5 < end && (isSpace(i + 5) || b[i + 5] == '/')) {
            i += 5;
            return meta();
        } else if (isTag()) {
            noteText();
            while (i < end && !isSpace(i) && b[i] != '>') {
                i++;
            }
            skipAttributes();
        } else if (i + 1 < end && (b[i + 1] == '!' || b[i + 1] == '/' || b[i + 1] == '?')) {
            skipTo(">", i);
        }
        return Optional.empty();
    }

    private void noteText() {
        boolean closes = b[i + 1] == '/';
        int from = closes ? i + 2 : i + 1;
        int to = from;
        while (to < end && Ascii.isAlpha(b[to])) {
            to++;
        }
        String element = new String(b, from, to - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        if (closes && element.equals(textOf)) {
            textOf = "";
        } else if (!closes && textOf.isEmpty() && OF_TEXT.contains(element)) {
            textOf = element;
        }
    }

    private void skipAttributes() {
        boolean another = attribute();
        while (another) {
            another = attribute();
        }
    }

    private boolean isTag() {
        int letter = i + 1 < end && b[i + 1] == '/' ? i + 2 : i + 1;
        return letter < end && Ascii.isAlpha(b[letter]);
    }

    private boolean isSpace(int at) {
        return Ascii.isSpace(b[at]);
    }

    private void skipTo(String closing, int from) {
        int at = from;
        while (at < end && !Ascii.startsWith(b, at, end, closing)) {
            at++;
        }
        i = at + closing.length() - 1;
    }

    private Optional<Encoding> meta() {
        Set<String> seen = new HashSet<>();
        Optional<Encoding> encoding = Optional.empty();
        boolean pragma = false;
        boolean ofContent = false;
        boolean ofCharset = false;
        while (attribute()) {
            String text = value.toString();
            if (!seen.add(name.toString())) {
                continue;
            }
            switch (name.toString()) {
                case "http-equiv" -> pragma = text.equals("content-type");
                case "content" -> {
                    if (!ofCharset && encoding.isEmpty()) {
                        encoding = inContent(text);
                        ofContent = encoding.isPresent();
                    }
                }
                case CHARSET -> {
                    encoding = Encoding.ofLabel(text);
                    ofCharset = true;
                }
                default -> {}
            }
        }
        boolean complete = i < end;
        return complete && (ofCharset || (ofContent && pragma))
                ? encoding.map(EncodingPrescan::asMetaMeans)
                : Optional.empty();
    }

    // What could be read as ASCII so far cannot be UTF-16.
    private static Encoding asMetaMeans(Encoding named) {
        if (named.isUtf16()) {
            return Encoding.UTF_8;
        }
        return named.name().equals("x-user-defined") ? Encoding.WINDOWS_1252 : named;
    }

    /** Reads one attribute into {@link #name} and {@link #value}; false at the tag's end and at that of the bytes. */
    private boolean attribute() {
        name.setLength(0);
        value.setLength(0);
        while (i < end && (isSpace(i) || b[i] == '/')) {
            i++;
        }
        if (i >= end || b[i] == '>') {
            return false;
        }
        while (i < end && !(b[i] == '=' && !name.isEmpty()) && !isSpace(i) && b[i] != '/' && b[i] != '>') {
            name.append((char) (Ascii.lower(b[i++]) & 0xFF));
        }
        skipSpace();
        if (i < end && b[i] == '=') {
            i++;
            value();
        }
        return i < end;
    }

    private void skipSpace() {
        while (i < end && isSpace(i)) {
            i++;
        }
    }

    private void value() {
        skipSpace();
        if (i >= end) {
            return;
        }
        byte quote = b[i];
        if (quote == '"' || quote == '\'') {
            i++;
            while (i < end && b[i] != quote) {
                value.append((char) (Ascii.lower(b[i++]) & 0xFF));
            }
            i++;
            return;
        }
        while (i < end && !isSpace(i) && b[i] != '>') {
            value.append((char) (Ascii.lower(b[i++]) & 0xFF));
        }
    }

    /**
     * The encoding that a {@code content} attribute names.
     *
     * @see <a href="https://html.spec.whatwg.org/#algorithm-for-extracting-a-character-encoding-from-a-meta-element">
     *     Extracting a character encoding from a meta element</a>
     */
    private static Optional<Encoding> inContent(String content) {
        for (int at = content.indexOf(CHARSET); at >= 0; at = content.indexOf(CHARSET, at + 1)) {
            String rest = content.substring(at + CHARSET.length()).stripLeading();
            if (rest.startsWith("=")) {
                return Encoding.ofLabel(unquoted(rest.substring(1).stripLeading()));
            }
        }
        return Optional.empty();
    }

    private static String unquoted(String text) {
        if (text.startsWith("\"") || text.startsWith("'")) {
            int close = text.indexOf(text.charAt(0), 1);
            return close < 0 ? "" : text.substring(1, close);
        }
        return text.split("[;\\s]", 2)[0];
    }

    private static Optional<Encoding> ofXml(byte[] head, int length) {
        String text = new String(head, 0, length, StandardCharsets.ISO_8859_1);
        int close = text.indexOf('>');
        if (!text.startsWith("<?xml") || close < 0) {
            return Optional.empty();
        }
        String declaration = text.substring(0, close);
        int at = declaration.indexOf("encoding");
        String rest =
                at < 0 ? "" : declaration.substring(at + "encoding".length()).stripLeading();
        if (!rest.startsWith("=")) {
            return Optional.empty();
        }
        String label = unquoted(rest.substring(1).stripLeading());
        return Encoding.ofLabel(label.toLowerCase(Locale.ROOT)).map(EncodingPrescan::asMetaMeans);
    }
}
