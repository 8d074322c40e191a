package io.github.hushgate.rewrite;

import io.github.hushgate.html.CharacterReferences;
import io.github.hushgate.html.Element;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The scripts and style sheets that are open in {@code svg}, {@code math} or XML. There markup may stand in them: what
 * they say is their own text without comments and without the elements in it, one piece joined to the next.
 *
 * <p>What reads ahead of an HTML parser knows nothing of {@code svg}: to it the end tag of an element that holds text
 * in HTML ends that text wherever it stands, and what follows is markup.
 */
final class ForeignTexts {
    /** In each other; of deeper ones each takes the place of the last. */
    private static final int MAX_OPEN = 8;

    /** Bytes of earlier pieces that are kept, at most, and pieces that are joined. */
    private static final int MAX_SAID = 1 << 12;

    private static final int MAX_PIECES = 256;

    private static final byte[] CDATA = Bytes.ascii("<![CDATA[");
    private static final byte[] NOTHING = {};

    private final Element[] elements = new Element[MAX_OPEN];
    private final int[] depths = new int[MAX_OPEN];
    private final byte[][] said = new byte[MAX_OPEN][];
    private final int[] pieces = new int[MAX_OPEN];
    private final String[] lost = new String[MAX_OPEN];
    private int count;
    private boolean xml;
    /** What is text to what reads ahead. */
    private Element ahead = Element.OTHER;

    /** An element begins whose tag is the last of so many that are open; it may have lost a tracker's address. */
    void open(Element element, int depth, String tracker) {
        count = Math.min(count, MAX_OPEN - 1);
        elements[count] = element;
        depths[count] = depth;
        said[count] = NOTHING;
        pieces[count] = 0;
        lost[count++] = tracker;
    }

    /** An element of HTML's begins in {@code svg} or {@code math}. */
    void begins(Element element) {
        boolean text = switch (element) {
            case TITLE, TEXTAREA, STYLE, SCRIPT, XMP, IFRAME, NOEMBED, NOFRAMES, NOSCRIPT -> true;
            default -> false;
        };
        ahead = text && ahead == Element.OTHER ? element : ahead;
    }

    void ends(Element element) {
        ahead = element == ahead ? Element.OTHER : ahead;
    }

    /** Whether all is text to what reads ahead until an end tag. */
    boolean isReadAhead() {
        return ahead != Element.OTHER;
    }

    /** Where that end tag begins, in whatever it stands; -1 for none. It ends the text. */
    int endAhead(byte[] b, int from, int to) {
        int end = Bytes.indexOf(b, from, to, "</" + ahead.tagName());
        ahead = end < 0 ? ahead : Element.OTHER;
        return end;
    }

    /** So many elements are open still. Whether text that follows belongs to one of these. */
    boolean isIn(int depth) {
        while (count > 0 && depths[count - 1] > depth) {
            count--;
        }
        return count > 0 && depths[count - 1] == depth;
    }

    /** Another document follows. */
    void reset(boolean ofXml) {
        xml = ofXml;
        count = 0;
        ahead = Element.OTHER;
    }

    boolean isEmpty() {
        return count == 0 && ahead == Element.OTHER;
    }

    Element element() {
        return elements[count - 1];
    }

    /** The tracker whose address the tag has lost: nothing in it was meant to run. */
    String lost() {
        return lost[count - 1];
    }

    /** What the innermost says with a piece that follows. */
    byte[] with(byte[] raw, int from, int to) {
        byte[] before = said[count - 1];
        byte[] piece = text(raw, from, to);
        byte[] all = Arrays.copyOf(before, before.length + piece.length);
        System.arraycopy(piece, 0, all, before.length, piece.length);
        return all;
    }

    /** The piece stays, so that the innermost says all of that; of what is very much, the last. */
    void stays(byte[] all) {
        int kept = ++pieces[count - 1] < MAX_PIECES ? Math.min(all.length, MAX_SAID) : 0;
        said[count - 1] = Arrays.copyOfRange(all, all.length - kept, all.length);
    }

    private byte[] text(byte[] b, int from, int to) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(to - from);
        int at = from;
        while (at < to) {
            int markup = Bytes.indexOf(b, at, to, '<');
            int end = markup < 0 ? to : markup;
            text.writeBytes(CharacterReferences.decode(b, at, end, false));
            at = end < to ? behindMarkup(b, end, to, text) : to;
        }
        return text.toByteArray();
    }

    private int behindMarkup(byte[] b, int open, int to, ByteArrayOutputStream text) {
        int from = open + CDATA.length;
        if (from <= to && Arrays.equals(b, open, from, CDATA, 0, CDATA.length)) {
            int close = Bytes.indexOf(b, from, to, "]]>");
            text.write(b, from, (close < 0 ? to : close) - from);
            return close < 0 ? to : close + 3;
        }
        if (Bytes.startsWith(b, open, to, "<!--")) {
            return behindComment(b, open + 4, to);
        }
        boolean bogus = open + 1 < to && (b[open + 1] == '!' || b[open + 1] == '?' || b[open + 1] == '/');
        if (!bogus) {
            text.write('<');
            return open + 1;
        }
        String end = xml && b[open + 1] == '?' ? "?>" : ">";
        int close = Bytes.indexOf(b, open + 2, to, end);
        return close < 0 ? to : close + end.length();
    }

    private static int behindComment(byte[] b, int from, int to) {
        if (from < to && b[from] == '>') {
            return from + 1;
        }
        if (Bytes.startsWith(b, from, to, "->")) {
            return from + 2;
        }
        for (int at = from; at < to; at++) {
            if (Bytes.startsWith(b, at, to, "-->")) {
                return at + 3;
            }
            if (Bytes.startsWith(b, at, to, "--!>")) {
                return at + 4;
            }
        }
        return to;
    }
}
