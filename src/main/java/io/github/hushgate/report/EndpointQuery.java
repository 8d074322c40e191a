package io.github.hushgate.report;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint's own query, {@code p=a&r=rule&b=build}, read without touching the request's parameters.
 *
 * @param policy {@code a}, {@code b} or {@code c}; else empty
 * @param rule the rule's id, or empty
 * @param build the build, or empty when it is no build's name
 * @param mark of a test of our own ({@code t}), or empty
 */
record EndpointQuery(String policy, String rule, String build, String mark) {
    /** Characters of a query that are looked at, at most. */
    private static final int MAX_LENGTH = 1_024;

    /** Characters of a build's name, at most. */
    private static final int MAX_BUILD = 64;

    /** Characters of a mark. */
    private static final int MARK = 24;

    static EndpointQuery of(@Nullable String query) {
        if (query == null || query.length() > MAX_LENGTH) {
            return new EndpointQuery("", "", "", "");
        }
        String policy = parameter(query, "p");
        String build = parameter(query, "b");
        String mark = parameter(query, "t");
        return new EndpointQuery(
                isLetter(policy) ? policy : "",
                parameter(query, "r"),
                isBuild(build) ? build : "",
                mark.length() == MARK && isBuild(mark) ? mark : "");
    }

    private static boolean isLetter(String policy) {
        return policy.length() == 1 && policy.charAt(0) >= 'a' && policy.charAt(0) <= 'c';
    }

    private static boolean isBuild(String build) {
        if (build.length() > MAX_BUILD) {
            return false;
        }
        for (int i = 0; i < build.length(); i++) {
            char c = build.charAt(i);
            if ("._-+".indexOf(c) < 0 && (c >= 128 || !Character.isLetterOrDigit(c))) {
                return false;
            }
        }
        return true;
    }

    private static String parameter(String query, String name) {
        int from = 0;
        while (from < query.length()) {
            int end = query.indexOf('&', from);
            int to = end < 0 ? query.length() : end;
            if (query.startsWith(name, from) && query.startsWith("=", from + name.length())) {
                return decoded(query.substring(from + name.length() + 1, to));
            }
            from = to + 1;
        }
        return "";
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
