package io.github.hushgate.policy;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One directive of a policy. Immutable; no value can end the directive, the policy or the header field.
 *
 * @param name lower case: {@code script-src}
 * @param values its tokens, in order, as they stand in the policy; those that are no source expression are kept too
 */
public record Directive(String name, List<String> values) {
    /** Refuses a name or a value that is not one token of printable ASCII without {@code ;} and {@code ,}. */
    public Directive {
        name = Objects.requireNonNull(name, "name").toLowerCase(Locale.ROOT);
        values = List.copyOf(values);
        requireToken("directive", name);
        values.forEach(value -> requireToken("value of a directive", value));
    }

    /** A directive with these source expressions. */
    public static Directive of(String name, SourceExpression... sources) {
        return of(name, List.of(sources));
    }

    /** A directive with these source expressions. */
    public static Directive of(String name, List<? extends SourceExpression> sources) {
        return new Directive(name, sources.stream().map(Object::toString).toList());
    }

    /** The values that are source expressions. */
    public List<SourceExpression> sources() {
        return values.stream()
                .map(SourceExpression::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The names whose value stands in where {@code name} is absent, nearest first. */
    static List<String> fallbacksOf(String name) {
        return switch (name) {
            case "script-src-elem", "script-src-attr" -> List.of("script-src", "default-src");
            case "style-src-elem", "style-src-attr" -> List.of("style-src", "default-src");
            case "worker-src" -> List.of("child-src", "script-src", "default-src");
            case "frame-src" -> List.of("child-src", "default-src");
            case "child-src", "connect-src", "font-src", "img-src", "manifest-src" -> List.of("default-src");
            case "media-src", "object-src", "script-src", "style-src" -> List.of("default-src");
            default -> List.of();
        };
    }

    /** As in the policy: the name, then the values, one space apart. */
    @Override
    public String toString() {
        return String.join(" ", Stream.concat(Stream.of(name), values.stream()).toList());
    }

    private static void requireToken(String what, String text) {
        if (!Tokens.isValue(text)) {
            throw new IllegalArgumentException(what + ": \"" + Tokens.printable(text)
                    + "\" must be printable ASCII without white space, semicolon and comma");
        }
    }
}
