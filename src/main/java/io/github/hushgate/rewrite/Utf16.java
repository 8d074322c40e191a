package io.github.hushgate.rewrite;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * UTF-16 of either byte order.
 *
 * @see <a href="https://encoding.spec.whatwg.org/#shared-utf-16-decoder">Encoding Standard, shared UTF-16 decoder</a>
 */
record Utf16(boolean littleEndian) implements Decoder {
    private static final int UNIT = 2;
    private static final int REPLACEMENT = 0xFFFD;
    private static final byte[] NOTHING = {};

    @Override
    public int decode(byte[] bytes, int from, int to, Characters characters) {
        int at = from;
        while (at + UNIT <= to) {
            char unit = unit(bytes, at);
            if (!Character.isSurrogate(unit)) {
                characters.next(unit, at, at + UNIT);
                at += UNIT;
            } else if (Character.isLowSurrogate(unit)) {
                characters.next(REPLACEMENT, at, at + UNIT);
                at += UNIT;
            } else if (at + 2 * UNIT > to) {
                return at;
            } else {
                at = pair(bytes, at, characters);
            }
        }
        return at;
    }

    private int pair(byte[] bytes, int at, Characters characters) {
        char low = unit(bytes, at + UNIT);
        if (!Character.isLowSurrogate(low)) {
            characters.next(REPLACEMENT, at, at + UNIT);
            return at + UNIT;
        }
        characters.next(Character.toCodePoint(unit(bytes, at), low), at, at + 2 * UNIT);
        return at + 2 * UNIT;
    }

    private char unit(byte[] bytes, int at) {
        int one = bytes[at] & 0xFF;
        int two = bytes[at + 1] & 0xFF;
        return (char) (littleEndian ? two << 8 | one : one << 8 | two);
    }

    @Override
    public int mode() {
        return 0;
    }

    @Override
    public byte[] switchTo(int mode) {
        return NOTHING;
    }

    @Override
    public byte[] encode(byte[] ascii) {
        Charset order = littleEndian ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        return new String(ascii, StandardCharsets.US_ASCII).getBytes(order);
    }
}
