package io.github.hushgate.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words of a report that may be kept as they are. Any other word could be a visitor's: it is replaced by
 * {@value #UNKNOWN}.
 */
final class Words {
    /** What stands for a word that is not known. */
    static final String UNKNOWN = "unknown";

    private static final Set<String> DIRECTIVES = read("directives.txt");
    private static final Set<String> FEATURES = read("features.txt");
    private static final Set<String> VIOLATIONS = Set.of(
            "csp-violation",
            "integrity-violation",
            "permissions-policy-violation",
            "potential-permissions-policy-violation",
            "document-policy-violation",
            "csp-hash",
            "connection-allowlist",
            "connection-allowlist-violation");
    private static final Set<String> OTHERS = Set.of(
            "deprecation", "intervention", "crash", "network-error", "coop", "coep", "document-isolation-policy");
    private static final Set<String> DESTINATIONS =
            Set.of("script", "style", "image", "font", "worker", "serviceworker", "sharedworker", "audioworklet");

    private Words() {}

    static String directive(String word) {
        return known(DIRECTIVES, word);
    }

    static String feature(String word) {
        return known(FEATURES, word);
    }

    static String destination(String word) {
        return known(DESTINATIONS, word);
    }

    static String otherType(String word) {
        return known(OTHERS, word);
    }

    static boolean isViolation(String type) {
        return VIOLATIONS.contains(type);
    }

    private static String known(Set<String> words, String word) {
        return words.contains(word) ? word : UNKNOWN;
    }

    private static Set<String> read(String resource) {
        return lines(resource).stream().collect(Collectors.toUnmodifiableSet());
    }

    /** The lines of a resource of this room, without comments and empty ones. */
    static List<String> lines(String resource) {
        List<String> lines = new ArrayList<>();
        InputStream in = Objects.requireNonNull(Words.class.getResourceAsStream(resource), resource);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().map(String::strip).filter(Words::isData).forEach(lines::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static boolean isData(String line) {
        return !line.isEmpty() && line.charAt(0) != '#';
    }
}
