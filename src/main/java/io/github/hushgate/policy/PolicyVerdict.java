package io.github.hushgate.policy;

import io.github.hushgate.policy.SourceExpression.Hash;
import io.github.hushgate.policy.SourceExpression.Keyword;
import io.github.hushgate.policy.SourceExpression.Nonce;
import io.github.hushgate.url.BrowserUrl;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What one policy says to one attempt. */
final class PolicyVerdict {
    private final ContentSecurityPolicy policy;
    private final SourceMatch match;

    PolicyVerdict(ContentSecurityPolicy policy, SourceMatch match) {
        this.policy = policy;
        this.match = match;
    }

    /**
     * What an element may carry. Whoever inserts it can copy a nonce from another element, or name a hash.
     *
     * @param nonce its nonce attribute
     * @param integrity the one digest of its integrity attribute
     * @param parserInserted whether the parser inserted it, rather than a script
     */
    record Element(Optional<Nonce> nonce, Optional<Hash> integrity, boolean parserInserted) {
        static final Element PLAIN = new Element(Optional.empty(), Optional.empty(), true);
    }

    /** The hosts that it names, wildcards as they stand; not {@code *}. */
    Stream<String> hosts() {
        return policy.directives().stream()
                .flatMap(directive -> directive.sources().stream())
                .filter(SourceExpression.Host.class::isInstance)
                .map(host -> ((SourceExpression.Host) host).host().toLowerCase(Locale.ROOT))
                .filter(host -> !host.equals("*"));
    }

    /** What lets it through, in the policy's own words; empty when it is refused. */
    Optional<String> opening(Channel channel, BrowserUrl url, Element element) {
        if (channel == Channel.NAVIGATION) {
            return Optional.of("no directive covers navigation");
        }
        Optional<Directive> governing = policy.governing(channel.directive());
        if (governing.isEmpty()) {
            return Optional.of("no " + channel.directive());
        }
        Directive directive = governing.get();
        return special(channel, directive, element)
                .or(() -> byAddress(channel, directive, url))
                .map(reason -> directive.name() + " " + reason);
    }

    /** By what the element carries. https://www.w3.org/TR/CSP3/#script-pre-request */
    private static Optional<String> special(Channel channel, Directive directive, Element element) {
        List<SourceExpression> sources = directive.sources();
        boolean elementHasNonce = channel == Channel.SCRIPT || channel == Channel.STYLE;
        if (elementHasNonce && element.nonce().filter(sources::contains).isPresent()) {
            return Optional.of("a copied nonce");
        }
        if (channel == Channel.SCRIPT
                && element.integrity().filter(sources::contains).isPresent()) {
            return Optional.of("a listed hash as integrity");
        }
        return runsByScript(channel, directive) && sources.contains(Keyword.STRICT_DYNAMIC) && !element.parserInserted()
                ? Optional.of("'strict-dynamic'")
                : Optional.empty();
    }

    private Optional<String> byAddress(Channel channel, Directive directive, BrowserUrl url) {
        List<SourceExpression> sources = directive.sources();
        if (runsByScript(channel, directive) && sources.contains(Keyword.STRICT_DYNAMIC)) {
            return Optional.empty();
        }
        return match.first(sources, url).map(Object::toString);
    }

    /** 'strict-dynamic' counts for scripts, and for workers only where script-src itself speaks for them. */
    private static boolean runsByScript(Channel channel, Directive directive) {
        return channel == Channel.SCRIPT
                || (channel == Channel.WORKER
                        && (directive.name().equals("script-src")
                                || directive.name().equals("default-src")));
    }
}
