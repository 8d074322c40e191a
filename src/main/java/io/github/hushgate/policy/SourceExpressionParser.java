package io.github.hushgate.policy;

import io.github.hushgate.policy.SourceExpression.Hash;
import io.github.hushgate.policy.SourceExpression.Host;
import io.github.hushgate.policy.SourceExpression.Keyword;
import io.github.hushgate.policy.SourceExpression.Nonce;
import io.github.hushgate.policy.SourceExpression.Scheme;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The grammar of <a href="https://www.w3.org/TR/CSP3/#grammardef-source-expression">source expressions</a>. */
final class SourceExpressionParser {
    private static final Map<String, Keyword> KEYWORDS =
            Stream.of(Keyword.values()).collect(Collectors.toUnmodifiableMap(Keyword::toString, keyword -> keyword));

    private static final String NONCE = "'nonce-";

    private SourceExpressionParser() {}

    static Optional<SourceExpression> parse(String token) {
        if (token.startsWith("'")) {
            return quoted(token);
        }
        if (token.endsWith(":") && isScheme(token.substring(0, token.length() - 1))) {
            return Optional.of(new Scheme(token.substring(0, token.length() - 1)));
        }
        return host(token);
    }

    private static Optional<SourceExpression> quoted(String token) {
        Keyword keyword = KEYWORDS.get(token.toLowerCase(Locale.ROOT));
        if (keyword != null) {
            return Optional.of(keyword);
        }
        if (!token.endsWith("'") || token.length() < 2) {
            return Optional.empty();
        }
        if (token.regionMatches(true, 0, NONCE, 0, NONCE.length())) {
            String value = token.substring(NONCE.length(), token.length() - 1);
            return isBase64(value) ? Optional.of(new Nonce(value)) : Optional.empty();
        }
        return hash(token);
    }

    private static Optional<SourceExpression> hash(String token) {
        for (Hash.Algorithm algorithm : Hash.Algorithm.values()) {
            String start = "'" + algorithm.wire() + "-";
            if (token.regionMatches(true, 0, start, 0, start.length())) {
                String value = token.substring(start.length(), token.length() - 1);
                return isBase64(value) ? Optional.of(new Hash(algorithm, value)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<SourceExpression> host(String token) {
        int schemeEnd = token.indexOf("://");
        String scheme = schemeEnd < 0 ? "" : token.substring(0, schemeEnd);
        String rest = schemeEnd < 0 ? token : token.substring(schemeEnd + 3);
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash);
        int colon = authority.indexOf(':');
        String name = colon < 0 ? authority : authority.substring(0, colon);
        String port = colon < 0 ? "" : authority.substring(colon + 1);
        boolean sound = (schemeEnd < 0 || isScheme(scheme))
                && isHost(name)
                && (colon < 0 || isPort(port))
                && (path.isEmpty() || isPath(path));
        return sound ? Optional.of(new Host(scheme, name, port, path)) : Optional.empty();
    }

    static void require(boolean sound, String what, String value) {
        if (!sound) {
            throw new IllegalArgumentException(
                    what + ": \"" + Tokens.printable(value) + "\" does not belong in a policy");
        }
    }

    static boolean isScheme(String text) {
        return !text.isEmpty()
                && isAlpha(text.charAt(0))
                && text.chars().allMatch(c -> isAlphaNumeric(c) || "+-.".indexOf(c) >= 0);
    }

    static boolean isHost(String text) {
        if (text.equals("*")) {
            return true;
        }
        String labels = text.startsWith("*.") ? text.substring(2) : text;
        return !labels.isEmpty()
                && !labels.startsWith(".")
                && !labels.contains("..")
                // An underscore is in no grammar but in real host names, and browsers take it.
                && labels.chars().allMatch(c -> isAlphaNumeric(c) || c == '-' || c == '.' || c == '_');
    }

    static boolean isPort(String text) {
        return text.equals("*")
                || (!text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9'));
    }

    static boolean isPath(String text) {
        return text.startsWith("/") && Tokens.isValue(text) && text.indexOf('?') < 0 && text.indexOf('#') < 0;
    }

    static boolean isBase64(String text) {
        int end = text.length();
        while (end > 0 && text.length() - end < 2 && text.charAt(end - 1) == '=') {
            end--;
        }
        return end > 0 && text.substring(0, end).chars().allMatch(c -> isAlphaNumeric(c) || "+/-_".indexOf(c) >= 0);
    }

    private static boolean isAlpha(int c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    private static boolean isAlphaNumeric(int c) {
        return isAlpha(c) || (c >= '0' && c <= '9');
    }
}
