package io.github.hushgate.policy;

import io.github.hushgate.policy.PolicyVerdict.Element;
import io.github.hushgate.policy.SourceExpression.Hash;
import io.github.hushgate.policy.SourceExpression.Nonce;
import io.github.hushgate.url.BrowserUrl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells which attempts to leave a page a set of enforced policies would let through. An attempt gets through when every
 * policy lets it, with one and the same element: it may carry any nonce of the policies (a nonce can be copied), any
 * hash of theirs as its integrity, and be inserted by the parser or by a script. In doubt an attempt is open.
 * Immutable.
 */
public final class EgressCheck {
    private final BrowserUrl self;
    private final List<PolicyVerdict> policies;
    private final List<Element> elements;
    private final List<ConnectionAllowlist> connections;

    private EgressCheck(
            String origin, Collection<ContentSecurityPolicy> policies, Collection<ConnectionAllowlist> connections) {
        self = BrowserUrl.parse(origin)
                .orElseThrow(() -> new IllegalArgumentException("origin: \"" + Tokens.printable(origin)
                        + "\" is no address; one is \"https://www.example.org\""));
        var match = new SourceMatch(self);
        this.policies = policies.stream()
                .map(policy -> new PolicyVerdict(policy, match))
                .toList();
        this.connections = List.copyOf(connections);
        elements = elements(policies);
    }

    /** Checks these policies, all enforced, on a document of this origin. */
    public static EgressCheck of(String origin, Collection<ContentSecurityPolicy> policies) {
        return new EgressCheck(origin, policies, List.of());
    }

    /**
     * As {@link #of(String, Collection)}, with Connection-Allowlist, where the browser knows it (Chrome from 152 on).
     */
    public static EgressCheck of(
            String origin, Collection<ContentSecurityPolicy> policies, Collection<ConnectionAllowlist> connections) {
        return new EgressCheck(origin, policies, connections);
    }

    /**
     * Checks the policies among these headers; those that are report-only stop nothing. Others' headers are passed
     * over.
     */
    public static EgressCheck ofHeaders(String origin, Collection<HeaderLine> lines) {
        var policies = new ArrayList<ContentSecurityPolicy>();
        var connections = new ArrayList<ConnectionAllowlist>();
        for (HeaderLine line : lines) {
            switch (line.name().toLowerCase(Locale.ROOT)) {
                case "content-security-policy" -> policies.addAll(ContentSecurityPolicy.parse(line.value()));
                case "connection-allowlist" ->
                    ConnectionAllowlist.parse(line.value()).ifPresent(connections::add);
                default -> {}
            }
        }
        return new EgressCheck(origin, policies, connections);
    }

    /**
     * Checks a text as people keep it: header lines ({@code Name: value}, with or without a status line), or nothing
     * but policies, one a line.
     */
    public static EgressCheck ofText(String origin, String text) {
        return ofHeaders(origin, text.lines().map(EgressCheck::line).toList());
    }

    private static HeaderLine line(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? "" : text.substring(0, colon).strip();
        boolean header = !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"'/;,*".indexOf(c) < 0);
        return header
                ? new HeaderLine(name, text.substring(colon + 1).strip())
                : new HeaderLine("Content-Security-Policy", text.startsWith("HTTP/") ? "" : text.strip());
    }

    /** The hosts that the policies name, each once; that of a wildcard is one below it. */
    public List<String> hosts() {
        return policies.stream()
                .flatMap(policy -> policy.hosts())
                .map(host -> host.startsWith("*.") ? "any" + host.substring(1) : host)
                .distinct()
                .toList();
    }

    /**
     * An attempt that gets through.
     *
     * @param probe the attempt
     * @param why what each policy lets it through by
     */
    public record Opening(Probe probe, String why) {}

    /** The attempts that get through, in the order given. An address that no browser would follow does not. */
    public List<Opening> openings(Collection<Probe> probes) {
        return probes.stream().flatMap(probe -> opening(probe).stream()).toList();
    }

    /** How this attempt gets through; empty when it does not. */
    public Optional<Opening> opening(Probe probe) {
        Objects.requireNonNull(probe, "probe");
        return BrowserUrl.parse(probe.url())
                .filter(url ->
                        probe.channel() == Channel.BEACON || !url.scheme().startsWith("ws"))
                .filter(url -> connections.stream().allMatch(list -> list.matches(url, self)))
                .flatMap(url -> elements.stream()
                        .flatMap(element -> why(probe.channel(), url, element).stream())
                        .findFirst())
                .map(why -> new Opening(probe, why));
    }

    private Optional<String> why(Channel channel, BrowserUrl url, Element element) {
        var reasons = new ArrayList<String>();
        for (PolicyVerdict policy : policies) {
            Optional<String> reason = policy.opening(channel, url, element);
            if (reason.isEmpty()) {
                return Optional.empty();
            }
            reasons.add(reason.get());
        }
        return Optional.of(reasons.isEmpty() ? "no policy" : String.join(" + ", reasons));
    }

    private static List<Element> elements(Collection<ContentSecurityPolicy> policies) {
        List<SourceExpression> sources = policies.stream()
                .flatMap(policy -> policy.directives().stream())
                .flatMap(directive -> directive.sources().stream())
                .distinct()
                .toList();
        List<Optional<Nonce>> nonces = orNone(sources, Nonce.class);
        List<Optional<Hash>> hashes = orNone(sources, Hash.class);
        var elements = new ArrayList<>(List.of(Element.PLAIN));
        for (Optional<Nonce> nonce : nonces) {
            for (Optional<Hash> hash : hashes) {
                elements.add(new Element(nonce, hash, false));
                elements.add(new Element(nonce, hash, true));
            }
        }
        return List.copyOf(elements);
    }

    private static <T extends SourceExpression> List<Optional<T>> orNone(
            List<SourceExpression> sources, Class<T> type) {
        Stream<Optional<T>> some =
                sources.stream().filter(type::isInstance).map(type::cast).map(Optional::of);
        return Stream.concat(Stream.of(Optional.<T>empty()), some).toList();
    }
}
