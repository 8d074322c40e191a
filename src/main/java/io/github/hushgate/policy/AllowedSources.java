package io.github.hushgate.policy;

import java.net.IDN;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The owner's {@code allow} settings, checked. Immutable. */
final class AllowedSources {
    /** Words that would be taken for host names without their quotes. */
    private static final Set<String> KEYWORDS =
            Set.of("self", "none", "unsafe-inline", "unsafe-eval", "unsafe-hashes", "strict-dynamic", "report-sample");

    private final Map<AllowKind, List<SourceExpression>> sources = new EnumMap<>(AllowKind.class);

    private AllowedSources() {}

    /**
     * Checks every value.
     *
     * @param allow exact hosts by kind
     * @param dangerous what {@code allow.dangerous-*} names: wildcards, schemes and {@code 'unsafe-eval'} as well
     */
    static AllowedSources of(Map<AllowKind, List<String>> allow, Map<AllowKind, List<String>> dangerous) {
        var result = new AllowedSources();
        allow.forEach((kind, values) -> values.forEach(value -> result.put(kind, exact(kind, value))));
        dangerous.forEach((kind, values) -> values.forEach(value -> result.put(kind, any(kind, value))));
        return result;
    }

    private void put(AllowKind kind, SourceExpression source) {
        List<SourceExpression> list = sources.computeIfAbsent(kind, key -> new ArrayList<>());
        if (!list.contains(source)) {
            list.add(source);
        }
    }

    /** What is allowed for this kind, in the order given; may be empty. */
    List<SourceExpression> of(AllowKind kind) {
        return List.copyOf(sources.getOrDefault(kind, List.of()));
    }

    /** Whether {@code 'self'} is among them. */
    boolean self(AllowKind kind) {
        return of(kind).contains(SourceExpression.Keyword.SELF);
    }

    /** Every host to which the page may connect, links included, each once. */
    Set<SourceExpression.Host> outgoing() {
        var hosts = new LinkedHashSet<SourceExpression.Host>();
        Stream.of(AllowKind.values())
                .filter(kind -> kind != AllowKind.FRAMED_BY)
                .flatMap(kind -> of(kind).stream())
                .filter(SourceExpression.Host.class::isInstance)
                .forEach(host -> hosts.add((SourceExpression.Host) host));
        return hosts;
    }

    private static SourceExpression exact(AllowKind kind, String value) {
        SourceExpression source = parse(kind.key(), value);
        boolean self = source == SourceExpression.Keyword.SELF && kind != AllowKind.LINK;
        boolean host = source instanceof SourceExpression.Host named && !isWildcard(named);
        if (!self && !host) {
            throw refused(kind.key(), value, "name one exact host, or spell the key \"" + dangerousKey(kind) + "\"");
        }
        return source;
    }

    private static SourceExpression any(AllowKind kind, String value) {
        SourceExpression source = parse(dangerousKey(kind), value);
        boolean eval = kind == AllowKind.SCRIPT
                && (source == SourceExpression.Keyword.UNSAFE_EVAL
                        || source == SourceExpression.Keyword.WASM_UNSAFE_EVAL);
        boolean place = source instanceof SourceExpression.Host || source instanceof SourceExpression.Scheme;
        if (!eval && !place) {
            throw refused(dangerousKey(kind), value, "a nonce, a hash or another keyword cannot be allowed");
        }
        return source;
    }

    private static boolean isWildcard(SourceExpression.Host host) {
        return host.host().startsWith("*") || host.port().equals("*");
    }

    private static SourceExpression parse(String key, String value) {
        String word = Tokens.unquoted(value).toLowerCase(Locale.ROOT);
        if (KEYWORDS.contains(word) && !value.equalsIgnoreCase("'" + word + "'")) {
            throw refused(
                    key, value, word.equals("self") ? "did you mean \"'self'\"?" : "it names no host; leave it out");
        }
        return SourceExpression.parse(value)
                .orElseThrow(() -> refused(key, value, "did you mean \"" + suggestion(value) + "\"?"));
    }

    private static String suggestion(String value) {
        try {
            String ascii = IDN.toASCII(Tokens.unquoted(value), IDN.ALLOW_UNASSIGNED);
            return SourceExpression.parse(ascii).isPresent() ? ascii : "https://static.example.org";
        } catch (IllegalArgumentException e) {
            return "https://static.example.org";
        }
    }

    private static String dangerousKey(AllowKind kind) {
        return kind.key().replace("allow.", "allow.dangerous-");
    }

    private static IllegalArgumentException refused(String key, String value, String advice) {
        return new IllegalArgumentException(key + ": \"" + Tokens.printable(value) + "\" is refused; " + advice);
    }
}
