package io.github.hushgate.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How many bytes of headers a response may carry for us: a container refuses to send more than it has a buffer for. */
final class SizeBudget {
    /** Bytes above which the owner is warned. */
    static final int WARN_BYTES = 3 * 1024;

    /** Bytes above which start-up fails; Tomcat sends 8 KiB of headers in all, the application's included. */
    static final int MAX_BYTES = 6 * 1024;

    private SizeBudget() {}

    /** A warning when there are more than {@link #WARN_BYTES}; throws above {@link #MAX_BYTES}. */
    static Optional<String> check(String rule, List<HeaderLine> lines) {
        int bytes = lines.stream().mapToInt(HeaderLine::bytes).sum();
        if (bytes <= WARN_BYTES) {
            return Optional.empty();
        }
        String message =
                "allow: the headers of rule \"" + Tokens.printable(rule) + "\" take " + bytes + " bytes, more than "
                        + (bytes > MAX_BYTES ? MAX_BYTES : WARN_BYTES) + "; the largest: " + largest(lines);
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException(message + "; allow fewer hosts, or approve fewer inline scripts");
        }
        return Optional.of(message);
    }

    private static String largest(List<HeaderLine> lines) {
        var parts = new ArrayList<Part>();
        for (HeaderLine line : lines) {
            if (line.name().startsWith("Content-Security-Policy")) {
                ContentSecurityPolicy.parse(line.value())
                        .forEach(policy -> policy.directives()
                                .forEach(each -> parts.add(
                                        new Part(each.name(), each.toString().length()))));
            } else {
                parts.add(new Part(line.name(), line.bytes()));
            }
        }
        parts.sort(Comparator.comparingInt(Part::bytes).reversed());
        return parts.stream()
                .limit(8)
                .map(part -> part.name() + " " + part.bytes())
                .collect(Collectors.joining(", "));
    }

    private record Part(String name, int bytes) {}
}
