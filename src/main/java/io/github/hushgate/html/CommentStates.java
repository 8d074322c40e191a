package io.github.hushgate.html;

/** The states behind {@code <!}: comments in all their closings, bogus ones, and the way to the others. */
final class CommentStates {
    private static final int OPEN_LENGTH = 2;
    private static final String DASHES = "--";
    private static final String DOCTYPE = "doctype";
    private static final String CDATA = "[CDATA[";

    private CommentStates() {}

    static int markupDeclaration(Machine m, byte[] b, int i) {
        int from = m.tokenStart + OPEN_LENGTH;
        int to = i + 1;
        if (Ascii.startsWith(b, from, to, DASHES)) {
            m.beginComment(to);
            m.state = States.COMMENT_START;
            return to;
        }
        if (Ascii.startsWith(b, from, to, DOCTYPE)) {
            m.beginDoctype();
            m.state = States.DOCTYPE;
            return to;
        }
        boolean foreign = m.tree.allowsCdata();
        if (foreign && isCdata(b, from, to, CDATA.length())) {
            m.flushText(m.tokenStart);
            m.sink.cdataStart(m.base + m.tokenStart);
            return m.tokenEnds(to, States.CDATA_SECTION);
        }
        if (Ascii.isBeginning(b, from, to, DASHES)
                || Ascii.isBeginning(b, from, to, DOCTYPE)
                || (foreign && isCdata(b, from, to, to - from))) {
            return to;
        }
        m.beginComment(from);
        m.state = States.BOGUS_COMMENT;
        return from;
    }

    private static boolean isCdata(byte[] b, int from, int to, int length) {
        if (to - from != length || length > CDATA.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (b[i] != CDATA.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    static int bogusComment(Machine m, byte[] b, int i, int end) {
        int close = Swar.indexOf(b, i, end, (byte) '>');
        m.dataEnd = close;
        return close == end ? end : m.emitComment(close, close + 1);
    }

    static int commentStart(Machine m, byte[] b, int i) {
        if (b[i] == '>') {
            return m.emitComment(m.dataStart, i + 1);
        }
        if (b[i] == '-') {
            m.dataEnd = i;
            m.state = States.COMMENT_START_DASH;
            return i + 1;
        }
        m.state = States.COMMENT;
        return i;
    }

    static int commentStartDash(Machine m, byte[] b, int i) {
        if (b[i] == '>') {
            return m.emitComment(m.dataEnd, i + 1);
        }
        m.state = b[i] == '-' ? States.COMMENT_END : States.COMMENT;
        return b[i] == '-' ? i + 1 : i;
    }

    static int comment(Machine m, byte[] b, int i, int end) {
        int dash = Swar.indexOf(b, i, end, (byte) '-');
        m.dataEnd = dash;
        if (dash == end) {
            return end;
        }
        m.state = States.COMMENT_END_DASH;
        return dash + 1;
    }

    static int commentEndDash(Machine m, byte[] b, int i) {
        m.state = b[i] == '-' ? States.COMMENT_END : States.COMMENT;
        return b[i] == '-' ? i + 1 : i;
    }

    static int commentEnd(Machine m, byte[] b, int i) {
        byte c = b[i];
        if (c == '>') {
            return m.emitComment(m.dataEnd, i + 1);
        }
        if (c == '!') {
            m.state = States.COMMENT_END_BANG;
            return i + 1;
        }
        if (c == '-') {
            m.dataEnd++;
            return i + 1;
        }
        m.state = States.COMMENT;
        return i;
    }

    static int commentEndBang(Machine m, byte[] b, int i) {
        byte c = b[i];
        if (c == '>') {
            return m.emitComment(m.dataEnd, i + 1);
        }
        if (c == '-') {
            m.dataEnd = i;
            m.state = States.COMMENT_END_DASH;
            return i + 1;
        }
        m.state = States.COMMENT;
        return i;
    }
}
