package io.github.hushgate.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A declarative refresh, as a Refresh header or a {@code meta} element says it.
 *
 * @param seconds until it is followed, at most {@link #MAX_SECONDS}
 * @param target the reference as it stands; empty: the page itself is loaded again
 * @see <a href="https://html.spec.whatwg.org/#shared-declarative-refresh-steps">HTML, shared declarative refresh
 *     steps</a>
 */
public record Refresh(long seconds, String target) {
    /** Seconds that a script's timer can wait, at most: 24 days. */
    static final long MAX_SECONDS = 2_000_000;

    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9+/_=-]+");

    /** What a value says. */
    public static Refresh of(String value) {
        String text = value.strip();
        int at = 0;
        long seconds = 0;
        while (at < text.length() && isDigit(text.charAt(at))) {
            seconds = Math.min(MAX_SECONDS, seconds * 10 + (text.charAt(at++) - '0'));
        }
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || ";,".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return new Refresh(seconds, withoutQuotes(withoutName(text.substring(at))));
    }

    /** Where it leads; empty when the page itself is loaded again. */
    public Optional<String> elsewhere() {
        return target.isEmpty() ? Optional.empty() : Optional.of(target);
    }

    private static String withoutName(String text) {
        if (!text.regionMatches(true, 0, "url", 0, 3)) {
            return text;
        }
        String rest = text.substring(3).stripLeading();
        return rest.startsWith("=") ? rest.substring(1).stripLeading() : text;
    }

    private static String withoutQuotes(String text) {
        if (text.isEmpty() || (text.charAt(0) != '"' && text.charAt(0) != '\'')) {
            return text;
        }
        int close = text.indexOf(text.charAt(0), 1);
        return close < 0 ? text.substring(1) : text.substring(1, close);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * An element, in ASCII, that goes there after the same time by a script: to the next page that is a link's step, of
     * which it is told no more than the Referrer-Policy lets it.
     *
     * @param nonce the response's; empty where its policies have none
     */
    public byte[] asScript(String nonce) {
        String attribute = NONCE.matcher(nonce).matches() ? " nonce=\"" + nonce + "\"" : "";
        // Before the load event a browser would take the place of this page instead of going on from it.
        String script = "<script" + attribute + ">addEventListener('load',function(){setTimeout(function(){"
                + "location.assign('" + escaped() + "')}," + seconds * 1000 + ")})</script>";
        return script.getBytes(StandardCharsets.US_ASCII);
    }

    private String escaped() {
        var text = new StringBuilder();
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "/:?=._-".indexOf(c) >= 0);
            text.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return text.toString();
    }
}
