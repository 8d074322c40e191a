package io.github.hushgate.route;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds sensitive paths inside other addresses: {@code /login?next=/report/rape},
 * {@code /go?to=https%3A%2F%2Fexample.org%2Freport}. Path and query are read as written and decoded up to three times;
 * every part that begins at a slash counts, whatever stands before it, with and without the context path.
 * {@code except} does not apply. Safe for many threads, linear in the address, without allocation where nothing
 * matches.
 */
public final class NestedPaths {
    /** Characters of an address that are looked at, at most; what is behind them was too long for a server to serve. */
    static final int MAX_CHARS = 8_192;

    /** Places in one part at which a path is tried, at most: what has more slashes is encoded data, not an address. */
    static final int MAX_STARTS = 256;

    private final SensitiveRoutes routes;

    /** Looks for what {@code routes} calls sensitive. */
    public NestedPaths(SensitiveRoutes routes) {
        this.routes = routes;
    }

    /** The rules of the paths that the request's address holds beside its own. */
    public RuleSet match(HttpServletRequest request) {
        return routes.isEmpty()
                ? RuleSet.NONE
                : match(request.getRequestURI(), request.getQueryString(), request.getContextPath());
    }

    /** As {@link #match(HttpServletRequest)}, for the raw path, with the context path, and query of an address. */
    public RuleSet match(String path, @Nullable String query, String contextPath) {
        RuleSet inPath = add(RuleSet.NONE, path, contextPath, true);
        return add(inPath, query, contextPath, false);
    }

    private RuleSet add(RuleSet rules, @Nullable String text, String contextPath, boolean ownPath) {
        if (text == null || !mayHoldPath(text, ownPath)) {
            return rules;
        }
        NormalPath path = routes.pool().take();
        try {
            path.take(text, 0, Math.min(text.length(), MAX_CHARS));
            RuleSet all = addParts(rules, path, contextPath, ownPath);
            for (int i = 0; i < NormalPath.MAX_DECODINGS && path.decode(); i++) {
                all = addParts(all, path, contextPath, ownPath);
            }
            return all;
        } finally {
            routes.pool().give(path);
        }
    }

    static boolean mayHoldPath(String text, boolean ownPath) {
        return text.indexOf('%') >= 0 || text.indexOf('\\') >= 0 || text.indexOf('/', ownPath ? 1 : 0) >= 0;
    }

    private RuleSet addParts(RuleSet rules, NormalPath path, String contextPath, boolean ownPath) {
        RuleSet all = rules;
        int from = 0;
        while (from < path.decodedLength()) {
            int to = path.addressEnd(from);
            if (to > from) {
                all = addPart(all, path, from, to, ownPath && from == 0 ? contextPath : null);
            }
            from = to + 1;
        }
        return all;
    }

    /**
     * With a context path given, the part is the request's own path: its own reading is for
     * {@link SensitiveRoutes#match} to judge.
     */
    private RuleSet addPart(RuleSet rules, NormalPath path, int from, int to, @Nullable String contextPath) {
        path.resolve(from, to, true);
        RuleSet all = addStarts(rules, path, contextPath);
        if (path.hadDots()) {
            path.resolve(from, to, false);
            all = addStarts(all, path, contextPath);
        }
        return all;
    }

    private RuleSet addStarts(RuleSet rules, NormalPath path, @Nullable String contextPath) {
        char[] chars = path.chars();
        int length = path.length();
        int own = contextPath == null ? -1 : routes.context(contextPath).lengthIn(chars, length);
        RuleSet all = rules;
        int starts = 0;
        for (int start = own + 1; start < length && starts < MAX_STARTS; start++) {
            if (chars[start] == '/') {
                starts++;
                all = routes.addMatches(all, chars, start, length);
            }
        }
        return all;
    }
}
