package io.github.hushgate.response;

import java.util.Objects;

/**
 * The small page that stands in for a redirect to a tracker: it names the host and leaves the step to the visitor.
 *
 * @param host the canonical host
 * @param address where the redirect would have led, absolute
 */
record ExitPage(String host, String address) {
    static final String TYPE = "text/html;charset=UTF-8";

    private static final int LAST_ASCII = 0x7e;

    ExitPage {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(address, "address");
    }

    /** The page, in ASCII, without scripts, styles or images. */
    String text() {
        String name = escape(host);
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<meta "
                + "charset=\"utf-8\">\n<title>You are leaving this site</title>\n"
                + "<h1>You are leaving this site</h1>\n<p>The next page is at <strong>" + name
                + "</strong>, which may record your visit. This site does not "
                + "send you there by itself.</p>\n<p><a rel=\"noreferrer\" href=\""
                + escape(address) + "\">Continue to " + name + "</a></p>\n</html>\n";
    }

    private static String escape(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean plain = c >= ' ' && c <= LAST_ASCII && "&<>\"'".indexOf(c) < 0;
            escaped.append(plain ? Character.toString(c) : "&#" + c + ";");
        });
        return escaped.toString();
    }
}
