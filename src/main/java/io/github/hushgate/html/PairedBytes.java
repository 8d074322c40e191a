package io.github.hushgate.html;

/**
 * Encodings whose second bytes may be ASCII ones. Of those that markup is made of only {@code ]} is ever a second byte,
 * so that it matters in CDATA sections alone.
 */
final class PairedBytes {
    static final int NONE = 0;
    static final int SHIFT_JIS = 1;
    static final int OTHERS = 2;

    private PairedBytes() {}

    static int of(Encoding encoding) {
        if (!encoding.hasAsciiTrails()) {
            return NONE;
        }
        return encoding.name().equals("Shift_JIS") ? SHIFT_JIS : OTHERS;
    }

    /** The first {@code ]} that is a character of its own, or {@code end}. */
    static int bracket(Machine m, byte[] b, int from, int end) {
        int i = from;
        while (i < end) {
            boolean second = m.firstOfPair && isSecond(b[i]);
            if (!second && b[i] == ']') {
                m.firstOfPair = false;
                return i;
            }
            m.firstOfPair = !second && isFirst(m.pairs, b[i] & 0xFF);
            i++;
        }
        return end;
    }

    private static boolean isSecond(byte b) {
        return b < 0 || b >= 0x40;
    }

    private static boolean isFirst(int pairs, int b) {
        boolean single = pairs == SHIFT_JIS && b >= 0xA0 && b <= 0xDF;
        return b >= 0x81 && b <= 0xFE && !single;
    }
}
