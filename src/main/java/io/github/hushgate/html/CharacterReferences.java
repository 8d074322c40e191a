package io.github.hushgate.html;

import java.util.Arrays;

/**
 * Decodes character references in bytes of any ASCII-compatible encoding; what they stand for comes out as UTF-8.
 *
 * @see <a href="https://html.spec.whatwg.org/#character-reference-state">the states</a>
 */
public final class CharacterReferences {
    private static final int MAX_CODE_POINT = 0x10FFFF;
    private static final int REPLACEMENT = 0xFFFD;
    private static final String AMP = "amp;";

    /** What 0x80 to 0x9F stand for. */
    private static final int[] C1 = {
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
                0x017D, 0x8F,
        0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
                0x017E, 0x0178
    };

    private byte[] in = {};
    private int end;
    private boolean inAttribute;
    private byte[] out = new byte[256];
    private int length;

    /** A decoder, to be used again and again; one thread. */
    public CharacterReferences() {}

    /** The decoded bytes; a copy even where there is nothing to decode. */
    public static byte[] decode(byte[] bytes, int from, int to, boolean inAttribute) {
        var decoder = new CharacterReferences();
        decoder.read(bytes, from, to, inAttribute);
        return Arrays.copyOf(decoder.out, decoder.length);
    }

    /** The index from which each byte of what is decoded comes, and one more for where it ends. */
    public static int[] origins(byte[] bytes, int from, int to, boolean inAttribute) {
        var decoder = new CharacterReferences();
        decoder.in = bytes;
        decoder.end = to;
        decoder.inAttribute = inAttribute;
        int[] origins = new int[to - from + 1];
        for (int i = from; i < to; ) {
            int before = decoder.length;
            int next = bytes[i] == '&' ? decoder.reference(i) : decoder.plain(i);
            if (decoder.length + to - next >= origins.length) {
                origins = Arrays.copyOf(origins, origins.length * 2);
            }
            Arrays.fill(origins, before, decoder.length, i);
            i = next;
        }
        origins[decoder.length] = to;
        return Arrays.copyOf(origins, decoder.length + 1);
    }

    private int plain(int i) {
        put(in[i]);
        return i + 1;
    }

    /** Decodes into {@link #bytes()}, from 0 to {@link #length()}. */
    public void read(byte[] bytes, int from, int to, boolean ofAttribute) {
        in = bytes;
        end = to;
        inAttribute = ofAttribute;
        length = 0;
        run(from);
    }

    /** What was decoded last; valid until the next reading. */
    public byte[] bytes() {
        return out;
    }

    /** How many bytes were decoded last. */
    public int length() {
        return length;
    }

    private void run(int from) {
        int i = from;
        while (i < end) {
            int amp = Swar.indexOf(in, i, end, (byte) '&');
            putAll(i, amp);
            i = amp == end ? end : reference(amp);
        }
    }

    private int reference(int amp) {
        int next = amp + 1;
        int behind = amp;
        if (next < end && in[next] == '#') {
            behind = numeric(next + 1);
        } else if (next < end && Ascii.isAlphanumeric(in[next])) {
            behind = named(next);
        }
        if (behind > amp) {
            return behind;
        }
        put((byte) '&');
        return next;
    }

    /** Where to go on, or 0 where there are no digits. */
    private int numeric(int from) {
        boolean hex = from < end && (in[from] | 0x20) == 'x';
        int i = hex ? from + 1 : from;
        int first = i;
        int value = 0;
        while (i < end && digit(in[i], hex) >= 0) {
            value = Math.min(value * (hex ? 16 : 10) + digit(in[i], hex), MAX_CODE_POINT + 1);
            i++;
        }
        if (i == first) {
            return 0;
        }
        putCodePoint(numericValue(value));
        return i < end && in[i] == ';' ? i + 1 : i;
    }

    private static int digit(byte b, boolean hex) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        int lower = b | 0x20;
        return hex && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private static int numericValue(int value) {
        if (value == 0 || value > MAX_CODE_POINT || (value >= 0xD800 && value <= 0xDFFF)) {
            return REPLACEMENT;
        }
        return value >= 0x80 && value <= 0x9F ? C1[value - 0x80] : value;
    }

    /** Where to go on, or 0 where this names nothing, or for historical reasons not in an attribute. */
    private int named(int from) {
        if (isAmp(from)) {
            put((byte) '&');
            return from + AMP.length();
        }
        int entry = NamedCharacters.longestMatch(in, from, end);
        if (entry < 0) {
            return 0;
        }
        int behind = from + NamedCharacters.nameLength(entry);
        boolean closed = in[behind - 1] == ';';
        if (inAttribute && !closed && behind < end && (in[behind] == '=' || Ascii.isAlphanumeric(in[behind]))) {
            return 0;
        }
        for (int codePoint : NamedCharacters.codePoints(entry)) {
            putCodePoint(codePoint);
        }
        return behind;
    }

    /** Of the 2,231 names, the one that most of a page's addresses hold: a search for it takes ten times as long. */
    private boolean isAmp(int from) {
        return from + AMP.length() <= end
                && in[from] == 'a'
                && in[from + 1] == 'm'
                && in[from + 2] == 'p'
                && in[from + 3] == ';';
    }

    private void putCodePoint(int c) {
        if (c < 0x80) {
            put((byte) c);
        } else if (c < 0x800) {
            put((byte) (0xC0 | c >> 6));
            put((byte) (0x80 | (c & 0x3F)));
        } else if (c < 0x10000) {
            put((byte) (0xE0 | c >> 12));
            put((byte) (0x80 | (c >> 6 & 0x3F)));
            put((byte) (0x80 | (c & 0x3F)));
        } else {
            put((byte) (0xF0 | c >> 18));
            put((byte) (0x80 | (c >> 12 & 0x3F)));
            put((byte) (0x80 | (c >> 6 & 0x3F)));
            put((byte) (0x80 | (c & 0x3F)));
        }
    }

    private void putAll(int from, int to) {
        reserve(to - from);
        System.arraycopy(in, from, out, length, to - from);
        length += to - from;
    }

    private void put(byte b) {
        reserve(1);
        out[length++] = b;
    }

    private void reserve(int more) {
        if (length + more > out.length) {
            out = Arrays.copyOf(out, Math.max(length + more, length * 2 + 8));
        }
    }
}
