package io.github.hushgate.html;

/** The states of a document type; the public and the system identifier share theirs. */
final class DoctypeStates {
    private static final int KEYWORD_LENGTH = 6;

    private DoctypeStates() {}

    static int step(Machine m, byte[] b, int i, int end) {
        return switch (m.state) {
            case States.DOCTYPE, States.BEFORE_DOCTYPE_NAME -> beforeName(m, b, i);
            case States.DOCTYPE_NAME -> name(m, b, i);
            case States.AFTER_DOCTYPE_NAME -> afterName(m, b, i);
            case States.AFTER_DOCTYPE_KEYWORD -> keyword(m, b, i);
            case States.BEFORE_IDENTIFIER -> beforeIdentifier(m, b, i);
            case States.IDENTIFIER_DOUBLE_QUOTED -> identifier(m, b, i, '"');
            case States.IDENTIFIER_SINGLE_QUOTED -> identifier(m, b, i, '\'');
            case States.AFTER_PUBLIC_IDENTIFIER -> afterPublic(m, b, i);
            case States.BETWEEN_IDENTIFIERS -> between(m, b, i);
            case States.AFTER_SYSTEM_IDENTIFIER -> afterSystem(m, b, i);
            default -> bogusDoctype(m, b, i, end);
        };
    }

    private static int between(Machine m, byte[] b, int i) {
        return Ascii.isSpace(b[i]) ? i + 1 : afterPublic(m, b, i);
    }

    static int beforeName(Machine m, byte[] b, int i) {
        if (Ascii.isSpace(b[i])) {
            m.state = States.BEFORE_DOCTYPE_NAME;
            return i + 1;
        }
        if (b[i] == '>') {
            return quirks(m, i + 1);
        }
        m.open(Machine.NAME, i);
        m.state = States.DOCTYPE_NAME;
        return i;
    }

    private static int quirks(Machine m, int i) {
        m.forceQuirks = true;
        return m.emitDoctype(i);
    }

    private static int bogus(Machine m, int i) {
        m.forceQuirks = true;
        m.state = States.BOGUS_DOCTYPE;
        return i;
    }

    static int name(Machine m, byte[] b, int i) {
        if (b[i] == '>') {
            return m.emitDoctype(i + 1);
        }
        if (Ascii.isSpace(b[i])) {
            m.state = States.AFTER_DOCTYPE_NAME;
        } else {
            m.doctypeRanges[Machine.NAME + 1] = i + 1;
        }
        return i + 1;
    }

    /**
     * White space, then {@code PUBLIC} or {@code SYSTEM}, letter by letter: {@code dataStart} is where the word begins.
     */
    static int afterName(Machine m, byte[] b, int i) {
        if (Ascii.isSpace(b[i])) {
            return i + 1;
        }
        if (b[i] == '>') {
            return m.emitDoctype(i + 1);
        }
        m.dataStart = i;
        m.state = States.AFTER_DOCTYPE_KEYWORD;
        return i;
    }

    static int keyword(Machine m, byte[] b, int i) {
        int length = i + 1 - m.dataStart;
        boolean isPublic = Ascii.isBeginning(b, m.dataStart, i + 1, "public");
        boolean isSystem = Ascii.isBeginning(b, m.dataStart, i + 1, "system");
        if (!isPublic && !isSystem) {
            return bogus(m, m.dataStart);
        }
        if (length == KEYWORD_LENGTH) {
            m.letters = isPublic ? Machine.PUBLIC : Machine.SYSTEM;
            m.state = States.BEFORE_IDENTIFIER;
        }
        return i + 1;
    }

    static int beforeIdentifier(Machine m, byte[] b, int i) {
        byte c = b[i];
        if (Ascii.isSpace(c)) {
            return i + 1;
        }
        if (c == '>') {
            return quirks(m, i + 1);
        }
        return c == '"' || c == '\'' ? identifierStarts(m, c, i + 1) : bogus(m, i);
    }

    private static int identifierStarts(Machine m, byte quote, int i) {
        m.open(m.letters, i);
        m.state = quote == '"' ? States.IDENTIFIER_DOUBLE_QUOTED : States.IDENTIFIER_SINGLE_QUOTED;
        return i;
    }

    static int identifier(Machine m, byte[] b, int i, char quote) {
        if (b[i] == '>') {
            return quirks(m, i + 1);
        }
        if (b[i] == quote) {
            m.state = m.letters == Machine.PUBLIC ? States.AFTER_PUBLIC_IDENTIFIER : States.AFTER_SYSTEM_IDENTIFIER;
        } else {
            m.doctypeRanges[m.letters + 1] = i + 1;
        }
        return i + 1;
    }

    static int afterPublic(Machine m, byte[] b, int i) {
        byte c = b[i];
        if (c == '>') {
            return m.emitDoctype(i + 1);
        }
        if (Ascii.isSpace(c)) {
            m.state = States.BETWEEN_IDENTIFIERS;
            return i + 1;
        }
        if (c == '"' || c == '\'') {
            m.letters = Machine.SYSTEM;
            return identifierStarts(m, c, i + 1);
        }
        return bogus(m, i);
    }

    static int afterSystem(Machine m, byte[] b, int i) {
        if (b[i] == '>') {
            return m.emitDoctype(i + 1);
        }
        if (!Ascii.isSpace(b[i])) {
            m.state = States.BOGUS_DOCTYPE;
        }
        return i + 1;
    }

    static int bogusDoctype(Machine m, byte[] b, int i, int end) {
        int close = Swar.indexOf(b, i, end, (byte) '>');
        return close == end ? end : m.emitDoctype(close + 1);
    }
}
