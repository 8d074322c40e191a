package io.github.hushgate.policy;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One source expression of a source list. Immutable; {@link Object#toString} is its serialisation, which holds
 * printable ASCII only and neither a semicolon nor a comma, so that it can end neither its directive nor its policy.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/#framework-directive-source-list">CSP 3, source lists</a>
 */
public sealed interface SourceExpression {
    /** Reads one token; empty when it is no source expression (a browser then matches nothing with it). */
    static Optional<SourceExpression> parse(String token) {
        Objects.requireNonNull(token, "token");
        return SourceExpressionParser.parse(token);
    }

    /** A keyword-source, and {@code 'none'}. */
    enum Keyword implements SourceExpression {
        /** Nothing matches; alone in its list, or ignored. */
        NONE,
        /** The document's own origin. */
        SELF,
        /** Inline code; ignored beside a nonce, a hash or {@link #STRICT_DYNAMIC}. */
        UNSAFE_INLINE,
        /** {@code eval} and its kin. */
        UNSAFE_EVAL,
        /** What a trusted script inserts is trusted; hosts are ignored. */
        STRICT_DYNAMIC,
        /** Hashes also match event handlers and {@code javascript:} addresses. */
        UNSAFE_HASHES,
        /** Reports hold the first 40 characters of what was refused. */
        REPORT_SAMPLE,
        /** Dead, but met. */
        UNSAFE_ALLOW_REDIRECTS,
        /** WebAssembly compilation, without {@code eval}. */
        WASM_UNSAFE_EVAL,
        /** {@code eval} of what a Trusted Types policy made. */
        TRUSTED_TYPES_EVAL,
        /** Reports the SHA-256 of loaded scripts. */
        REPORT_SHA256,
        /** Reports the SHA-384 of loaded scripts. */
        REPORT_SHA384,
        /** Reports the SHA-512 of loaded scripts. */
        REPORT_SHA512,
        /** Certificate hashes in WebTransport. */
        UNSAFE_WEBTRANSPORT_HASHES,
        /** Speculation rules inline. */
        INLINE_SPECULATION_RULES;

        private final String wire = "'" + name().toLowerCase(Locale.ROOT).replace('_', '-') + "'";

        @Override
        public String toString() {
            return wire;
        }
    }

    /**
     * A scheme-source.
     *
     * @param scheme without its colon
     */
    record Scheme(String scheme) implements SourceExpression {
        /** Refuses what is no scheme. */
        public Scheme {
            SourceExpressionParser.require(SourceExpressionParser.isScheme(scheme), "scheme", scheme);
        }

        @Override
        public String toString() {
            return scheme + ":";
        }
    }

    /**
     * A host-source.
     *
     * @param scheme without its colon, or empty: the document's own (or its upgrade)
     * @param host {@code *}, {@code *.example.org} or {@code www.example.org}
     * @param port digits, {@code *}, or empty: the scheme's default
     * @param path from its slash on, percent-encoded, or empty: any
     */
    record Host(String scheme, String host, String port, String path) implements SourceExpression {
        /** Refuses what the grammar does not hold. */
        public Host {
            SourceExpressionParser.require(
                    scheme.isEmpty() || SourceExpressionParser.isScheme(scheme), "scheme", scheme);
            SourceExpressionParser.require(SourceExpressionParser.isHost(host), "host", host);
            SourceExpressionParser.require(port.isEmpty() || SourceExpressionParser.isPort(port), "port", port);
            SourceExpressionParser.require(path.isEmpty() || SourceExpressionParser.isPath(path), "path", path);
        }

        /** The origin that it stands for, {@code https} where no scheme is named; the scheme's own port is left out. */
        String origin() {
            String named = scheme.isEmpty() ? "https" : scheme.toLowerCase(Locale.ROOT);
            boolean ownPort =
                    port.isEmpty() || port.equals(named.equals("https") || named.equals("wss") ? "443" : "80");
            return named + "://" + host.toLowerCase(Locale.ROOT) + (ownPort ? "" : ":" + port);
        }

        @Override
        public String toString() {
            return (scheme.isEmpty() ? "" : scheme + "://") + host + (port.isEmpty() ? "" : ":" + port) + path;
        }
    }

    /**
     * A nonce-source.
     *
     * @param value base64 or base64url
     */
    record Nonce(String value) implements SourceExpression {
        /** Refuses what is not base64. */
        public Nonce {
            SourceExpressionParser.require(SourceExpressionParser.isBase64(value), "nonce", value);
        }

        @Override
        public String toString() {
            return "'nonce-" + value + "'";
        }
    }

    /**
     * A hash-source.
     *
     * @param algorithm the digest
     * @param value base64 or base64url
     */
    record Hash(Algorithm algorithm, String value) implements SourceExpression {
        /** The digests that CSP knows. */
        public enum Algorithm {
            /** SHA-256. */
            SHA256,
            /** SHA-384. */
            SHA384,
            /** SHA-512. */
            SHA512;

            /** As in the policy, lower case. */
            String wire() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        /** Refuses what is not base64. */
        public Hash {
            Objects.requireNonNull(algorithm, "algorithm");
            SourceExpressionParser.require(SourceExpressionParser.isBase64(value), "hash", value);
        }

        @Override
        public String toString() {
            return "'" + algorithm.wire() + "-" + value + "'";
        }
    }
}
