package io.github.hushgate.route;

import java.util.Arrays;

/**
 * A reusable buffer that reads a raw path as the most generous server would: percent-encoding decoded (slashes,
 * overlong forms and {@code %u002f} included), backslashes as slashes, path parameters and anything behind an encoded
 * {@code ?}, {@code #} or NUL dropped, empty segments and dot segments resolved, case folded. What comes out is
 * {@code ""} or {@code /a/b}. One thread at a time; no allocation once it has grown.
 */
final class NormalPath {
    /** Times that a path is decoded at most: some proxies decode once more than the server behind them. */
    static final int MAX_DECODINGS = 3;

    private static final char REPLACEMENT = '\uFFFD';

    private char[] decoded;
    private char[] path;
    private int decodedLength;
    private int length;
    private boolean encoded;
    private boolean dots;
    private boolean padded;

    NormalPath(int capacity) {
        decoded = new char[capacity];
        path = new char[capacity + 1]; // a slash may come before what had none
    }

    /** Takes the next path; {@link #decode} and {@link #resolve} are yet to come. */
    void take(String raw, int from, int to) {
        reserve(to - from);
        raw.getChars(from, to, decoded, 0);
        decodedLength = to - from;
    }

    /** Adds what the container keeps apart: a path info behind its servlet path. */
    void add(String raw) {
        reserve(decodedLength + raw.length());
        raw.getChars(0, raw.length(), decoded, decodedLength);
        decodedLength += raw.length();
    }

    private void reserve(int capacity) {
        if (capacity > decoded.length) {
            decoded = Arrays.copyOf(decoded, capacity * 2);
            path = new char[capacity * 2 + 1];
        }
    }

    /** Decodes once; false when there was nothing to decode. */
    boolean decode() {
        encoded = false;
        int in = 0;
        while (in < decodedLength && decoded[in] != '%') {
            in++;
        }
        int out = in;
        while (in < decodedLength) {
            char c = decoded[in];
            int read = c == '%' ? PercentDecoder.read(decoded, in, decodedLength) : -1;
            if (read < 0) {
                decoded[out++] = c;
                in++;
            } else {
                encoded = true;
                out = append(PercentDecoder.codePoint(read), out);
                in += PercentDecoder.length(read);
            }
        }
        decodedLength = out;
        return encoded;
    }

    /**
     * Never longer than what was read: a code point beyond the basic plane takes at least twelve characters, or six as
     * {@code %uD83D}.
     */
    private int append(int codePoint, int out) {
        if (Character.isBmpCodePoint(codePoint)) {
            decoded[out] = (char) codePoint;
            return out + 1;
        }
        if (!Character.isValidCodePoint(codePoint)) {
            decoded[out] = REPLACEMENT;
            return out + 1;
        }
        return out + Character.toChars(codePoint, decoded, out);
    }

    /**
     * Makes the path of what is decoded; with {@code climb} dot segments are resolved, without they are only left out.
     */
    void resolve(boolean climb) {
        resolve(0, decodedLength, climb);
    }

    /** As {@link #resolve(boolean)}, of a part of what is decoded. */
    void resolve(int from, int to, boolean climb) {
        dots = false;
        padded = false;
        length = 0;
        int start = from;
        int end = -1;
        for (int in = from; in < to; in++) {
            char c = decoded[in];
            if (c == '/' || c == '\\') {
                segment(start, end < 0 ? in : end, climb);
                start = in + 1;
                end = -1;
            } else if (end < 0 && (c == ';' || c == '?' || c == '#' || c == 0)) {
                end = in;
            }
        }
        segment(start, end < 0 ? to : end, climb);
    }

    private void segment(int from, int to, boolean climb) {
        int size = to - from;
        if (size <= 0) {
            return;
        }
        boolean dot = decoded[from] == '.';
        if (dot && size == 1) {
            dots = true;
        } else if (dot && size == 2 && decoded[from + 1] == '.') {
            dots = true;
            length = climb ? parent() : length;
        } else {
            path[length++] = '/';
            for (int i = from; i < to; i++) {
                path[length++] = PathGlob.fold(decoded[i]);
            }
            padded |= isPadding(decoded[to - 1]);
        }
    }

    private static boolean isPadding(char c) {
        return c == '.' || c == ' ';
    }

    /** Whether the last {@link #resolve} met a segment that ends in dots or spaces. */
    boolean isPadded() {
        return padded;
    }

    /** Leaves out the dots and spaces that segments end in: to some file systems {@code report.} is {@code report}. */
    void trim() {
        int out = 0;
        for (int in = 0; in < length; in++) {
            if (path[in] == '/') {
                out = trimmed(out);
            }
            path[out++] = path[in];
        }
        length = trimmed(out);
    }

    private int trimmed(int end) {
        int kept = end;
        while (kept > 0 && isPadding(path[kept - 1])) {
            kept--;
        }
        return kept > 0 && path[kept - 1] == '/' ? kept - 1 : kept;
    }

    private int parent() {
        int end = length;
        while (end > 0 && path[end - 1] != '/') {
            end--;
        }
        return Math.max(end - 1, 0);
    }

    /**
     * Where an address that may begin at {@code from} ends: before the next parameter, query, fragment, quote or space.
     */
    int addressEnd(int from) {
        int end = from;
        while (end < decodedLength && !isDelimiter(decoded[end])) {
            end++;
        }
        return end;
    }

    private static boolean isDelimiter(char c) {
        return c <= ' ' || "&?#\"'<>".indexOf(c) >= 0;
    }

    int decodedLength() {
        return decodedLength;
    }

    /** Whether the last {@link #resolve} met a dot segment. */
    boolean hadDots() {
        return dots;
    }

    char[] chars() {
        return path;
    }

    int length() {
        return length;
    }

    int capacity() {
        return decoded.length;
    }

    /** The first reading of a raw path. */
    static char[] read(String raw) {
        var path = new NormalPath(raw.length());
        path.take(raw, 0, raw.length());
        path.decode();
        path.resolve(true);
        return Arrays.copyOf(path.path, path.length);
    }

    static int segments(char[] path) {
        int slashes = 0;
        for (char c : path) {
            slashes += c == '/' ? 1 : 0;
        }
        return slashes;
    }

    /**
     * Whether a raw path is exactly what it would be after all decoding and resolving: {@code /}, or segments of
     * visible ASCII without any character that a server might read in two ways.
     */
    static boolean isNormal(String raw, int from) {
        int to = raw.length();
        if (to - from == 1 && raw.charAt(from) == '/') {
            return true;
        }
        if (to <= from || raw.charAt(from) != '/' || raw.charAt(to - 1) == '/') {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = raw.charAt(i);
            if (c <= ' ' || c > '~' || "%;\\?#".indexOf(c) >= 0) {
                return false;
            }
            if (c == '/' && !isNormalSegment(raw, i + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNormalSegment(String raw, int from) {
        int slash = raw.indexOf('/', from);
        int to = slash < 0 ? raw.length() : slash;
        return to > from && raw.charAt(to - 1) != '.';
    }
}
