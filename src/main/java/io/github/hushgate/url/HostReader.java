package io.github.hushgate.url;

import java.nio.charset.StandardCharsets;

/** Writes a host in its canonical ASCII form. https://url.spec.whatwg.org/#host-parsing */
final class HostReader {
    private HostReader() {}

    /** False where a browser refuses the host. */
    static boolean read(byte[] in, int from, int to, boolean special, Bytes out) {
        if (in[from] == '[') {
            return in[to - 1] == ']'
                    && addFound(
                            IpAddress.v6(new String(in, from + 1, to - from - 2, StandardCharsets.ISO_8859_1)), out);
        }
        return special ? readDomain(in, from, to, out) : readOpaque(in, from, to, out);
    }

    private static boolean readOpaque(byte[] in, int from, int to, Bytes out) {
        for (int at = from; at < to; at++) {
            if (Ascii.isForbiddenInHost(in[at])) {
                return false;
            }
            if (in[at] <= 0x1F || in[at] == 0x7F) {
                out.addPercentEncoded(in[at]);
            } else {
                out.add(in[at]);
            }
        }
        return true;
    }

    private static boolean readDomain(byte[] in, int from, int to, Bytes out) {
        int start = out.length();
        for (int at = from; at < to; at++) {
            byte b = in[at];
            if (b < 0 || b == '%') {
                out.truncate(start);
                return readEncodedDomain(in, from, to, out);
            }
            if (Ascii.isForbiddenInDomain(b)) {
                return false;
            }
            out.add(Ascii.lower(b));
        }
        return finishDomain(out, start);
    }

    private static boolean readEncodedDomain(byte[] in, int from, int to, Bytes out) {
        int start = out.length();
        byte[] decoded = PercentEncoding.decoded(in, from, to);
        String ascii = Idna.toAscii(new String(decoded, StandardCharsets.UTF_8));
        for (int at = 0; at < ascii.length(); at++) {
            byte b = (byte) ascii.charAt(at);
            if (Ascii.isForbiddenInDomain(b)) {
                return false;
            }
            out.add(b);
        }
        return finishDomain(out, start);
    }

    /** Writes the text with escapes of unreserved characters decoded. */
    static void addUnescaped(Bytes text, Bytes out) {
        out.clear();
        byte[] bytes = text.array();
        for (int at = 0; at < text.length(); at++) {
            int value = bytes[at] == '%' && at + 2 < text.length()
                    ? Ascii.hex(bytes[at + 1]) * 16 + Ascii.hex(bytes[at + 2])
                    : -1;
            boolean unreserved = Ascii.isUnreserved(value);
            out.add(unreserved ? (byte) value : bytes[at]);
            at += unreserved ? 2 : 0;
        }
    }

    /** Takes the final dot away, and turns what ends in a number into an address. */
    private static boolean finishDomain(Bytes out, int start) {
        if (out.length() > start && out.array()[out.length() - 1] == '.') {
            out.truncate(out.length() - 1);
        }
        if (out.length() == start) {
            return false;
        }
        if (!IpAddress.endsInNumber(out.array(), start, out.length())) {
            return true;
        }
        String address = IpAddress.v4(out.text(start, out.length()));
        out.truncate(start);
        return addFound(address, out);
    }

    private static boolean addFound(String host, Bytes out) {
        out.addAscii(host);
        return !host.isEmpty();
    }
}
