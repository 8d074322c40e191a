package io.github.hushgate.html;

/** The states of text: data, RCDATA, RAWTEXT, script data with its escapes, PLAINTEXT and CDATA sections. */
final class TextStates {
    private static final long SCRIPT = TagName.of("script");

    private TextStates() {}

    static int data(Machine m, byte[] b, int i, int end) {
        int at = i;
        while (m.state == States.DATA) {
            int lt = Swar.lessThan(b, at, end);
            if (lt == end) {
                return end;
            }
            at = WholeTags.read(m, b, lt, end);
            if (at == 0) {
                m.tokenStart = lt;
                m.state = States.TAG_OPEN;
                at = lt + 1;
                if (at < end) {
                    at = TagStates.tagOpen(m, b, at, end);
                }
            }
        }
        return at;
    }

    /** RCDATA, RAWTEXT and script data outside of its escapes. */
    static int rawText(Machine m, byte[] b, int i, int end) {
        int lt = Swar.lessThan(b, i, end);
        while (lt + 1 < end) {
            byte next = b[lt + 1];
            if (next == '/') {
                int behind = WholeTags.rawEndTag(m, b, lt, end);
                return behind == 0 ? lessThan(m, lt) : behind;
            }
            if (next == '!') {
                break;
            }
            lt = Swar.lessThan(b, lt + 1, end);
        }
        return lt == end ? end : lessThan(m, lt);
    }

    private static int lessThan(Machine m, int at) {
        m.tokenStart = at;
        m.state = States.TEXT_LESS_THAN;
        return at + 1;
    }

    static int textLessThan(Machine m, byte[] b, int i) {
        byte c = b[i];
        if (c == '/') {
            m.state = States.TEXT_END_TAG_OPEN;
            return i + 1;
        }
        if (m.textState == States.SCRIPT_DATA && c == '!') {
            m.wasText(States.ESCAPE_START);
            return i + 1;
        }
        if (m.textState == States.ESCAPED && Ascii.isAlpha(c)) {
            m.wasText(States.DOUBLE_ESCAPE_START);
            m.beginEscapeName();
            return i;
        }
        m.wasText(m.textState);
        return i;
    }

    static int textEndTagOpen(Machine m, byte[] b, int i) {
        if (Ascii.isAlpha(b[i])) {
            m.isEndTag = true;
            m.tag.begin(m.tokenStart, i);
            m.state = States.TEXT_END_TAG_NAME;
        } else {
            m.wasText(m.textState);
        }
        return i;
    }

    // https://html.spec.whatwg.org/#appropriate-end-tag-token: any other end tag is text here.
    static int textEndTagName(Machine m, byte[] b, int from, int end) {
        int i = from;
        while (i < end && Ascii.isAlpha(b[i])) {
            i++;
        }
        if (i == end) {
            return end;
        }
        byte c = b[i];
        long key = TagName.of(b, m.tag.nameStart, i);
        if (key != m.lastStartTag || !(Ascii.isSpace(c) || c == '/' || c == '>')) {
            m.wasText(m.textState);
            return i;
        }
        m.tag.nameEnd = i;
        m.tag.key = key;
        m.state = States.BEFORE_ATTRIBUTE_NAME;
        return i;
    }

    static int escapeStart(Machine m, byte[] b, int i, int next) {
        if (b[i] != '-') {
            m.state = States.SCRIPT_DATA;
            return i;
        }
        m.state = next;
        if (next == States.ESCAPED_DASH_DASH) {
            m.textState = States.ESCAPED;
        }
        return i + 1;
    }

    static int escaped(Machine m, byte[] b, int from, int end, int afterDash) {
        int i = m.state == States.ESCAPED ? dashOrLessThan(b, from, end) : from;
        if (i == end) {
            return end;
        }
        byte c = b[i];
        if (c == '<') {
            return lessThan(m, i);
        }
        if (c == '>' && m.state == States.ESCAPED_DASH_DASH) {
            m.textState = States.SCRIPT_DATA;
            m.state = States.SCRIPT_DATA;
        } else {
            m.state = c == '-' ? afterDash : States.ESCAPED;
        }
        return i + 1;
    }

    private static int dashOrLessThan(byte[] b, int from, int end) {
        return Swar.indexOf(b, from, end, (byte) '-', (byte) '<');
    }

    static int doubleEscaped(Machine m, byte[] b, int from, int end, int afterDash) {
        int i = m.state == States.DOUBLE_ESCAPED ? dashOrLessThan(b, from, end) : from;
        if (i == end) {
            return end;
        }
        byte c = b[i];
        if (c == '>' && m.state == States.DOUBLE_ESCAPED_DASH_DASH) {
            m.textState = States.SCRIPT_DATA;
            m.state = States.SCRIPT_DATA;
        } else if (c == '<') {
            m.state = States.DOUBLE_ESCAPED_LESS_THAN;
        } else {
            m.state = c == '-' ? afterDash : States.DOUBLE_ESCAPED;
        }
        return i + 1;
    }

    static int doubleEscapedLessThan(Machine m, byte[] b, int i) {
        if (b[i] != '/') {
            m.state = States.DOUBLE_ESCAPED;
            return i;
        }
        m.beginEscapeName();
        m.state = States.DOUBLE_ESCAPE_END;
        return i + 1;
    }

    /** Reads a name; {@code script} switches to the one state, another leads back to the other. */
    static int doubleEscapeSwitch(Machine m, byte[] b, int i, int script, int other) {
        byte c = b[i];
        if (Ascii.isAlpha(c)) {
            m.addToEscapeName(c);
            return i + 1;
        }
        if (Ascii.isSpace(c) || c == '/' || c == '>') {
            m.state = m.escapeName == SCRIPT ? script : other;
            m.textState = m.state;
            return i + 1;
        }
        m.state = script == States.DOUBLE_ESCAPED ? States.ESCAPED : States.DOUBLE_ESCAPED;
        return i;
    }

    static int cdataSection(Machine m, byte[] b, int i, int end) {
        int bracket =
                m.pairs == PairedBytes.NONE ? Swar.indexOf(b, i, end, (byte) ']') : PairedBytes.bracket(m, b, i, end);
        if (bracket == end) {
            return end;
        }
        m.tokenStart = bracket;
        m.state = States.CDATA_BRACKET;
        return bracket + 1;
    }

    static int cdataBracket(Machine m, byte[] b, int i) {
        if (b[i] == ']') {
            m.state = States.CDATA_END;
            return i + 1;
        }
        m.wasText(States.CDATA_SECTION);
        return i;
    }

    static int cdataEnd(Machine m, byte[] b, int i) {
        if (b[i] == ']') {
            m.tokenStart++;
            return i + 1;
        }
        if (b[i] == '>') {
            m.flushText(m.tokenStart);
            m.sink.cdataEnd(m.base + i + 1);
            return m.tokenEnds(i + 1, States.DATA);
        }
        m.wasText(States.CDATA_SECTION);
        return i;
    }
}
