package io.github.hushgate.html;

/** Keeps what is held of an unfinished token short: comments are handed over as they come, very long tags in parts. */
final class LongTokens {
    private LongTokens() {}

    static void shorten(Machine m, int end) {
        if (m.tokenStart < 0) {
            return;
        }
        int state = m.state;
        boolean inComment =
                state == States.BOGUS_COMMENT || (state >= States.COMMENT_START && state <= States.COMMENT_END_BANG);
        if (inComment) {
            comment(m);
        } else if (end - m.tokenStart > HtmlTokenizer.MAX_TAG_BYTES) {
            tooLong(m, state, end);
        }
    }

    /** What there is of an unfinished start tag. */
    static void handOver(Machine m, int end) {
        boolean inTag = m.state >= States.BEFORE_ATTRIBUTE_NAME && m.state <= States.SELF_CLOSING;
        if (m.tokenStart >= 0 && inTag && !m.isEndTag && m.textState == States.DATA) {
            part(m, end);
        }
    }

    private static void comment(Machine m) {
        if (m.dataStart < m.dataEnd) {
            m.sink.comment(m.window, m.dataStart, m.dataEnd, false);
        }
        m.dataStart = m.dataEnd;
        goOnFrom(m, m.dataEnd);
    }

    private static void goOnFrom(Machine m, int at) {
        m.flushText(m.tokenStart);
        m.tokenStart = at;
        m.textStart = at;
    }

    private static void tooLong(Machine m, int state, int end) {
        if (state >= States.DOCTYPE && state <= States.BOGUS_DOCTYPE) {
            m.sink.doctype(m.doctype);
            m.beginComment(end);
            m.state = States.BOGUS_COMMENT;
            goOnFrom(m, end);
        } else if (state == States.TAG_NAME) {
            m.tag.key = TagName.of(m.window, m.tag.nameStart, end);
            m.tag.beginAttribute(end);
            m.state = States.ATTRIBUTE_NAME;
            part(m, end);
        } else if (state >= States.BEFORE_ATTRIBUTE_NAME && state <= States.SELF_CLOSING) {
            part(m, end);
        }
    }

    /**
     * All that is known of the tag so far is handed over; it goes on with an attribute that has no name, or the
     * unfinished one.
     */
    private static void part(Machine m, int end) {
        m.flushText(m.tokenStart);
        boolean inValue = m.state >= States.VALUE_DOUBLE_QUOTED && m.state <= States.VALUE_UNQUOTED;
        if (inValue) {
            m.tag.endValue(end, end);
        }
        boolean named = m.state >= States.ATTRIBUTE_NAME && m.state <= States.BEFORE_ATTRIBUTE_VALUE;
        int last = m.tag.attributeCount() - 1;
        int goOn = named && last >= 0 && end - m.tag.nameStart(last) < HtmlTokenizer.MAX_TAG_BYTES
                ? m.tag.nameStart(last)
                : end;
        int nameEnd = goOn < end ? m.tag.nameEnd(last) : end;
        if (!m.isEndTag) {
            m.tag.window = m.window;
            m.tag.base = m.base;
            m.tag.tagEnd = end;
            m.tag.is(Element.of(m.tag.key));
            m.sink.startTagPart(m.tag);
        }
        m.tag.goOn();
        if (named || inValue) {
            m.tag.beginAttribute(goOn);
            m.tag.endName(nameEnd);
            m.tag.beginValue(end);
        }
        goOnFrom(m, goOn);
        m.tag.tagStart = goOn;
    }
}
