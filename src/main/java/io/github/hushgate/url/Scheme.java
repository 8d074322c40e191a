package io.github.hushgate.url;

/** The schemes that the URL Standard treats specially, and all others. */
enum Scheme {
    HTTP("http", 80),
    HTTPS("https", 443),
    WS("ws", 80),
    WSS("wss", 443),
    FTP("ftp", 21),
    FILE("file", -1),
    OTHER("", -1);

    private static final Scheme[] SPECIAL = {HTTPS, HTTP, WSS, WS, FTP, FILE};

    private final String text;
    private final int defaultPort;

    Scheme(String text, int defaultPort) {
        this.text = text;
        this.defaultPort = defaultPort;
    }

    int defaultPort() {
        return defaultPort;
    }

    boolean isSpecial() {
        return this != OTHER;
    }

    /** The scheme whose lower-case name lies there. */
    static Scheme of(byte[] bytes, int from, int to) {
        for (Scheme each : SPECIAL) {
            if (each.isAt(bytes, from, to)) {
                return each;
            }
        }
        return OTHER;
    }

    private boolean isAt(byte[] bytes, int from, int to) {
        if (to - from != text.length()) {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            if (bytes[from + at] != text.charAt(at)) {
                return false;
            }
        }
        return true;
    }
}
