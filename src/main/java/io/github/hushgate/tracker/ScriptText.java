package io.github.hushgate.tracker;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Follows a script as far as is needed to say whether a place is inside a comment, which statements only hold data, and
 * how much of the script's code stands in statements that a tracker accounts for. In doubt nothing is a comment and
 * nothing is data. Where a slash begins a regular expression is guessed from what stands in front of it, as no scanner
 * without a parser can know.
 */
final class ScriptText {
    /** Bytes of code that one hit accounts for in a long statement, at most: no published loader is much longer. */
    static final int REACH = 2_048;

    /** Bytes of code before and behind a call, or a word, that belong to it, at most. */
    private static final int CALL_REACH = 384;

    /** What a hit is. */
    enum Kind {
        /** What a vendor's own snippet says, or a name that it defines. */
        SNIPPET,
        /** What pages say to the tracker. */
        CALL,
        /** What says something beside others only: {@code init}. */
        WORD,
        /** Where it is loaded from. */
        ADDRESS
    }

    /** Told of each statement with a hit when it is over. */
    interface Listener {
        /**
         * It has ended.
         *
         * @param data whether it only holds data of the page, and nothing of a tracker outside of these
         */
        void ended(boolean data);
    }

    /** How statements begin in which frameworks hand the page over once more, as strings. */
    private static final byte[][] PAGE_DATA = Stream.of(
                    "self.__next_f.push(",
                    "(self.__next_f=self.__next_f||[]).push(",
                    "window.__NUXT__=",
                    "__NUXT__=",
                    "__SAPPER__=",
                    "jQuery.extend(Drupal.settings,")
            .map(each -> each.getBytes(StandardCharsets.ISO_8859_1))
            .toArray(byte[][]::new);

    private static final int LONGEST_HEAD = 40;
    /**
     * The ends of {@code JSON.parse}, {@code Object.freeze} and {@code Object.assign}: what these are handed is data.
     */
    private static final String[] HANDED_DATA = {".parse", ".freeze", ".assign"};

    /** It may end a statement where no bracket is open. */
    private static final int ENDS = 1;
    /** Something else begins after it, or it must be looked at for itself. */
    private static final int TURNS = 2;
    /** A byte of code that is no white space: the sum's lower half counts them. */
    private static final long COUNTED = 4;
    /** A bracket that opens: the sum's upper half counts how many are open. */
    private static final long OPEN = 1L << Integer.SIZE;

    private static final long[] KIND = new long[256];

    static {
        for (int each = 0; each < KIND.length; each++) {
            KIND[each] = Literal.isSpace((byte) each) ? 0 : COUNTED;
        }
        mark("([{", OPEN);
        mark(")]}", -OPEN);
        mark("\n;,", ENDS);
        mark("\"'`/=(", TURNS);
    }

    private static void mark(String characters, long kind) {
        for (int at = 0; at < characters.length(); at++) {
            KIND[characters.charAt(at)] += kind;
        }
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
    private int statement;
    private int hits;
    /** Up to where, in the statement, and how much of it the reach of hits covers that others may overlap. */
    private int coveredTo;

    private int covered;
    /** How the statement begins, white space left aside. */
    private final byte[] head = new byte[LONGEST_HEAD];

    private int headLength;
    /**
     * Whether, in the statement, something is assigned, something may run, a hit names what is assigned or is the value
     * itself, and one stands inside of the value.
     */
    private boolean assigns;

    private boolean runs;
    private boolean named;
    private boolean mentioned;
    private boolean hit;
    private long code;
    private long accounted;
    private byte pending;

    ScriptText(Listener listener) {
        this.listener = listener;
    }

    void reset() {
        state = State.CODE;
        escaped = false;
        before = 0;
        depth = 0;
        forgetStatement();
        code = 0;
        accounted = 0;
        pending = 0;
    }

    private void forgetStatement() {
        statement = 0;
        hits = 0;
        coveredTo = 0;
        covered = 0;
        headLength = 0;
        assigns = false;
        runs = false;
        named = false;
        mentioned = false;
        hit = false;
    }

    boolean inComment() {
        return state == State.LINE_COMMENT || state == State.BLOCK_COMMENT;
    }

    /** Something of a tracker stands here. */
    void hit(Kind kind) {
        hit = true;
        if (kind == Kind.SNIPPET || (kind == Kind.CALL && depth <= 0)) {
            hits++;
        } else {
            cover(kind == Kind.ADDRESS ? REACH / 2 : CALL_REACH);
        }
        if (kind != Kind.WORD) {
            place();
        }
    }

    private void place() {
        if (depth <= 0 || !assigns) {
            named = true;
        } else {
            mentioned = true;
        }
    }

    private void cover(int reach) {
        int from = Math.max(coveredTo, statement - reach);
        coveredTo = Math.max(coveredTo, statement + reach);
        covered += Math.max(0, coveredTo - from);
    }

    /** Bytes of code in all, to here. */
    long code() {
        return code + statement;
    }

    /** Those of them that trackers account for. */
    long accounted() {
        return accounted + share();
    }

    private long share() {
        int within = covered - Math.max(0, coveredTo - statement);
        return isData() ? 0 : Math.min(statement, (long) hits * REACH + within);
    }

    /** Whether the statement, as far as it was followed, holds data only. */
    private boolean isData() {
        return (assigns && mentioned && !runs && !named) || isPageData();
    }

    private boolean isPageData() {
        for (byte[] each : PAGE_DATA) {
            if (headLength >= each.length && Arrays.equals(head, 0, each.length, each, 0, each.length)) {
                return true;
            }
        }
        return false;
    }

    /** No more follows. */
    void end() {
        if (hit) {
            listener.ended(isData());
        }
        hit = false;
    }

    void advance(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            at = skipPlain(bytes, at, to);
            if (at < to) {
                step(bytes, at);
            }
        }
    }

    /** Passes bytes that change nothing but the count, as most do. */
    private int skipPlain(byte[] bytes, int from, int to) {
        if (pending != 0 || escaped) {
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
            if ((kind & (TURNS | ENDS)) != 0 && ((kind & TURNS) != 0 || depth + open(sum) <= 0)) {
                break;
            }
            sum += kind & ~ENDS;
        }
        int counted = (int) sum / (int) COUNTED;
        statement += counted;
        depth += open(sum);
        before = counted == 0 ? before : lastCounted(bytes, at);
        if (headLength < LONGEST_HEAD) {
            noteHead(bytes, from, at);
        }
        return at;
    }

    private void noteHead(byte[] bytes, int from, int to) {
        for (int at = from; at < to && headLength < LONGEST_HEAD; at++) {
            if (!Literal.isSpace(bytes[at])) {
                head[headLength++] = bytes[at];
            }
        }
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
        statement += at - from;
        return at;
    }

    private void step(byte[] bytes, int at) {
        byte b = bytes[at];
        switch (state) {
            case CODE -> stepCode(bytes, at);
            case LINE_COMMENT -> stepLineComment(b);
            case BLOCK_COMMENT -> stepBlockComment(b);
            case DOUBLE_QUOTED -> stepString(b, (byte) '"');
            case SINGLE_QUOTED -> stepString(b, (byte) '\'');
            case TEMPLATE -> stepString(b, (byte) '`');
            case PATTERN -> stepPattern(b);
            case PATTERN_CLASS -> stepClass(b);
        }
    }

    private void stepLineComment(byte b) {
        if (b == '\n' || b == '\r') {
            state = State.CODE;
            endLine();
        }
    }

    private void stepBlockComment(byte b) {
        boolean closed = pending == '*' && b == '/';
        state = closed ? State.CODE : state;
        pending = closed ? 0 : b;
    }

    private void stepCode(byte[] bytes, int at) {
        byte b = bytes[at];
        if (pending == '/') {
            pending = 0;
            if (b == '/' || b == '*') {
                state = b == '/' ? State.LINE_COMMENT : State.BLOCK_COMMENT;
                statement--;
                return;
            }
            if (mayBeginPattern()) {
                state = State.PATTERN;
                stepPattern(b);
                return;
            }
            before = '/';
        } else if (pending == '=') {
            pending = 0;
            runs |= b == '>';
            assigns |= b != '>' && b != '=' && depth <= 0;
        }
        if (Literal.isSpace(b)) {
            if (b == '\n') {
                endLine();
            }
            return;
        }
        statement++;
        if (headLength < LONGEST_HEAD) {
            head[headLength++] = b;
        }
        turn(bytes, at, b);
        before = b == '/' ? before : b;
    }

    private void turn(byte[] bytes, int at, byte b) {
        switch (b) {
            case '"' -> state = State.DOUBLE_QUOTED;
            case '\'' -> state = State.SINGLE_QUOTED;
            case '`' -> {
                state = State.TEMPLATE;
                runs = true;
            }
            case '/' -> pending = '/';
            case '=' -> pending = before == '=' || before == '!' || before == '<' || before == '>' ? 0 : b;
            case '(' -> {
                depth++;
                runs |= !isHandedData(bytes, at);
            }
            case '[', '{' -> depth++;
            case ')', ']', '}' -> depth--;
            case ';' -> {
                if (depth <= 0) {
                    endStatement();
                }
            }
            case ',' -> {
                if (depth <= 0 && hit && isData()) {
                    endStatement();
                }
            }
            default -> {}
        }
    }

    private static boolean isHandedData(byte[] bytes, int parenthesis) {
        for (String name : HANDED_DATA) {
            int from = parenthesis - name.length();
            int at = 0;
            while (from >= 0 && at < name.length() && bytes[from + at] == name.charAt(at)) {
                at++;
            }
            if (at == name.length()) {
                return true;
            }
        }
        return false;
    }

    private void endLine() {
        if (depth <= 0 && before != '=' && before != ',') {
            endStatement();
        }
    }

    private void endStatement() {
        code += statement;
        accounted += share();
        end();
        forgetStatement();
        depth = 0;
    }

    /** After a value a slash divides; a name in front of it is taken for a value. */
    private boolean mayBeginPattern() {
        return !Literal.isWord(before) && before != ')' && before != ']' && before != '}' && !Literal.isQuote(before);
    }

    private void stepString(byte b, byte quote) {
        statement++;
        boolean broken = b == '\n' && quote != '`';
        if (!escaped && (b == quote || broken)) {
            state = State.CODE;
            before = quote;
        }
        escaped = !escaped && b == '\\';
    }

    private void stepPattern(byte b) {
        statement++;
        if (!escaped && (b == '/' || b == '\n')) {
            state = State.CODE;
            before = ')';
        } else if (!escaped && b == '[') {
            state = State.PATTERN_CLASS;
        }
        escaped = !escaped && b == '\\';
    }

    private void stepClass(byte b) {
        statement++;
        if (!escaped && (b == ']' || b == '\n')) {
            state = b == ']' ? State.PATTERN : State.CODE;
        }
        escaped = !escaped && b == '\\';
    }
}
