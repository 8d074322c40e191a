package io.github.hushgate.html;

/**
 * Reads a tag that stands whole in the window and is written as most are, in one go and without the machine's states.
 * What is unusual, or goes on behind the window, it leaves to the states, which begin at the tag's first byte again.
 */
final class WholeTags {
    /** Bytes of {@code </}, of a name that can be read at once, and of one more. */
    private static final int ROOM = 2 + TagName.MAX_PACKED + 1;

    private WholeTags() {}

    /**
     * Reads the tag at this {@code <} and hands it over. Returns where to go on, or 0 where it is left to the states.
     */
    static int read(Machine m, byte[] b, int lt, int end) {
        if (end - lt < ROOM) {
            return 0;
        }
        return b[lt + 1] == '/' ? endTag(m, b, lt) : startTag(m, b, lt, end);
    }

    private static int endTag(Machine m, byte[] b, int lt) {
        int name = lt + 2;
        long word = Swar.word(b, name);
        int length = Swar.tagNameLength(word);
        int behind = name + length;
        long key = TagName.of(word, length);
        if (b[behind] != '>' || key < 0 || !Ascii.isAlpha(b[name])) {
            return 0;
        }
        m.flushText(lt);
        m.tag.beginWhole(b, m.base, lt, name, behind, key);
        m.tag.tagEnd = behind + 1;
        return m.emitEndTag(behind + 1);
    }

    /** The appropriate end tag of the raw text that the machine is in. */
    static int rawEndTag(Machine m, byte[] b, int lt, int end) {
        if (end - lt < ROOM) {
            return 0;
        }
        long word = Swar.word(b, lt + 2);
        return TagName.of(word, Swar.tagNameLength(word)) == m.lastStartTag ? endTag(m, b, lt) : 0;
    }

    private static int startTag(Machine m, byte[] b, int lt, int end) {
        int name = lt + 1;
        long word = Swar.word(b, name);
        int length = Swar.tagNameLength(word);
        long key = TagName.of(word, length);
        if (key < 0 || !Ascii.isAlpha(b[name]) || !Ascii.endsTagName(b[name + length])) {
            return 0;
        }
        m.tag.beginWhole(b, m.base, lt, name, name + length, key);
        int behind = attributes(m.tag, b, name + length, end);
        if (behind == 0) {
            return 0;
        }
        m.flushText(lt);
        m.tag.tagEnd = behind;
        return m.emitStartTag(behind);
    }

    /** Behind the tag's end, or 0. */
    private static int attributes(StartTag tag, byte[] b, int from, int end) {
        int i = from;
        while (i < end) {
            byte c = b[i];
            if (c == '>') {
                return i + 1;
            }
            if (Ascii.isSpace(c)) {
                i++;
            } else if (c == '/') {
                tag.selfClosing = true;
                return i + 1 < end && b[i + 1] == '>' ? i + 2 : 0;
            } else {
                i = attribute(tag, b, i, end);
                if (i == 0) {
                    return 0;
                }
            }
        }
        return 0;
    }

    /** Behind the attribute that begins there, or 0. */
    private static int attribute(StartTag tag, byte[] b, int from, int end) {
        int equals = Swar.endOfName(b, from, end);
        if (equals == from || equals + 1 >= end) {
            return 0;
        }
        if (b[equals] != '=') {
            return withoutValue(tag, b, from, equals, end);
        }
        byte quote = b[equals + 1];
        if (quote == '"' || quote == '\'') {
            int close = Swar.indexOf(b, equals + 2, end, quote);
            if (close == end) {
                return 0;
            }
            tag.add(from, equals, equals + 2, close, close + 1);
            return close + 1;
        }
        int close = equals + 1;
        while (close < end && b[close] != '>' && !Ascii.isSpace(b[close])) {
            close++;
        }
        if (close == equals + 1 || close == end) {
            return 0;
        }
        tag.add(from, equals, equals + 1, close, close);
        return close;
    }

    private static int withoutValue(StartTag tag, byte[] b, int from, int nameEnd, int end) {
        int next = nameEnd;
        while (next < end && Ascii.isSpace(b[next])) {
            next++;
        }
        boolean ends = next < end && b[next] != '=' && (next > nameEnd || b[next] == '>' || b[next] == '/');
        if (!ends) {
            return 0;
        }
        tag.add(from, nameEnd, nameEnd, nameEnd, nameEnd);
        return next;
    }
}
