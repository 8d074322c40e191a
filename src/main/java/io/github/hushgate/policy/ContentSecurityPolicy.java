package io.github.hushgate.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One content security policy: an ordered set of directives. Immutable.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/#framework-policy">CSP 3, policies</a>
 */
public final class ContentSecurityPolicy {
    private final Map<String, Directive> directives;

    private ContentSecurityPolicy(Map<String, Directive> directives) {
        this.directives = directives;
    }

    /** The policies of one header field; see {@link #parse(String, Consumer)}. */
    public static List<ContentSecurityPolicy> parse(String field) {
        return parse(field, note -> {});
    }

    /**
     * Reads the policies of one header field: a comma separates policies, the first of two directives of one name
     * stands, what a browser drops is dropped. Never fails.
     *
     * @param notes is told of each thing dropped
     * @see <a href="https://www.w3.org/TR/CSP3/#parse-serialized-policy">CSP 3, parse a serialized CSP</a>
     */
    public static List<ContentSecurityPolicy> parse(String field, Consumer<String> notes) {
        Objects.requireNonNull(field, "field");
        var policies = new ArrayList<ContentSecurityPolicy>();
        for (String part : Tokens.split(field, ',')) {
            ContentSecurityPolicy policy = parsePolicy(part, notes);
            if (!policy.directives.isEmpty()) {
                policies.add(policy);
            }
        }
        return List.copyOf(policies);
    }

    private static ContentSecurityPolicy parsePolicy(String text, Consumer<String> notes) {
        var directives = new LinkedHashMap<String, Directive>();
        for (String part : Tokens.split(text, ';')) {
            List<String> tokens = Tokens.splitOnWhitespace(part);
            if (tokens.isEmpty()) {
                continue;
            }
            if (!tokens.stream().allMatch(Tokens::isValue)) {
                notes.accept("dropped, not printable ASCII: " + Tokens.printable(part.strip()));
                continue;
            }
            var directive = new Directive(tokens.get(0), tokens.subList(1, tokens.size()));
            if (directives.putIfAbsent(directive.name(), directive) != null) {
                notes.accept("dropped, a second " + directive.name() + ": " + Tokens.printable(directive.toString()));
            }
        }
        return new ContentSecurityPolicy(directives);
    }

    /** An empty policy to add to. */
    public static Builder builder() {
        return new Builder(Map.of());
    }

    /** A builder that begins with this policy's directives. */
    public Builder toBuilder() {
        return new Builder(directives);
    }

    /** The directives, in order. */
    public List<Directive> directives() {
        return List.copyOf(directives.values());
    }

    /** The directive of this name, itself. */
    public Optional<Directive> directive(String name) {
        return Optional.ofNullable(directives.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * The directive that decides for this name: itself, or the first there is of its fallbacks. Empty: nothing is
     * refused.
     */
    public Optional<Directive> governing(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Stream.concat(Stream.of(lower), Directive.fallbacksOf(lower).stream())
                .map(directives::get)
                .filter(Objects::nonNull)
                .findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContentSecurityPolicy policy && directives().equals(policy.directives());
    }

    @Override
    public int hashCode() {
        return directives().hashCode();
    }

    /** The serialised policy, as it stands in a header. */
    @Override
    public String toString() {
        return directives.values().stream().map(Directive::toString).collect(Collectors.joining("; "));
    }

    /** Puts a policy together. Not safe for many threads. */
    public static final class Builder {
        private final LinkedHashMap<String, Directive> directives;

        private Builder(Map<String, Directive> directives) {
            this.directives = new LinkedHashMap<>(directives);
        }

        /** Sets a directive, in place of one of that name. */
        public Builder set(String name, SourceExpression... sources) {
            return set(Directive.of(name, sources));
        }

        /** Sets a directive, in place of one of that name. */
        public Builder set(Directive directive) {
            directives.put(directive.name(), directive);
            return this;
        }

        /**
         * Adds sources to what this name allows now. A directive that is absent begins with the list that it falls back
         * to, so that adding to it takes nothing away; where nothing restricts it, nothing is added. {@code 'none'}
         * gives way.
         */
        public Builder add(String name, SourceExpression... sources) {
            new ContentSecurityPolicy(directives).governing(name).ifPresent(now -> {
                var values = new ArrayList<String>(now.values());
                values.removeIf(value -> value.equalsIgnoreCase("'none'"));
                Stream.of(sources)
                        .map(Object::toString)
                        .filter(source -> !values.contains(source))
                        .forEach(values::add);
                set(new Directive(name, values));
            });
            return this;
        }

        /** The policy. */
        public ContentSecurityPolicy build() {
            return new ContentSecurityPolicy(new LinkedHashMap<>(directives));
        }
    }
}
