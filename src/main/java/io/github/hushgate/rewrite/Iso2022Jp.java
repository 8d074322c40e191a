package io.github.hushgate.rewrite;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * ISO-2022-JP: escape sequences switch between ASCII and sets in which {@code <} may be half of a character.
 *
 * @see <a href="https://encoding.spec.whatwg.org/#iso-2022-jp-decoder">Encoding Standard, ISO-2022-JP decoder</a>
 */
final class Iso2022Jp implements Decoder {
    private static final byte ESCAPE = 0x1B;
    private static final int ESCAPE_BYTES = 3;
    private static final int REPLACEMENT = 0xFFFD;
    private static final int ROMAN = 1;
    private static final int KATAKANA = 2;
    private static final int DOUBLE = 3;
    /** What follows the escape, by mode. */
    private static final String[] ESCAPES = {"(B", "(J", "(I", "$@", "$B"};

    private int mode;
    /** Whether the last thing was an escape: another one right behind it is an error. */
    private boolean justSwitched;

    @Override
    public int decode(byte[] bytes, int from, int to, Characters characters) {
        int at = from;
        while (at < to) {
            int next = bytes[at] == ESCAPE
                    ? escape(bytes, at, to, characters)
                    : mode < DOUBLE ? single(bytes, at, characters) : pair(bytes, at, to, characters);
            if (next == at) {
                return at;
            }
            at = next;
        }
        return at;
    }

    private int escape(byte[] bytes, int at, int to, Characters characters) {
        if (at + ESCAPE_BYTES > to && (at + 1 == to || bytes[at + 1] == '(' || bytes[at + 1] == '$')) {
            return at;
        }
        int wanted = bytes[at + 1] == '(' || bytes[at + 1] == '$' ? modeOf(bytes[at + 1], bytes[at + 2]) : -1;
        if (wanted < 0) {
            return put(REPLACEMENT, at, at + 1, characters);
        }
        mode = wanted;
        if (justSwitched) {
            put(REPLACEMENT, at, at + ESCAPE_BYTES, characters);
        }
        justSwitched = true;
        return at + ESCAPE_BYTES;
    }

    private static int modeOf(byte one, byte two) {
        for (int each = 0; each < ESCAPES.length; each++) {
            if (ESCAPES[each].charAt(0) == one && ESCAPES[each].charAt(1) == two) {
                return each;
            }
        }
        return -1;
    }

    private int put(int character, int start, int end, Characters characters) {
        justSwitched = false;
        characters.next(character, start, end);
        return end;
    }

    private int single(byte[] bytes, int at, Characters characters) {
        return put(mode == KATAKANA ? katakana(bytes[at]) : latin(bytes[at]), at, at + 1, characters);
    }

    private static int katakana(byte b) {
        return b >= 0x21 && b <= 0x5F ? 0xFF61 - 0x21 + b : REPLACEMENT;
    }

    private int latin(byte b) {
        if (b < 0 || b == 0x0E || b == 0x0F) {
            return REPLACEMENT;
        }
        if (mode == ROMAN && b == '\\') {
            return 0xA5;
        }
        return mode == ROMAN && b == '~' ? 0x203E : b;
    }

    private int pair(byte[] bytes, int at, int to, Characters characters) {
        if (!isHalf(bytes[at])) {
            return put(REPLACEMENT, at, at + 1, characters);
        }
        if (at + 1 == to) {
            return at;
        }
        if (bytes[at + 1] == ESCAPE) {
            return put(REPLACEMENT, at, at + 1, characters);
        }
        int character = isHalf(bytes[at + 1]) ? Jis.of(bytes[at], bytes[at + 1]) : REPLACEMENT;
        return put(character, at, at + 2, characters);
    }

    private static boolean isHalf(byte b) {
        return b >= 0x21 && b <= 0x7E;
    }

    @Override
    public int mode() {
        return mode;
    }

    @Override
    public byte[] switchTo(int wanted) {
        return Bytes.ascii((char) ESCAPE + ESCAPES[wanted]);
    }

    @Override
    public byte[] encode(byte[] ascii) {
        return ascii;
    }

    /** JIS X 0208, taken from the JDK's EUC-JP, which not every JDK has. */
    private static final class Jis {
        private static final int ROW = 94;
        private static final char[] TABLE = new char[ROW * ROW];

        static {
            Charset euc = Charset.isSupported("EUC-JP") ? Charset.forName("EUC-JP") : StandardCharsets.US_ASCII;
            for (int i = 0; i < TABLE.length; i++) {
                byte[] pair = {(byte) (0xA1 + i / ROW), (byte) (0xA1 + i % ROW)};
                TABLE[i] = new String(pair, euc).charAt(0);
            }
        }

        private Jis() {}

        static int of(byte one, byte two) {
            return TABLE[(one - 0x21) * ROW + two - 0x21];
        }
    }
}
