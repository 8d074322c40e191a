package io.github.hushgate.html;

import java.util.Arrays;
import java.util.Objects;

/**
 * The HTML Standard's tokenizer over bytes of any ASCII-compatible encoding, pushed: it takes the document in pieces of
 * any size and goes on at any byte. Text modes follow what a tree builder would tell it. It holds no more than an
 * unfinished token, and what its sink asks it to hold. One thread; reusable.
 *
 * @see <a href="https://html.spec.whatwg.org/#tokenization">Tokenization</a>
 */
public final class HtmlTokenizer {
    /** Bytes of an unfinished tag that are held; of a longer one, its sink is handed parts. */
    static final int MAX_TAG_BYTES = 1 << 18;

    private static final int FIRST_PIECE = 256;

    private final Machine m;
    private byte[] carry = new byte[1024];
    private int carried;

    /** Tells {@code sink} of the tokens. */
    public HtmlTokenizer(TokenSink sink) {
        this(sink, new TreeFeedback(true));
        reset();
    }

    /** As a browser without scripting reads: the content of {@code noscript} is markup. */
    public static HtmlTokenizer withoutScripting(TokenSink sink) {
        var tokenizer = new HtmlTokenizer(sink);
        tokenizer.m.tree.withoutScripting();
        return tokenizer;
    }

    private HtmlTokenizer(TokenSink sink, TreeFeedback tree) {
        this.m = new Machine(Objects.requireNonNull(sink, "sink"), tree);
    }

    /** Without feedback, and in another first state: as the Standard's own test vectors are written. */
    static HtmlTokenizer inState(TokenSink sink, int state, String lastStartTag) {
        var tokenizer = new HtmlTokenizer(sink, new TreeFeedback(false));
        tokenizer.m.reset(state, TagName.of(lastStartTag));
        tokenizer.carried = 0;
        tokenizer.m.window = tokenizer.carry;
        return tokenizer;
    }

    /** Begins another document. */
    public void reset() {
        reset(0);
    }

    /** Begins another document, or a part of one, whose first byte has this offset. */
    public void reset(long base) {
        m.reset(States.DATA, 0);
        m.base = base;
        carried = 0;
        m.window = carry;
        m.tag.window = carry;
    }

    /** Bytes of its own that it keeps for the next document. */
    public int heldBytes() {
        return carry.length;
    }

    /** What follows is in this encoding; one of those that are ASCII-compatible. Until the next reset. */
    public void reads(Encoding encoding) {
        m.pairs = PairedBytes.of(encoding);
    }

    /** The bytes that tokens are in. */
    public byte[] window() {
        return m.window;
    }

    /** The document's offset of the window's first element. */
    public long base() {
        return m.base;
    }

    /** What the tree builder's rules say of the place that the tokenizer is at. */
    public TreeFeedback tree() {
        return m.tree;
    }

    /** Takes the document's next bytes. */
    public void write(byte[] bytes, int from, int length) {
        int to = from + length;
        int at = from;
        for (int piece = FIRST_PIECE; carried > 0 && at < to; piece *= 2) {
            int next = Math.min(at + piece, to);
            long chunkBase = m.base + carried - at;
            append(bytes, at, next);
            long keep = settle(carried);
            at = next;
            if (keep - chunkBase >= from) {
                readOn(bytes, chunkBase, at, to);
                return;
            }
            keepFrom(carry, keep, carried);
        }
        if (at < to) {
            readOn(bytes, m.base - at, at, to);
        }
    }

    /** The document ends. */
    public void end() {
        EndOfFile.handle(m, carried);
        m.sink.settled(m.window, m.base, m.base + carried);
        carried = 0;
    }

    /**
     * The part of the document ends that was to be read, not the document: of an unfinished start tag its sink is
     * handed what there is of it.
     */
    public void endOfPart() {
        LongTokens.handOver(m, carried);
        end();
    }

    private void append(byte[] bytes, int from, int to) {
        int start = carried;
        carried += to - from;
        if (carried > carry.length) {
            carry = Arrays.copyOf(carry, Math.max(carried, carry.length * 2));
        }
        System.arraycopy(bytes, from, carry, start, to - from);
        m.window = carry;
        run(carry, start, carried);
    }

    /** Reads in the caller's own array, and keeps a copy of what is not settled at its end. */
    private void readOn(byte[] bytes, long base, int from, int to) {
        moveTo(bytes, base);
        run(bytes, from, to);
        keepFrom(bytes, settle(to), to);
    }

    private void moveTo(byte[] window, long base) {
        m.shift((int) (m.base - base));
        m.window = window;
        m.base = base;
    }

    private long settle(int end) {
        LongTokens.shorten(m, end);
        m.flushText(m.tokenStart >= 0 ? m.tokenStart : end);
        return m.sink.settled(m.window, m.base, m.base + m.textStart);
    }

    private void keepFrom(byte[] window, long keep, int end) {
        int from = (int) (keep - m.base);
        carried = end - from;
        if (carried > carry.length) {
            carry = new byte[Math.max(carried, carry.length * 2)];
        }
        if (window != carry || from > 0) {
            System.arraycopy(window, from, carry, 0, carried);
        }
        moveTo(carry, keep);
    }

    private void run(byte[] b, int from, int end) {
        int i = from;
        while (i < end) {
            i = m.state <= States.DOUBLE_ESCAPE_END || m.state >= States.CDATA_SECTION
                    ? textOrName(b, i, end)
                    : m.state <= States.SELF_CLOSING ? attributes(b, i, end) : declaration(b, i, end);
        }
    }

    private int textOrName(byte[] b, int i, int end) {
        return switch (m.state) {
            case States.DATA -> TextStates.data(m, b, i, end);
            case States.TAG_OPEN -> TagStates.tagOpen(m, b, i, end);
            case States.END_TAG_OPEN -> TagStates.endTagOpen(m, b, i, end);
            case States.TAG_NAME -> TagStates.tagName(m, b, i, end);
            case States.RCDATA, States.RAWTEXT, States.SCRIPT_DATA -> TextStates.rawText(m, b, i, end);
            case States.PLAINTEXT -> end;
            case States.TEXT_LESS_THAN -> TextStates.textLessThan(m, b, i);
            case States.TEXT_END_TAG_OPEN -> TextStates.textEndTagOpen(m, b, i);
            case States.TEXT_END_TAG_NAME -> TextStates.textEndTagName(m, b, i, end);
            case States.CDATA_SECTION -> TextStates.cdataSection(m, b, i, end);
            case States.CDATA_BRACKET -> TextStates.cdataBracket(m, b, i);
            case States.CDATA_END -> TextStates.cdataEnd(m, b, i);
            default -> escapes(b, i, end);
        };
    }

    private int escapes(byte[] b, int i, int end) {
        return switch (m.state) {
            case States.ESCAPE_START -> TextStates.escapeStart(m, b, i, States.ESCAPE_START_DASH);
            case States.ESCAPE_START_DASH -> TextStates.escapeStart(m, b, i, States.ESCAPED_DASH_DASH);
            case States.ESCAPED -> TextStates.escaped(m, b, i, end, States.ESCAPED_DASH);
            case States.ESCAPED_DASH, States.ESCAPED_DASH_DASH ->
                TextStates.escaped(m, b, i, end, States.ESCAPED_DASH_DASH);
            case States.DOUBLE_ESCAPE_START ->
                TextStates.doubleEscapeSwitch(m, b, i, States.DOUBLE_ESCAPED, States.ESCAPED);
            case States.DOUBLE_ESCAPED -> TextStates.doubleEscaped(m, b, i, end, States.DOUBLE_ESCAPED_DASH);
            case States.DOUBLE_ESCAPED_DASH, States.DOUBLE_ESCAPED_DASH_DASH ->
                TextStates.doubleEscaped(m, b, i, end, States.DOUBLE_ESCAPED_DASH_DASH);
            case States.DOUBLE_ESCAPED_LESS_THAN -> TextStates.doubleEscapedLessThan(m, b, i);
            case States.DOUBLE_ESCAPE_END ->
                TextStates.doubleEscapeSwitch(m, b, i, States.ESCAPED, States.DOUBLE_ESCAPED);
            default -> throw new IllegalStateException("state " + m.state);
        };
    }

    private int attributes(byte[] b, int i, int end) {
        return switch (m.state) {
            case States.BEFORE_ATTRIBUTE_NAME -> TagStates.beforeAttributeName(m, b, i, end);
            case States.ATTRIBUTE_NAME -> TagStates.attributeName(m, b, i, end);
            case States.AFTER_ATTRIBUTE_NAME -> TagStates.afterAttributeName(m, b, i);
            case States.BEFORE_ATTRIBUTE_VALUE -> TagStates.beforeAttributeValue(m, b, i, end);
            case States.VALUE_DOUBLE_QUOTED -> TagStates.quoted(m, b, i, end, (byte) '"');
            case States.VALUE_SINGLE_QUOTED -> TagStates.quoted(m, b, i, end, (byte) '\'');
            case States.VALUE_UNQUOTED -> TagStates.unquoted(m, b, i, end);
            default -> TagStates.selfClosing(m, b, i);
        };
    }

    private int declaration(byte[] b, int i, int end) {
        return switch (m.state) {
            case States.MARKUP_DECLARATION -> CommentStates.markupDeclaration(m, b, i);
            case States.BOGUS_COMMENT -> CommentStates.bogusComment(m, b, i, end);
            case States.COMMENT_START -> CommentStates.commentStart(m, b, i);
            case States.COMMENT_START_DASH -> CommentStates.commentStartDash(m, b, i);
            case States.COMMENT -> CommentStates.comment(m, b, i, end);
            case States.COMMENT_END_DASH -> CommentStates.commentEndDash(m, b, i);
            case States.COMMENT_END -> CommentStates.commentEnd(m, b, i);
            case States.COMMENT_END_BANG -> CommentStates.commentEndBang(m, b, i);
            default -> DoctypeStates.step(m, b, i, end);
        };
    }
}
