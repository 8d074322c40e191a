package io.github.hushgate.url;

import java.util.Arrays;

/**
 * The basic URL parser of the URL Standard, without its setters: reads {@code in}, writes the canonical address without
 * credentials and fragment to {@code out}, and notes where its parts lie. https://url.spec.whatwg.org/#url-parsing
 */
final class UrlReader {
    private static final byte[] HTTPS = {'h', 't', 't', 'p', 's', ':', '/', '/'};
    private static final byte[] HTTP = {'h', 't', 't', 'p', ':', '/', '/'};

    final Bytes in = new Bytes();
    final Bytes out = new Bytes();

    Scheme scheme = Scheme.OTHER;
    int schemeEnd;
    int hostStart;
    int hostEnd;
    int port = -1;
    int pathStart;
    int pathEnd;
    boolean opaquePath;
    boolean hasHost;
    /** True where the path has an escape that says nothing else than the character itself. */
    boolean escaped;

    private int at;

    /** Reads what {@code in} holds. False where a browser refuses it; nothing else is then to be asked. */
    boolean read(UrlReader base) {
        restart();
        int colon = schemeLength();
        if (colon > 0) {
            return readAbsolute(colon, base);
        }
        if (base.schemeEnd == 0 || (base.opaquePath && !isFragmentOnly())) {
            return false;
        }
        takeScheme(base);
        return base.opaquePath ? takePath(base) : readRelative(base);
    }

    /**
     * Reads an address that is canonical but for its fragment, and perhaps its scheme and its path's slash, as most
     * are: in one go, without {@code in}. False where it is not: then it may be any, and nothing is to be asked.
     */
    boolean readPlain(byte[] bytes, int from, int to, UrlReader base) {
        Scheme found = plainScheme(bytes, from, to, base);
        if (found == Scheme.OTHER) {
            return false;
        }
        byte[] start = found == Scheme.HTTPS ? HTTPS : HTTP;
        int host = from + (bytes[from] == '/' ? 2 : start.length);
        int hostTo = plainHost(bytes, host, to);
        int pathTo = hostTo < 0 ? -1 : plainPath(bytes, hostTo, to);
        int end = pathTo < 0 ? -1 : plainQuery(bytes, pathTo, to);
        if (end < 0) {
            return false;
        }
        restart();
        out.add(start, 0, start.length);
        take(found);
        schemeEnd = out.length() - 3;
        hostStart = out.length();
        out.add(bytes, host, hostTo);
        hostEnd = out.length();
        hasHost = true;
        port = found.defaultPort();
        pathStart = hostEnd;
        if (hostTo == pathTo) {
            out.add((byte) '/');
        }
        out.add(bytes, hostTo, end);
        pathEnd = out.length() - (end - pathTo);
        return true;
    }

    /** The scheme of HTTP in front of two slashes, {@link Scheme#OTHER} where there is none. */
    private static Scheme plainScheme(byte[] bytes, int from, int to, UrlReader base) {
        if (startsWith(HTTPS, bytes, from, to)) {
            return Scheme.HTTPS;
        }
        if (startsWith(HTTP, bytes, from, to)) {
            return Scheme.HTTP;
        }
        boolean based = base.schemeEnd > 0 && (base.scheme == Scheme.HTTPS || base.scheme == Scheme.HTTP);
        boolean network = based && to - from > 2 && bytes[from] == '/' && bytes[from + 1] == '/';
        return network ? base.scheme : Scheme.OTHER;
    }

    private static boolean startsWith(byte[] start, byte[] bytes, int from, int to) {
        int end = from + start.length;
        return end < to && Arrays.equals(bytes, from, end, start, 0, start.length);
    }

    private static int plainHost(byte[] bytes, int from, int to) {
        int label = from;
        int at = from;
        for (; at < to && !Ascii.is(bytes[at], Ascii.HOST_STOP); at++) {
            label = bytes[at] == '.' ? at + 1 : label;
        }
        boolean ends = at == to || bytes[at] == '/' || bytes[at] == '?' || bytes[at] == '#';
        return ends && label < at && !Ascii.isDigit(bytes[label]) ? at : -1;
    }

    /** Without dot segments. */
    private static int plainPath(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (!Ascii.is(bytes[at], Ascii.SEGMENT_STOP)) {
                at++;
            } else if (bytes[at] == '/') {
                at++;
                if (at < to && bytes[at] == '.') {
                    return -1;
                }
            } else {
                return bytes[at] == '?' || bytes[at] == '#' ? at : -1;
            }
        }
        return at;
    }

    private static int plainQuery(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !Ascii.is(bytes[at], Ascii.QUERY_STOP)) {
            at++;
        }
        return at == to || bytes[at] == '#' ? at : -1;
    }

    void clear() {
        restart();
        take(Scheme.OTHER);
    }

    /** All but the scheme, which each address takes first. */
    private void restart() {
        out.clear();
        schemeEnd = 0;
        hostStart = 0;
        hostEnd = 0;
        port = -1;
        pathStart = 0;
        pathEnd = 0;
        opaquePath = false;
        hasHost = false;
        escaped = false;
        at = 0;
    }

    private int peek(int offset) {
        return at + offset < in.length() ? in.array()[at + offset] : -1;
    }

    private boolean isSlash(int offset) {
        int c = peek(offset);
        return c == '/' || (c == '\\' && scheme.isSpecial());
    }

    private boolean isFragmentOnly() {
        return peek(0) == '#';
    }

    /** The scheme's length where one stands in front of a colon, or 0. */
    private int schemeLength() {
        byte[] bytes = in.array();
        if (in.length() == 0 || !Ascii.isAlpha(bytes[0])) {
            return 0;
        }
        for (int end = 1; end < in.length(); end++) {
            byte b = bytes[end];
            if (b == ':') {
                return end;
            }
            if (!Ascii.isAlpha(b) && !Ascii.isDigit(b) && b != '+' && b != '-' && b != '.') {
                return 0;
            }
        }
        return 0;
    }

    private boolean readAbsolute(int colon, UrlReader base) {
        for (int each = 0; each < colon; each++) {
            out.add(Ascii.lower(in.array()[each]));
        }
        endScheme(Scheme.of(out.array(), 0, colon));
        at = colon + 1;
        if (scheme == Scheme.FILE) {
            return readFile(base);
        }
        if (scheme.isSpecial()) {
            boolean relative = base.scheme == scheme && (peek(0) != '/' || peek(1) != '/');
            return relative ? readRelative(base) : readAuthorityAfterSlashes();
        }
        if (peek(0) == '/') {
            return peek(1) == '/' ? readAuthorityAt(2) : readPath();
        }
        return readOpaque();
    }

    private void endScheme(Scheme found) {
        take(found);
        schemeEnd = out.length();
        out.add((byte) ':');
    }

    private void take(Scheme found) {
        if (scheme != found) {
            scheme = found;
        }
    }

    private void takeScheme(UrlReader base) {
        out.add(base.out.array(), 0, base.schemeEnd);
        endScheme(base.scheme);
    }

    private boolean readFile(UrlReader base) {
        if (isSlash(0) && isSlash(1)) {
            at += 2;
            return readFileHost();
        }
        boolean relative = base.scheme == Scheme.FILE;
        return relative ? readRelative(base) : startHostlessFile();
    }

    private boolean startHostlessFile() {
        beginHost();
        endHost();
        return readPath();
    }

    private boolean readFileHost() {
        int end = at;
        while (end < in.length() && !isAuthorityEnd(in.array()[end])) {
            end++;
        }
        boolean drive = end - at == 2 && Ascii.isAlpha(in.array()[at]) && (peek(1) == ':' || peek(1) == '|');
        beginHost();
        if (end > at && !drive) {
            if (!HostReader.read(in.array(), at, end, true, out)) {
                return false;
            }
            at = end;
        }
        endHost();
        return readPath();
    }

    /** https://url.spec.whatwg.org/#relative-state */
    private boolean readRelative(UrlReader base) {
        if (isSlash(0)) {
            if (isSlash(1)) {
                return scheme == Scheme.FILE ? readFile(base) : readNetworkPath();
            }
            takeAuthority(base);
            return readPath();
        }
        takeAuthority(base);
        int c = peek(0);
        if (c == '?') {
            takePathOnly(base);
            return readQuery();
        }
        if (c == -1 || c == '#') {
            return takePath(base);
        }
        return readPathBelow(base);
    }

    private boolean readNetworkPath() {
        return scheme.isSpecial() ? readAuthorityAfterSlashes() : readAuthorityAt(2);
    }

    private void takeAuthority(UrlReader base) {
        hasHost = base.hasHost;
        if (hasHost) {
            out.addAscii("//");
        }
        hostStart = out.length();
        out.add(base.out.array(), base.hostStart, base.pathStart);
        hostEnd = hostStart + base.hostEnd - base.hostStart;
        port = base.port;
        pathStart = out.length();
    }

    private void takePathOnly(UrlReader base) {
        escaped = base.escaped;
        pathStart = out.length();
        out.add(base.out.array(), base.pathStart, base.pathEnd);
        pathEnd = out.length();
    }

    private boolean takePath(UrlReader base) {
        opaquePath = base.opaquePath;
        escaped = base.escaped;
        pathStart = out.length();
        out.add(base.out.array(), base.pathStart, base.out.length());
        pathEnd = pathStart + base.pathEnd - base.pathStart;
        return true;
    }

    private boolean readAuthorityAfterSlashes() {
        while (isSlash(0)) {
            at++;
        }
        return readAuthorityAt(0);
    }

    private boolean isAuthorityEnd(byte b) {
        return b == '/' || b == '?' || b == '#' || (b == '\\' && scheme.isSpecial());
    }

    /** https://url.spec.whatwg.org/#authority-state, then host and port. */
    private boolean readAuthorityAt(int offset) {
        at += offset;
        byte[] bytes = in.array();
        int end = at;
        int host = at;
        for (; end < in.length() && !isAuthorityEnd(bytes[end]); end++) {
            if (bytes[end] == '@') {
                host = end + 1;
            }
        }
        if (host == end && (host > at || scheme.isSpecial())) {
            return false;
        }
        int colon = portColon(host, end);
        beginHost();
        boolean read = colon > host
                ? HostReader.read(bytes, host, colon, scheme.isSpecial(), out)
                : colon == end && !scheme.isSpecial();
        if (!read) {
            return false;
        }
        hostEnd = out.length();
        return readPort(colon, end) && readPathAt(end);
    }

    private int portColon(int host, int end) {
        boolean inBrackets = false;
        for (int each = host; each < end; each++) {
            byte b = in.array()[each];
            if (b == ':' && !inBrackets) {
                return each;
            }
            inBrackets = b == '[' || (inBrackets && b != ']');
        }
        return end;
    }

    private void beginHost() {
        hasHost = true;
        out.addAscii("//");
        hostStart = out.length();
    }

    private void endHost() {
        hostEnd = out.length();
        port = scheme.defaultPort();
    }

    private boolean readPort(int colon, int end) {
        port = scheme.defaultPort();
        if (colon + 1 >= end) {
            return true;
        }
        int number = 0;
        for (int each = colon + 1; each < end; each++) {
            byte b = in.array()[each];
            number = number * 10 + b - '0';
            if (!Ascii.isDigit(b) || number > 65_535) {
                return false;
            }
        }
        if (number != scheme.defaultPort()) {
            out.add((byte) ':');
            addNumber(number);
        }
        port = number;
        return true;
    }

    private void addNumber(int number) {
        if (number >= 10) {
            addNumber(number / 10);
        }
        out.add((byte) ('0' + number % 10));
    }

    private boolean readPathAt(int from) {
        at = from;
        return readPath();
    }

    private boolean readPath() {
        pathStart = out.length();
        return readSegments();
    }

    private boolean readPathBelow(UrlReader base) {
        escaped = base.escaped;
        pathStart = out.length();
        int slash = base.pathEnd;
        while (slash > base.pathStart && base.out.array()[slash - 1] != '/') {
            slash--;
        }
        out.add(base.out.array(), base.pathStart, Math.max(base.pathStart, slash - 1));
        return readSegments();
    }

    /** https://url.spec.whatwg.org/#path-state: each turn reads one segment with the slash in front of it. */
    private boolean readSegments() {
        boolean needsSlash =
                scheme.isSpecial() || peek(0) == '/' || out.length() > pathStart || (peek(0) > 0 && !isPathEnd(0));
        while (needsSlash) {
            if (isSlash(0)) {
                at++;
            }
            int segment = out.length();
            out.add((byte) '/');
            copySegment();
            int dots = dots(segment + 1);
            boolean more = isSlash(0);
            if (dots > 0) {
                out.truncate(dots == 2 ? parentOf(segment) : segment);
                if (!more) {
                    out.add((byte) '/');
                }
            }
            needsSlash = more;
        }
        pathEnd = out.length();
        return readQuery();
    }

    private boolean isPathEnd(int offset) {
        int c = peek(offset);
        return at + offset >= in.length() || c == '?' || c == '#';
    }

    private void copySegment() {
        byte[] bytes = in.array();
        int end = in.length();
        boolean special = scheme.isSpecial();
        for (; at < end; at++) {
            at = out.addUpTo(bytes, at, end, Ascii.SEGMENT_STOP);
            byte b = at < end ? bytes[at] : 0;
            if (at == end || b == '/' || b == '?' || b == '#' || (b == '\\' && special)) {
                return;
            }
            escaped |= b == '%' && isNeedless(at);
            if (Ascii.isEncodedInPath(b)) {
                out.addPercentEncoded(b);
            } else {
                out.add(b);
            }
        }
    }

    /** Whether the escape there stands for what could as well stand there itself. */
    private boolean isNeedless(int percent) {
        if (percent + 2 >= in.length()) {
            return false;
        }
        int high = Ascii.hex(in.array()[percent + 1]);
        return Ascii.isUnreserved(high * 16 + Ascii.hex(in.array()[percent + 2]));
    }

    /** 1 for a single-dot segment, 2 for a double-dot segment, else 0. */
    private int dots(int from) {
        byte[] bytes = out.array();
        int count = 0;
        for (int each = from; each < out.length(); each++) {
            boolean encoded = bytes[each] == '%'
                    && out.length() - each >= 3
                    && bytes[each + 1] == '2'
                    && (bytes[each + 2] | 0x20) == 'e';
            if (!encoded && bytes[each] != '.') {
                return 0;
            }
            each += encoded ? 2 : 0;
            count++;
        }
        return count <= 2 ? count : 0;
    }

    private int parentOf(int segment) {
        int slash = segment;
        while (slash > pathStart) {
            slash--;
            if (out.array()[slash] == '/') {
                return slash;
            }
        }
        return pathStart;
    }

    private boolean readOpaque() {
        opaquePath = true;
        hostStart = out.length();
        hostEnd = hostStart;
        pathStart = hostStart;
        byte[] bytes = in.array();
        while (at < in.length() && bytes[at] != '?' && bytes[at] != '#') {
            byte b = bytes[at++];
            if (b < 0x20 || b == 0x7F) {
                out.addPercentEncoded(b);
            } else {
                out.add(b);
            }
        }
        pathEnd = out.length();
        return readQuery();
    }

    private boolean readQuery() {
        if (peek(0) != '?') {
            return true;
        }
        byte[] bytes = in.array();
        out.add((byte) '?');
        at++;
        for (at = out.addUpTo(bytes, at, in.length(), Ascii.QUERY_STOP);
                at < in.length() && bytes[at] != '#';
                at = out.addUpTo(bytes, at + 1, in.length(), Ascii.QUERY_STOP)) {
            if (Ascii.isEncodedInQuery(bytes[at], scheme.isSpecial())) {
                out.addPercentEncoded(bytes[at]);
            } else {
                out.add(bytes[at]);
            }
        }
        return true;
    }
}
