package io.github.hushgate.policy;

import io.github.hushgate.url.BrowserUrl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every place the page may connect to, whatever the channel: requests, navigations, WebRTC. Redirects are followed, so
 * that a form's POST, redirect, GET keeps working: pair it with {@code form-action} and {@code img-src}, which look at
 * each hop. Immutable.
 *
 * @param ownOrigin whether the response's own origin is in it
 * @param patterns URL patterns: {@code https://www.example.org/*}
 */
public record ConnectionAllowlist(boolean ownOrigin, List<String> patterns) {
    private static final String OWN = "response-origin";

    /** Refuses a pattern that cannot stand in a quoted string. */
    public ConnectionAllowlist {
        patterns = List.copyOf(patterns);
        for (String pattern : patterns) {
            if (!Tokens.isFieldValue(pattern) || pattern.indexOf('"') >= 0 || pattern.indexOf('\\') >= 0) {
                throw new IllegalArgumentException("allow.link: \"" + Tokens.printable(pattern)
                        + "\" must be printable ASCII without quotes, such as \"https://www.example.org/*\"");
            }
        }
    }

    /** The own origin, and these hosts whole: Connection-Allowlist knows no kinds, the policies beside it do. */
    static ConnectionAllowlist of(Collection<SourceExpression.Host> hosts) {
        Objects.requireNonNull(hosts, "hosts");
        List<String> patterns =
                hosts.stream().map(host -> host.origin() + "/*").distinct().toList();
        return new ConnectionAllowlist(true, patterns);
    }

    /** Reads the inner list of a header's value; empty when it is none, which a browser ignores. */
    static Optional<ConnectionAllowlist> parse(String value) {
        int open = value.indexOf('(');
        int close = value.indexOf(')', open + 1);
        if (open < 0 || close < 0) {
            return Optional.empty();
        }
        boolean own = false;
        var patterns = new ArrayList<String>();
        for (String item : Tokens.splitOnWhitespace(value.substring(open + 1, close))) {
            own |= item.equals(OWN);
            if (item.length() > 2 && item.startsWith("\"") && item.indexOf('"', 1) == item.length() - 1) {
                patterns.add(item.substring(1, item.length() - 1));
            }
        }
        return Optional.of(new ConnectionAllowlist(own, patterns));
    }

    /** Whether the address is on the list; of a pattern's path nothing is asked, since in doubt a way is open. */
    boolean matches(BrowserUrl url, BrowserUrl self) {
        return (ownOrigin && url.origin().equals(self.origin()))
                || patterns.stream().anyMatch(each -> matches(each, url));
    }

    private static boolean matches(String pattern, BrowserUrl url) {
        Optional<SourceExpression> source = SourceExpression.parse(pattern);
        if (source.isEmpty() || !(source.get() instanceof SourceExpression.Host host)) {
            return true;
        }
        boolean scheme = host.scheme().isEmpty()
                || host.scheme().equals("*")
                || host.scheme().equals(url.scheme());
        String name = host.host();
        boolean named = name.equals("*")
                || (name.startsWith("*.") ? url.host().endsWith(name.substring(1)) : name.equals(url.host()));
        boolean port = host.port().equals("*")
                || (host.port().isEmpty()
                        ? url.port() == 443 || url.port() == 80
                        : host.port().equals("" + url.port()));
        return scheme && named && port;
    }

    String value(String parameter) {
        return "(" + (ownOrigin ? OWN : "")
                + patterns.stream().map(each -> " \"" + each + '"').collect(Collectors.joining()) + ");redirects=allow"
                + parameter;
    }

    /** As in the header. */
    @Override
    public String toString() {
        return value("");
    }
}
