package io.github.hushgate.html;

import java.util.Optional;

/** What the tokenizer's states share: the state, and positions in the window. One of {@link States} at a time. */
final class Machine {
    static final int NAME = 0;
    static final int PUBLIC = 2;
    static final int SYSTEM = 4;

    final TokenSink sink;
    final StartTag tag = new StartTag();
    final EndTag endTag = new EndTag(tag);
    final Doctype doctype = new Doctype(this);
    final TreeFeedback tree;

    byte[] window = new byte[0];
    long base;
    int state;
    /** The text mode's own state: where a tag or comment returns to. */
    int textState;
    /** Where unreported text begins. */
    int textStart;
    /** Where the unfinished token begins, or -1. */
    int tokenStart = -1;

    boolean isEndTag;
    long lastStartTag;
    int letters;
    /** Where a comment's unreported data begins and, in its end states, ends. */
    int dataStart;

    int dataEnd;
    /** Start and end of the document type's three parts; a start of -1: missing. */
    final int[] doctypeRanges = new int[6];

    boolean forceQuirks;
    /** The name that may switch script data's escapes, as {@link TagName} has it; -1 where it is too long to do so. */
    long escapeName;

    private int escapeLetters;

    /** How the encoding pairs bytes: one of {@link PairedBytes}'. */
    int pairs = PairedBytes.NONE;
    /** In a CDATA section of such an encoding: whether the byte before may be a pair's first. */
    boolean firstOfPair;

    Machine(TokenSink sink, TreeFeedback tree) {
        this.sink = sink;
        this.tree = tree;
    }

    void reset(int initial, long lastStart) {
        state = initial;
        textState = initial;
        textStart = 0;
        tokenStart = -1;
        base = 0;
        lastStartTag = lastStart;
        pairs = PairedBytes.NONE;
        firstOfPair = false;
        tree.reset();
    }

    /** All positions move, because the window does. */
    void shift(int by) {
        textStart += by;
        if (tokenStart >= 0) {
            tokenStart += by;
        }
        dataStart += by;
        dataEnd += by;
        tag.shift(by);
        for (int i = 0; i < doctypeRanges.length; i++) {
            doctypeRanges[i] += doctypeRanges[i] < 0 ? 0 : by;
        }
    }

    TextMode mode() {
        return switch (textState) {
            case States.RCDATA -> TextMode.RCDATA;
            case States.RAWTEXT -> TextMode.RAWTEXT;
            case States.PLAINTEXT -> TextMode.PLAINTEXT;
            case States.CDATA_SECTION -> TextMode.CDATA;
            case States.DATA -> TextMode.DATA;
            default -> TextMode.SCRIPT_DATA;
        };
    }

    /** Reports the text before {@code to}. */
    void flushText(int to) {
        if (textStart < to) {
            sink.text(window, textStart, to, mode());
        }
        textStart = to;
    }

    /** What began at {@code tokenStart} was text after all. */
    void wasText(int returnState) {
        tokenStart = -1;
        state = returnState;
    }

    /** A token ended before {@code i}: text begins. */
    int tokenEnds(int i, int next) {
        tokenStart = -1;
        textStart = i;
        state = next;
        textState = next;
        return i;
    }

    /** The tag ended before {@code i}: hands it over, and lets the tree builder's rules choose how to go on. */
    int emitTag(int i) {
        flushText(tokenStart);
        tag.window = window;
        tag.base = base;
        tag.tagEnd = i;
        return isEndTag ? emitEndTag(i) : emitStartTag(i);
    }

    int emitEndTag(int i) {
        tag.is(Element.of(tag.key));
        tree.endTag(tag);
        sink.endTag(endTag);
        return tokenEnds(i, States.DATA);
    }

    int emitStartTag(int i) {
        tag.is(Element.of(tag.key));
        lastStartTag = tag.key;
        int next = tree.startTag(tag);
        sink.startTag(tag);
        return tokenEnds(i, next);
    }

    void beginEscapeName() {
        escapeName = 0;
        escapeLetters = 0;
    }

    void addToEscapeName(byte letter) {
        int shift = 8 * escapeLetters++;
        escapeName = shift < Long.SIZE && escapeName >= 0 ? escapeName | (long) Ascii.lower(letter) << shift : -1;
    }

    void beginComment(int at) {
        flushText(tokenStart);
        dataStart = at;
        dataEnd = at;
    }

    int emitComment(int to, int i) {
        sink.comment(window, dataStart, to, true);
        return tokenEnds(i, States.DATA);
    }

    void beginDoctype() {
        flushText(tokenStart);
        forceQuirks = false;
        java.util.Arrays.fill(doctypeRanges, -1);
    }

    int emitDoctype(int i) {
        sink.doctype(doctype);
        return tokenEnds(i, States.DATA);
    }

    void open(int part, int at) {
        doctypeRanges[part] = at;
        doctypeRanges[part + 1] = at;
    }

    Optional<String> range(int part, boolean lower) {
        int from = doctypeRanges[part];
        if (from < 0) {
            return Optional.empty();
        }
        int to = doctypeRanges[part + 1];
        return Optional.of(
                lower
                        ? Text.lowerName(window, from, to)
                        : new String(Text.normalize(window, from, to), java.nio.charset.StandardCharsets.UTF_8));
    }
}
