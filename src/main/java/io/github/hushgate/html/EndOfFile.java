package io.github.hushgate.html;

/** What each state does at the end of the document. */
final class EndOfFile {
    private EndOfFile() {}

    static void handle(Machine m, int end) {
        int state = m.state;
        if (state == States.MARKUP_DECLARATION) {
            m.beginComment(m.tokenStart + 2);
            m.emitComment(end, end);
        } else if (state == States.BOGUS_COMMENT || state == States.COMMENT) {
            m.emitComment(end, end);
        } else if (state >= States.COMMENT_START && state <= States.COMMENT_END_BANG) {
            m.emitComment(m.dataEnd, end);
        } else if (state >= States.DOCTYPE && state <= States.BOGUS_DOCTYPE) {
            m.forceQuirks |= state != States.BOGUS_DOCTYPE;
            m.emitDoctype(end);
        } else if (state == States.TAG_NAME
                || (state >= States.BEFORE_ATTRIBUTE_NAME && state <= States.SELF_CLOSING)) {
            m.flushText(m.tokenStart);
        } else {
            m.flushText(end);
        }
    }
}
