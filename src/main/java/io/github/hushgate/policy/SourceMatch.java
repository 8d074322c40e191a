package io.github.hushgate.policy;

import io.github.hushgate.policy.SourceExpression.Host;
import io.github.hushgate.policy.SourceExpression.Keyword;
import io.github.hushgate.policy.SourceExpression.Scheme;
import io.github.hushgate.url.BrowserUrl;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether an address matches a source list.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/#match-url-to-source-list">CSP 3, does url match source list</a>
 */
final class SourceMatch {
    private final BrowserUrl self;

    /** Matches for a document of this address. */
    SourceMatch(BrowserUrl self) {
        this.self = self;
    }

    /** The first expression that the address matches. */
    Optional<SourceExpression> first(List<SourceExpression> sources, BrowserUrl url) {
        return sources.stream().filter(source -> matches(source, url)).findFirst();
    }

    private boolean matches(SourceExpression source, BrowserUrl url) {
        if (source instanceof Scheme scheme) {
            return schemePart(scheme.scheme().toLowerCase(Locale.ROOT), url.scheme());
        }
        if (source instanceof Host host) {
            return matches(host, url);
        }
        return source == Keyword.SELF && matchesSelf(url);
    }

    private boolean matchesSelf(BrowserUrl url) {
        if (self.origin().equals(url.origin())) {
            return true;
        }
        boolean upgraded = url.scheme().equals("https")
                || url.scheme().equals("wss")
                || (self.scheme().equals("http") && url.scheme().equals("ws"));
        boolean port = self.port() == url.port() || (isDefaultPort(self) && isDefaultPort(url));
        return upgraded && port && !self.host().isEmpty() && self.host().equals(url.host());
    }

    private boolean matches(Host host, BrowserUrl url) {
        if (host.toString().equals("*")) {
            return isNetwork(url.scheme()) || url.scheme().equals(self.scheme());
        }
        String scheme = host.scheme().isEmpty() ? self.scheme() : host.scheme().toLowerCase(Locale.ROOT);
        return !url.host().isEmpty()
                && schemePart(scheme, url.scheme())
                && hostPart(host.host().toLowerCase(Locale.ROOT), url.host())
                && portPart(host.port(), url)
                && pathPart(host.path(), url.path());
    }

    // https://www.w3.org/TR/CSP3/#match-schemes
    private static boolean schemePart(String expression, String scheme) {
        return switch (expression) {
            // Fetch turns a web socket's address into http or https before the policy sees it; not every browser does.
            case "http" -> isNetwork(scheme);
            case "https" -> scheme.equals("https") || scheme.equals("wss");
            case "ws" -> scheme.equals("ws") || scheme.equals("wss") || scheme.startsWith("http");
            case "wss" -> scheme.equals("wss") || scheme.equals("https");
            default -> scheme.equals(expression);
        };
    }

    // https://www.w3.org/TR/CSP3/#match-hosts, but an IP address matches itself, as in browsers: in doubt the way is
    // open.
    private static boolean hostPart(String pattern, String host) {
        return pattern.equals("*")
                || (pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : pattern.equals(host));
    }

    // https://www.w3.org/TR/CSP3/#match-ports, with the upgrade of port 80 that browsers make.
    private static boolean portPart(String pattern, BrowserUrl url) {
        if (pattern.isEmpty()) {
            return isDefaultPort(url);
        }
        return pattern.equals("*")
                || Integer.parseInt(pattern) == url.port()
                || (pattern.equals("80") && url.port() == 443);
    }

    // https://www.w3.org/TR/CSP3/#match-paths
    private static boolean pathPart(String pattern, String path) {
        if (pattern.isEmpty() || (pattern.equals("/") && path.isEmpty())) {
            return true;
        }
        String wanted = decode(pattern);
        return pattern.endsWith("/")
                ? decode(path).startsWith(wanted)
                : decode(path).equals(wanted);
    }

    private static String decode(String text) {
        var decoded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean escape = text.charAt(i) == '%'
                    && i + 2 < text.length()
                    && Character.digit(text.charAt(i + 1), 16) >= 0
                    && Character.digit(text.charAt(i + 2), 16) >= 0;
            decoded.append(escape ? (char) Integer.parseInt(text.substring(i + 1, i + 3), 16) : text.charAt(i));
            i += escape ? 2 : 0;
        }
        return decoded.toString();
    }

    private static boolean isNetwork(String scheme) {
        return scheme.equals("http") || scheme.equals("https") || scheme.equals("ws") || scheme.equals("wss");
    }

    private static boolean isDefaultPort(BrowserUrl url) {
        return switch (url.scheme()) {
            case "http", "ws" -> url.port() == 80;
            case "https", "wss" -> url.port() == 443;
            default -> url.port() < 0;
        };
    }
}
