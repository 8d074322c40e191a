package io.github.hushgate.policy;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where the reports of one rule go: an endpoint for each policy, so that one refusal reported twice is counted once.
 * Immutable.
 */
final class ReportTargets {
    /** The letters of the endpoints: the nonce policy, the ceiling, everything else. */
    static final List<Character> LETTERS = List.of('a', 'b', 'c');

    private final String url;
    private final String rule;
    private final String build;

    /** The address is absolute or begins with a slash; empty: no reports. */
    ReportTargets(String url, String rule, String build) {
        if (!url.isEmpty() && !isSound(url)) {
            throw new IllegalArgumentException("reports.url: \"" + Tokens.printable(url)
                    + "\" must be an address without query and fragment, such as \"/hushgate/reports\"");
        }
        this.url = url;
        this.rule = encode(rule);
        this.build = encode(build);
    }

    private static boolean isSound(String url) {
        boolean local = url.startsWith("/") && !url.startsWith("//");
        boolean placed = local || url.startsWith("https://") || url.startsWith("http://");
        return placed
                && Tokens.isValue(url)
                && url.chars().noneMatch(c -> c == '?' || c == '#' || c == '"' || c == '\\');
    }

    boolean isPresent() {
        return !url.isEmpty();
    }

    String url(char letter) {
        return url + "?p=" + letter + "&r=" + rule + "&b=" + build;
    }

    /** The endpoint's name in Reporting-Endpoints. */
    static String name(char letter) {
        return "hg-" + letter;
    }

    /**
     * The policy with both ways of delivery; report-to only where the browser takes the endpoint, since it then ignores
     * report-uri.
     */
    ContentSecurityPolicy reporting(ContentSecurityPolicy policy, char letter, boolean secure) {
        if (!isPresent()) {
            return policy;
        }
        var builder = policy.toBuilder().set(new Directive("report-uri", List.of(url(letter))));
        return (secure ? builder.set(new Directive("report-to", List.of(name(letter)))) : builder).build();
    }

    /** The parameter of a structured field that names the third endpoint; empty where there is none. */
    String parameter(boolean secure, boolean quoted) {
        String name = name('c');
        return isPresent() && secure ? ";report-to=" + (quoted ? '"' + name + '"' : name) : "";
    }

    /** The value of Reporting-Endpoints. */
    String endpoints(boolean nonce) {
        var value = new StringBuilder();
        for (char letter : LETTERS) {
            if (letter != 'a' || nonce) {
                value.append(value.isEmpty() ? "" : ", ")
                        .append(name(letter))
                        .append("=\"")
                        .append(url(letter))
                        .append('"');
            }
        }
        return value.toString();
    }

    private static String encode(String text) {
        var encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b > 0 && Character.isLetterOrDigit(b)) || "-._~".indexOf(b) >= 0;
            encoded.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
        }
        return encoded.toString();
    }
}
