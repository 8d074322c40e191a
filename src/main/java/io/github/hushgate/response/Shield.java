package io.github.hushgate.response;

import io.github.hushgate.policy.SecurityHeaders;
import io.github.hushgate.rewrite.Exits;

/**
 * How the responses of one rule (or of several that match together) are shielded. Immutable, made once for each rule.
 *
 * @param route the rule's name, for counts and log lines
 * @param headers what the browser is told
 * @param outgoing decides which of the application's own headers may leave
 * @param rewriters make what goes over each HTML document
 * @param enforce whether the application's own headers may be replaced; when only observing, its own stand
 * @param failure what becomes of the rest of a page whose rewriting failed
 * @param unreadable what becomes of a page in an encoding that nobody here can read
 * @param watch is told of what happened
 * @param rules the rules that it stands for; the filter's own affair
 * @param cookie what each response sets
 * @param scripts which scripts are rewritten as well
 * @param exits what its pages may hand on to those after them
 */
public record Shield(
        String route,
        SecurityHeaders headers,
        OutgoingHeaders outgoing,
        PageRewriter.Source rewriters,
        boolean enforce,
        Unscanned failure,
        Unscanned unreadable,
        Watch watch,
        Object rules,
        Cookie cookie,
        Scripts scripts,
        Exits exits) {
    /** A shield that sets no cookie, rewrites documents alone, and lets them hand on what they like. */
    public Shield(
            String route,
            SecurityHeaders headers,
            OutgoingHeaders outgoing,
            PageRewriter.Source rewriters,
            boolean enforce,
            Unscanned failure,
            Unscanned unreadable,
            Watch watch,
            Object rules) {
        this(
                route,
                headers,
                outgoing,
                rewriters,
                enforce,
                failure,
                unreadable,
                watch,
                rules,
                secure -> "",
                allowed -> false,
                Exits.OPEN);
    }

    /** This shield, with another rewriter. */
    public Shield withRewriters(PageRewriter.Source others) {
        return new Shield(
                route, headers, outgoing, others, enforce, failure, unreadable, watch, rules, cookie, scripts, exits);
    }

    /** This shield, rewriting these scripts too. */
    public Shield withScripts(Scripts others) {
        return new Shield(
                route, headers, outgoing, rewriters, enforce, failure, unreadable, watch, rules, cookie, others, exits);
    }

    /** Makes the cookie of a response. Safe for many threads. */
    @FunctionalInterface
    public interface Cookie {
        /** The {@code Set-Cookie} value, empty for none; {@code secure}: the request came over TLS. */
        String value(boolean secure);
    }

    /** Knows the service workers' scripts that are rewritten as documents are. Safe for many threads. */
    @FunctionalInterface
    public interface Scripts {
        /** Whether this response is one, by its {@code Service-Worker-Allowed}; empty: it has none. */
        boolean rewrites(String allowed);
    }

    /** What becomes of bytes that could not be scanned. */
    public enum Unscanned {
        /** They are sent as they are, under the policies. */
        PASS,
        /** They are not sent. */
        WITHHOLD
    }

    /** Is told of what became of responses. Safe for many threads, never throws. */
    @FunctionalInterface
    public interface Watch {
        /** One response, or one mishap, of a route. */
        void saw(String route, Outcome outcome);
    }
}
