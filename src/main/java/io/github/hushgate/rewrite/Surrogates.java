package io.github.hushgate.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Harmless stand-ins for the globals that removed snippets would have defined. Each takes every call, keeps nothing,
 * and calls the callbacks that it is handed, because pages submit forms from them.
 */
final class Surrogates {
    private static final Pattern CALLS = Pattern.compile("(?:;[fq]\\('[A-Za-z_$][A-Za-z0-9_$]{0,63}'\\))++");
    private static final int MAX_NAME = 64;
    private static final Set<String> QUEUES =
            Set.of("dataLayer", "_paq", "uetq", "_gaq", "_hsq", "_satellite_q", "_mtm", "adsbygoogle");
    /** The queue that a page's own {@code function gtag(){dataLayer.push(arguments)}} writes to. */
    private static final Map<String, String> WRITES_TO = Map.of("gtag", "dataLayer");

    private static final String HEAD = "(function(w){function c(a,d){for(var i=0;i!==a.length;i++){var o=a[i];"
            + "if(typeof o==='function')setTimeout(o,0);else if(o&&typeof o==='object'){"
            + "['event_callback','eventCallback','hitCallback','callback'].forEach(function(k){"
            + "if(typeof o[k]==='function')setTimeout(o[k],0)});if(d&&o.length)c(o,0)}}return 0}"
            + "function f(n){if(typeof w[n]!=='function'){w[n]=function(){c(arguments,"
            + "1)};w[n].push=w[n];w[n].queue=w[n].q=[]}}"
            + "function q(n){w[n]=w[n]||[];w[n].push=function(){return c(arguments,1)}}";
    private static final String TAIL = "})(window)";

    private final Set<String> given = new LinkedHashSet<>();

    void reset() {
        given.clear();
    }

    /** One element for those of the names that the page has no stand-in for yet; empty where there are none. */
    byte[] element(Iterable<String> names, String nonce) {
        var calls = new StringBuilder();
        for (String name : names) {
            give(name, calls);
            if (WRITES_TO.containsKey(name)) {
                give(WRITES_TO.get(name), calls);
            }
        }
        if (calls.isEmpty()) {
            return new byte[0];
        }
        String attribute = isNonce(nonce) ? " nonce=\"" + nonce + "\"" : "";
        return Bytes.ascii("<script" + attribute + ">" + HEAD + calls + TAIL + "</script>");
    }

    private void give(String name, StringBuilder calls) {
        if (isName(name) && given.add(name)) {
            calls.append(QUEUES.contains(name) ? ";q('" : ";f('").append(name).append("')");
        }
    }

    /**
     * Whether a script is nothing but a stand-in of ours, to the byte: a page that is rewritten twice keeps those that
     * the first time put in, although they name a tracker's globals. It can define harmless functions and no more, so
     * that whoever copies it gains nothing.
     */
    static boolean isStandIn(byte[] script, int from, int to) {
        int calls = from + HEAD.length();
        int tail = to - TAIL.length();
        if (calls > tail || !isAt(script, from, HEAD) || !isAt(script, tail, TAIL)) {
            return false;
        }
        return CALLS.matcher(new String(script, calls, tail - calls, StandardCharsets.ISO_8859_1))
                .matches();
    }

    /** The page has a stand-in already, from an earlier rewriting. */
    void remember(byte[] script, int from, int to) {
        var calls = new String(
                script, from + HEAD.length(), to - from - HEAD.length() - TAIL.length(), StandardCharsets.ISO_8859_1);
        for (String call : calls.split("'", -1)) {
            if (isName(call)) {
                given.add(call);
            }
        }
    }

    /** Whether an identifier, in ASCII and not too long, so that it can stand in a string of the script. */
    private static boolean isName(String text) {
        boolean name = !text.isEmpty() && text.length() <= MAX_NAME && !isDigit(text.charAt(0));
        for (int i = 0; name && i < text.length(); i++) {
            char c = text.charAt(i);
            name = isLetter(c) || isDigit(c) || c == '_' || c == '$';
        }
        return name;
    }

    /** Whether base64 of either alphabet, so that it can stand in an attribute. */
    private static boolean isNonce(String text) {
        boolean nonce = !text.isEmpty();
        for (int i = 0; nonce && i < text.length(); i++) {
            char c = text.charAt(i);
            nonce = isLetter(c) || isDigit(c) || "+/_=-".indexOf(c) >= 0;
        }
        return nonce;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAt(byte[] script, int from, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (script[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
