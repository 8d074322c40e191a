package io.github.hushgate.tracker;

import io.github.hushgate.url.BrowserUrl;
import java.util.Locale;

/**
 * One line of a list in Adblock Plus syntax, taken apart. Only what decides about addresses is read.
 *
 * @param host the host behind {@code ||}, where the pattern can be looked up by it; else empty
 * @param pattern what else the address must look like
 * @param exception true for {@code @@}
 */
record ListRule(String host, UrlPattern pattern, boolean exception, int types, UrlRule.Party party) {

    /** Why a line makes no rule. */
    static final class Ignored extends Exception {
        private static final long serialVersionUID = 1;

        Ignored(String reason) {
            super(reason, null, false, false);
        }
    }

    static ListRule read(String line, OwnHosts site) throws Ignored {
        boolean exception = line.startsWith("@@");
        int from = exception ? 2 : 0;
        int dollar = optionsAt(line, from);
        String body = line.substring(from, dollar < 0 ? line.length() : dollar);
        ListOptions options = dollar < 0 ? ListOptions.NONE : ListOptions.read(line.substring(dollar + 1), site);
        if (body.length() > 2 && body.startsWith("/") && body.endsWith("/")) {
            throw new Ignored("regular expression");
        }
        return body.startsWith("||")
                ? anchored(body.substring(2), exception, options)
                : plain(body, exception, options);
    }

    /** Options begin at the last dollar that a letter, a tilde or a digit follows. */
    private static int optionsAt(String line, int from) {
        int dollar = line.lastIndexOf('$');
        if (dollar <= from || dollar + 1 >= line.length()) {
            return -1;
        }
        char next = line.charAt(dollar + 1);
        return Character.isLetterOrDigit(next) || next == '~' || next == '_' ? dollar : -1;
    }

    private static ListRule anchored(String body, boolean exception, ListOptions options) throws Ignored {
        int end = 0;
        while (end < body.length() && isHost(body.charAt(end))) {
            end++;
        }
        String host = body.substring(0, end);
        String rest = body.substring(end);
        boolean whole = rest.isEmpty() ? !host.endsWith(".") : rest.charAt(0) == '^' || rest.charAt(0) == '/';
        if (!whole || host.indexOf('.') < 0) {
            return patterned(body, UrlPattern.Start.LABEL, exception, options);
        }
        boolean bare = rest.isEmpty() || rest.equals("^") || rest.equals("^*") || rest.equals("/") || rest.equals("/*");
        UrlPattern pattern = bare ? UrlPattern.ANY : pattern(rest, UrlPattern.Start.FIXED);
        return new ListRule(canonical(host), pattern, exception, options.types(), options.party());
    }

    private static boolean isHost(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
    }

    private static String canonical(String host) throws Ignored {
        for (int at = 0; at < host.length(); at++) {
            if (host.charAt(at) >= 0x80) {
                return BrowserUrl.parse("http://" + host)
                        .map(BrowserUrl::host)
                        .orElseThrow(() -> new Ignored("no host name"));
            }
        }
        return host.toLowerCase(Locale.ROOT);
    }

    private static ListRule plain(String body, boolean exception, ListOptions options) throws Ignored {
        return body.startsWith("|")
                ? patterned(body.substring(1), UrlPattern.Start.FIXED, exception, options)
                : patterned(body, UrlPattern.Start.ANYWHERE, exception, options);
    }

    private static ListRule patterned(String body, UrlPattern.Start start, boolean exception, ListOptions options)
            throws Ignored {
        if (body.isEmpty() || body.equals("*")) {
            throw new Ignored("every address");
        }
        return new ListRule("", pattern(body, start), exception, options.types(), options.party());
    }

    private static UrlPattern pattern(String body, UrlPattern.Start start) {
        boolean toEnd = body.endsWith("|");
        return UrlPattern.of(toEnd ? body.substring(0, body.length() - 1) : body, start, toEnd);
    }
}
