package io.github.hushgate.url;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A byte string that grows and is used again. */
final class Bytes {
    private byte[] array = new byte[256];
    private int length;

    byte[] array() {
        return array;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void truncate(int to) {
        length = to;
    }

    void add(byte b) {
        if (length == array.length) {
            array = Arrays.copyOf(array, length * 2);
        }
        array[length++] = b;
    }

    void add(byte[] bytes, int from, int to) {
        reserve(to - from);
        System.arraycopy(bytes, from, array, length, to - from);
        length += to - from;
    }

    void addAscii(String text) {
        for (int at = 0; at < text.length(); at++) {
            add((byte) text.charAt(at));
        }
    }

    /** Adds the bytes up to one of a class of {@link Ascii}, and says where that is. */
    int addUpTo(byte[] bytes, int from, int to, int stops) {
        int at = from;
        while (at < to && !Ascii.is(bytes[at], stops)) {
            at++;
        }
        add(bytes, from, at);
        return at;
    }

    void addPercentEncoded(byte b) {
        add((byte) '%');
        add(Ascii.upperHexDigit(b >> 4));
        add(Ascii.upperHexDigit(b));
    }

    /** The URL Standard's preparation: controls and spaces at both ends go, tabs and newlines go everywhere. */
    void setStripped(byte[] bytes, int from, int to) {
        clear();
        int first = from;
        int last = to;
        while (first < last && isControlOrSpace(bytes[first])) {
            first++;
        }
        while (last > first && isControlOrSpace(bytes[last - 1])) {
            last--;
        }
        reserve(last - first);
        int plain = first;
        for (int at = first; at < last; at++) {
            byte b = bytes[at];
            if (b <= '\r' && (b == '\t' || b == '\n' || b == '\r')) {
                add(bytes, plain, at);
                plain = at + 1;
            }
        }
        add(bytes, plain, last);
    }

    /** As {@link #setStripped(byte[], int, int)}, of a string; one that is not ASCII is encoded as UTF-8. */
    void setStripped(String text) {
        clear();
        int first = 0;
        int last = text.length();
        while (first < last && text.charAt(first) <= ' ') {
            first++;
        }
        while (last > first && text.charAt(last - 1) <= ' ') {
            last--;
        }
        reserve(last - first);
        for (int at = first; at < last; at++) {
            char c = text.charAt(at);
            if (c >= 0x80) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                setStripped(utf8, 0, utf8.length);
                return;
            }
            if (c != '\t' && c != '\n' && c != '\r') {
                array[length++] = (byte) c;
            }
        }
    }

    private static boolean isControlOrSpace(byte b) {
        return b >= 0 && b <= ' ';
    }

    String text(int from, int to) {
        return new String(array, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private void reserve(int more) {
        if (array.length - length < more) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, length + more));
        }
    }
}
