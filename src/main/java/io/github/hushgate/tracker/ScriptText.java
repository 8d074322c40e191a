package io.github.hushgate.tracker;

import java.nio.charset.StandardCharsets;

/**
 * Follows a script as far as is needed to say whether a place is inside a comment, which statements only hold data, and
 * how much of the script's code stands in statements that a tracker accounts for. In doubt nothing is a comment and
 * nothing is data. Where a slash begins a regular expression is guessed from what stands in front of it, as no scanner
 * without a parser can know.
 */
final class ScriptText {
    /** Told of each statement with a hit when it is over. */
    interface Listener {
        /**
         * It has ended.
         *
         * @param data whether it only holds data of the page, and nothing of a tracker outside of these
         */
        void ended(boolean data);
    }

    /** It may end a statement where no bracket is open behind it. */
    private static final int ENDS = 1;
    /** Something else begins after it, or it must be looked at for itself. */
    private static final int TURNS = 2;
    /** A byte of code that is no white space: the sum's lower half counts them. */
    private static final long COUNTED = 4;
    /** A bracket that opens: the sum's upper half counts how many are open. */
    private static final long OPEN = 1L << Integer.SIZE;

    /** Behind one of these a line's end ends no statement, and one that begins a line goes on with the one before. */
    private static final byte[] LEAVES_OPEN = ascii("=,+-*/%&|^<>?:.!~");

    private static final byte[] COMMENT = ascii("<!--");

    private static final byte[] GOES_ON = ascii("=,+-*%&|^<>?:.;)]}`");

    private static final long[] KIND = new long[256];

    static {
        for (int each = 0; each < KIND.length; each++) {
            KIND[each] = Literal.isSpace((byte) each) ? 0 : COUNTED;
        }
        mark("([{", OPEN);
        mark(")]}", -OPEN);
        mark("\n\r;,}", ENDS);
        mark("\"'`/=(<", TURNS);
    }

    private static void mark(String characters, long kind) {
        for (int at = 0; at < characters.length(); at++) {
            KIND[characters.charAt(at)] += kind;
        }
    }

    private static byte[] ascii(String characters) {
        return characters.getBytes(StandardCharsets.US_ASCII);
    }

    private enum State {
        CODE,
        LINE_COMMENT,
        BLOCK_COMMENT,
        DOUBLE_QUOTED,
        SINGLE_QUOTED,
        TEMPLATE,
        PATTERN,
        PATTERN_CLASS
    }

    private final Listener listener;
    private State state = State.CODE;
    private boolean escaped;
    private byte before;
    private int depth;
    private final ScriptStatement statement = new ScriptStatement();
    private final StatementList statements = new StatementList();
    /** Where the statement begins, negative before the first, and how far all is read. */
    private int start;

    private int here;
    private long code;
    private long accounted;
    private byte pending;
    /** Whether something of a vendor's snippet was seen anywhere. */
    private boolean vendors;

    /** How much of a {@code <!--} was read, which begins a comment as two slashes do. */
    private int opening;
    /** Whether a line ended where the statement may end with it: what comes next tells. */
    private boolean lineEnded;

    ScriptText(Listener listener) {
        this.listener = listener;
    }

    void reset() {
        state = State.CODE;
        escaped = false;
        before = 0;
        depth = 0;
        statement.clear();
        statements.clear();
        vendors = false;
        start = -1;
        code = 0;
        accounted = 0;
        pending = 0;
        opening = 0;
        lineEnded = false;
    }

    boolean inComment() {
        return state == State.LINE_COMMENT || state == State.BLOCK_COMMENT;
    }

    /** What stands there comes next: whether it begins a statement is known before it is taken. */
    void comes(byte[] bytes, int at) {
        if (state == State.CODE && pending == 0 && opening == 0) {
            beginsLine(bytes, at);
        }
    }

    /** Something of a tracker stands here. */
    void hit(ScriptStatement.Hit hit) {
        statement.hit(hit, depth > 0, isQuoted());
        vendors |= statement.isVendors();
        statements.addHit(here);
    }

    private boolean isQuoted() {
        return state == State.DOUBLE_QUOTED || state == State.SINGLE_QUOTED || state == State.TEMPLATE;
    }

    /** Bytes of code in all, to here, but for what only helps to load. */
    long code() {
        return code + (statement.isLoadingStep() ? 0 : statement.length());
    }

    /** Those of them that trackers account for. */
    long accounted() {
        return accounted + statement.accountedClosely(before);
    }

    /**
     * Whether something of a vendor's snippet, or an address, stands in it, and not only what pages say to trackers.
     */
    boolean isVendors() {
        return vendors;
    }

    /** No more follows. */
    void end() {
        if (statement.isHit()) {
            listener.ended(statement.isData(before));
        }
    }

    /** The statements up to the end, where the script lay in one piece. */
    StatementList statements() {
        if (statement.length() > 0) {
            endStatement();
        }
        return statements;
    }

    void advance(byte[] bytes, int from, int to) {
        start = start < 0 ? from : start;
        for (int at = from; at < to; at++) {
            at = skipPlain(bytes, at, to);
            here = at;
            if (at < to) {
                step(bytes, at);
            }
        }
        here = to;
    }

    /** Passes bytes that change nothing but the count, as most do. */
    private int skipPlain(byte[] bytes, int from, int to) {
        if (pending != 0 || escaped || lineEnded || opening != 0) {
            return from;
        }
        return switch (state) {
            case CODE -> skipCode(bytes, from, to);
            case DOUBLE_QUOTED -> skipString(bytes, from, to, (byte) '"');
            case SINGLE_QUOTED -> skipString(bytes, from, to, (byte) '\'');
            case TEMPLATE -> skipString(bytes, from, to, (byte) '`');
            default -> from;
        };
    }

    /** Counts code up to what turns it into something else or ends a statement. */
    private int skipCode(byte[] bytes, int from, int to) {
        long sum = 0;
        int at = from;
        for (; at < to; at++) {
            long kind = KIND[bytes[at] & 0xFF];
            if ((kind & (TURNS | ENDS)) != 0 && ((kind & TURNS) != 0 || depth + open(sum + (kind & ~ENDS)) <= 0)) {
                break;
            }
            sum += kind & ~ENDS;
        }
        int counted = (int) sum / (int) COUNTED;
        depth += open(sum);
        before = counted == 0 ? before : lastCounted(bytes, at);
        statement.addCode(counted, bytes, from, at);
        return at;
    }

    private static int open(long sum) {
        return (int) (sum >> Integer.SIZE);
    }

    private static byte lastCounted(byte[] bytes, int end) {
        int at = end - 1;
        while (Literal.isSpace(bytes[at])) {
            at--;
        }
        return bytes[at];
    }

    private int skipString(byte[] bytes, int from, int to, byte quote) {
        int at = Stops.next(bytes, from, to, quote, (byte) '\\', (byte) '\n');
        statement.addText(bytes, from, at);
        return at;
    }

    private void step(byte[] bytes, int at) {
        byte b = bytes[at];
        switch (state) {
            case CODE -> stepCode(bytes, at);
            case LINE_COMMENT -> stepLineComment(bytes, at);
            case BLOCK_COMMENT -> stepBlockComment(b);
            case DOUBLE_QUOTED -> stepString(b, (byte) '"');
            case SINGLE_QUOTED -> stepString(b, (byte) '\'');
            case TEMPLATE -> stepString(b, (byte) '`');
            case PATTERN -> stepPattern(b);
            case PATTERN_CLASS -> stepClass(b);
        }
    }

    private void stepLineComment(byte[] bytes, int at) {
        byte b = bytes[at];
        if (b == '\n' || b == '\r' || isSeparator(bytes, at)) {
            state = State.CODE;
            endLine();
        }
    }

    /** The last byte of U+2028 or U+2029, which end a line of a script. */
    private static boolean isSeparator(byte[] bytes, int at) {
        return (bytes[at] & 0xFE) == 0xA8 && at >= 2 && bytes[at - 1] == (byte) 0x80 && bytes[at - 2] == (byte) 0xE2;
    }

    private void stepBlockComment(byte b) {
        boolean closed = pending == '*' && b == '/';
        state = closed ? State.CODE : state;
        pending = closed ? 0 : b;
    }

    private void stepCode(byte[] bytes, int at) {
        byte b = bytes[at];
        if (opening != 0) {
            opening = b == COMMENT[opening] ? opening + 1 : 0;
            lineEnded &= opening != 0;
            if (opening == COMMENT.length) {
                opening = 0;
                state = State.LINE_COMMENT;
                statement.takeBack(COMMENT.length - 1);
                return;
            }
        }
        if (pending == '/') {
            pending = 0;
            if (b == '/' || b == '*') {
                state = b == '/' ? State.LINE_COMMENT : State.BLOCK_COMMENT;
                statement.takeBack(1);
                return;
            }
            lineEnded = false;
            if (mayBeginPattern(bytes, at - 1)) {
                state = State.PATTERN;
                stepPattern(b);
                return;
            }
            before = '/';
        } else if (pending == '=') {
            pending = 0;
            if (b == '>') {
                statement.mayRun();
            } else if (b != '=' && depth <= 0) {
                statement.assigns(bytes, at - 1);
            }
        }
        if (Literal.isSpace(b)) {
            if (b == '\n' || b == '\r') {
                endLine();
            }
            return;
        }
        comes(bytes, at);
        statement.addCode(1, bytes, at, at + 1);
        turn(bytes, at, b);
        before = b == '/' || opening != 0 ? before : b;
    }

    private void turn(byte[] bytes, int at, byte b) {
        switch (b) {
            case '"' -> state = State.DOUBLE_QUOTED;
            case '\'' -> state = State.SINGLE_QUOTED;
            case '`' -> {
                state = State.TEMPLATE;
                statement.mayRun();
            }
            case '/' -> pending = '/';
            case '<' -> opening = 1;
            case '=' -> pending = before == '=' || before == '!' || before == '<' || before == '>' ? 0 : b;
            case '(' -> {
                depth++;
                statement.opens(bytes, at);
            }
            case '[', '{' -> depth++;
            case ')', ']' -> depth--;
            case '}' -> {
                depth--;
                lineEnded = depth == 0 && statement.isBlock();
            }
            case ';' -> {
                if (depth <= 0) {
                    endStatement();
                }
            }
            case ',' -> {
                if (depth <= 0 && statement.isHit() && statement.isData(before)) {
                    endStatement();
                }
            }
            default -> {}
        }
    }

    private void endLine() {
        lineEnded |= depth <= 0 && !Literal.isAny(LEAVES_OPEN, before);
    }

    /** After a line's end a statement goes on where what comes next could not begin one, as the language has it. */
    private void beginsLine(byte[] bytes, int at) {
        byte next = bytes[at];
        if (!lineEnded || next == '/' || next == '<') {
            return;
        }
        lineEnded = false;
        boolean opens = next == '(' || next == '[';
        boolean goesOn = Literal.isAny(GOES_ON, next)
                || (opens && !(before == '}' && statement.isBlock()))
                || (next == '{' && (before == ')' || ScriptWords.isBefore(bytes, at, ScriptWords.BEFORE_BLOCKS)))
                || (before == '}' && ScriptWords.isAt(bytes, at, ScriptWords.BEHIND_BLOCKS));
        if (!goesOn) {
            endStatement();
        }
    }

    private void endStatement() {
        statements.add(start, here, statement, before);
        start = here;
        code += statement.isLoadingStep() ? 0 : statement.length();
        accounted += statement.accountedClosely(before);
        end();
        statement.clear();
        depth = 0;
    }

    /**
     * After a value a slash divides. A name in front of it is one, and a brace is taken for a block's: a pattern hides
     * nothing of a tracker.
     */
    private boolean mayBeginPattern(byte[] bytes, int slash) {
        if (Literal.isWord(before)) {
            return ScriptWords.isBefore(bytes, slash, ScriptWords.OPERATORS);
        }
        return before == ')' ? ScriptWords.closesHead(bytes, slash) : before != ']' && !Literal.isQuote(before);
    }

    private void stepString(byte b, byte quote) {
        statement.add(1);
        boolean broken = b == '\n' && quote != '`';
        if (!escaped && (b == quote || broken)) {
            state = State.CODE;
            before = quote;
        }
        escaped = !escaped && b == '\\';
    }

    private void stepPattern(byte b) {
        statement.add(1);
        if (!escaped && (b == '/' || b == '\n')) {
            state = State.CODE;
            before = ')';
        } else if (!escaped && b == '[') {
            state = State.PATTERN_CLASS;
        }
        escaped = !escaped && b == '\\';
    }

    private void stepClass(byte b) {
        statement.add(1);
        if (!escaped && (b == ']' || b == '\n')) {
            state = b == ']' ? State.PATTERN : State.CODE;
        }
        escaped = !escaped && b == '\\';
    }
}
