package io.github.hushgate.html;

/**
 * The states between {@code <} and {@code >}. Each takes the index of the next byte and returns where to go on. Most
 * tags never come here: {@link WholeTags} reads them.
 */
final class TagStates {
    /** What ends a tag name or an attribute name: white space, {@code / > =}. */
    private static final boolean[] ENDS_NAME = new boolean[256];

    static {
        for (byte b : new byte[] {' ', '\t', '\n', '\f', '\r', '/', '>', '='}) {
            ENDS_NAME[b] = true;
        }
    }

    private TagStates() {}

    static int tagOpen(Machine m, byte[] b, int i, int end) {
        byte c = b[i];
        if (Ascii.isAlpha(c)) {
            return name(m, b, i, end, false);
        }
        if (c == '/') {
            m.state = States.END_TAG_OPEN;
            return i + 1 < end ? endTagOpen(m, b, i + 1, end) : end;
        }
        if (c == '!') {
            m.state = States.MARKUP_DECLARATION;
            return i + 1;
        }
        if (c == '?') {
            m.beginComment(i);
            m.state = States.BOGUS_COMMENT;
            return i;
        }
        m.wasText(States.DATA);
        return i;
    }

    private static int name(Machine m, byte[] b, int i, int end, boolean isEndTag) {
        m.isEndTag = isEndTag;
        m.tag.begin(m.tokenStart, i);
        m.state = States.TAG_NAME;
        return tagName(m, b, i, end);
    }

    static int endTagOpen(Machine m, byte[] b, int i, int end) {
        byte c = b[i];
        if (Ascii.isAlpha(c)) {
            return name(m, b, i, end, true);
        }
        if (c == '>') {
            m.flushText(m.tokenStart);
            return m.tokenEnds(i + 1, States.DATA);
        }
        m.beginComment(i);
        m.state = States.BOGUS_COMMENT;
        return i;
    }

    static int tagName(Machine m, byte[] b, int from, int end) {
        int i = from;
        while (i < end && !Ascii.endsTagName(b[i])) {
            i++;
        }
        if (i == end) {
            return end;
        }
        m.tag.nameEnd = i;
        m.tag.key = TagName.of(b, m.tag.nameStart, i);
        return beforeAttributeName(m, b, i, end);
    }

    /** Goes on through the attributes while the window lasts; also what follows a quoted value. */
    static int beforeAttributeName(Machine m, byte[] b, int from, int end) {
        int i = from;
        while (i < end) {
            byte c = b[i];
            if (c == '>') {
                return m.emitTag(i + 1);
            }
            if (c == '/') {
                m.state = States.SELF_CLOSING;
                return i + 1;
            }
            if (Ascii.isSpace(c)) {
                i++;
                continue;
            }
            m.tag.beginAttribute(i);
            m.state = States.ATTRIBUTE_NAME;
            i = attributeName(m, b, i + 1, end);
            if (m.state != States.BEFORE_ATTRIBUTE_NAME) {
                return i;
            }
        }
        m.state = States.BEFORE_ATTRIBUTE_NAME;
        return end;
    }

    /** As far as the value's end where it is all in the window, and is written as values mostly are. */
    static int attributeName(Machine m, byte[] b, int from, int end) {
        int i = from;
        while (i < end && !ENDS_NAME[b[i] & 0xFF]) {
            i++;
        }
        if (i == end) {
            return end;
        }
        m.tag.endName(i);
        if (b[i] == '=') {
            m.state = States.BEFORE_ATTRIBUTE_VALUE;
            return i + 1 < end ? beforeAttributeValue(m, b, i + 1, end) : end;
        }
        m.state = States.AFTER_ATTRIBUTE_NAME;
        return i;
    }

    static int afterAttributeName(Machine m, byte[] b, int i) {
        byte c = b[i];
        if (Ascii.isSpace(c)) {
            return i + 1;
        }
        if (c == '=') {
            m.state = States.BEFORE_ATTRIBUTE_VALUE;
            return i + 1;
        }
        m.state = States.BEFORE_ATTRIBUTE_NAME;
        return i;
    }

    static int beforeAttributeValue(Machine m, byte[] b, int i, int end) {
        byte c = b[i];
        if (c == '"') {
            m.tag.beginValue(i + 1);
            m.state = States.VALUE_DOUBLE_QUOTED;
            return quoted(m, b, i + 1, end, c);
        }
        if (c == '\'') {
            m.tag.beginValue(i + 1);
            m.state = States.VALUE_SINGLE_QUOTED;
            return quoted(m, b, i + 1, end, c);
        }
        if (Ascii.isSpace(c)) {
            return i + 1;
        }
        if (c == '>') {
            m.state = States.BEFORE_ATTRIBUTE_NAME;
            m.tag.beginValue(i);
            m.tag.endValue(i, i);
            return i;
        }
        m.tag.beginValue(i);
        m.state = States.VALUE_UNQUOTED;
        return unquoted(m, b, i, end);
    }

    static int quoted(Machine m, byte[] b, int i, int end, byte quote) {
        int close = Swar.indexOf(b, i, end, quote);
        if (close == end) {
            return end;
        }
        m.tag.endValue(close, close + 1);
        m.state = States.BEFORE_ATTRIBUTE_NAME;
        return close + 1;
    }

    static int unquoted(Machine m, byte[] b, int from, int end) {
        int i = from;
        while (i < end && b[i] != '>' && !Ascii.isSpace(b[i])) {
            i++;
        }
        if (i < end) {
            m.tag.endValue(i, i);
            m.state = States.BEFORE_ATTRIBUTE_NAME;
        }
        return i;
    }

    static int selfClosing(Machine m, byte[] b, int i) {
        if (b[i] == '>') {
            m.tag.selfClosing = true;
            return m.emitTag(i + 1);
        }
        m.state = States.BEFORE_ATTRIBUTE_NAME;
        return i;
    }
}
