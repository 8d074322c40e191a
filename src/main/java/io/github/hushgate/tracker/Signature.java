package io.github.hushgate.tracker;

import java.util.List;
import java.util.Objects;

/** One piece of evidence that a tracker is known by. */
public sealed interface Signature {

    /** What the address or snippet does for its tracker. */
    enum Role {
        /** Its script. */
        LOADER,
        /** Where its script sends to. */
        BEACON,
        /** An image that counts. */
        PIXEL,
        /** A frame. */
        FRAME,
        /** Styles, fonts, pictures of its widget. */
        ASSET,
        /** A socket. */
        WEBSOCKET,
        /** A snippet that loads its script. */
        BOOTSTRAP,
        /** Its script itself, written into the page. */
        AGENT,
        /** A snippet that calls it. */
        CALL,
        /** A snippet that only sets it up. */
        CONFIG
    }

    /** How much a host says by itself. */
    enum Confidence {
        /** The host does nothing else. */
        SOLE_PURPOSE,
        /** The host also serves what is no tracker: the path decides. */
        SHARED_HOST,
        /** Only a hint. */
        HEURISTIC
    }

    /**
     * An address.
     *
     * @param host lower-case ASCII, without a trailing dot; empty for any host (then the path decides alone)
     * @param exact true for this host only, false for its sub-hosts as well
     * @param path empty, or what the path (with {@code ?} and the query) begins with; {@code *} stands for anything, a
     *     final {@code $} for the end
     */
    record HostRule(String host, boolean exact, String path, Role role, Confidence confidence) implements Signature {
        /** Checks what a rule must have. */
        public HostRule {
            Objects.requireNonNull(role, "role");
            Objects.requireNonNull(confidence, "confidence");
            if (host.isEmpty() && path.length() < 4) {
                throw new IllegalArgumentException(
                        "host rule: without a host, the path must say more than \"" + path + "\"");
            }
        }

        /** Whether the rule names this host, whatever the path; one for any host names none. */
        public boolean covers(String other) {
            return !host.isEmpty() && (other.equals(host) || (!exact && other.endsWith("." + host)));
        }
    }

    /**
     * Words of a snippet, each found anywhere in it, white space aside. A literal without capitals is found in any
     * case.
     *
     * @param all all of them must occur
     * @param none none of these may
     */
    record InlineRule(List<String> all, List<String> none, Role role) implements Signature {
        /** Keeps its own copies. */
        public InlineRule {
            all = List.copyOf(all);
            none = List.copyOf(none);
            Objects.requireNonNull(role, "role");
            if (all.isEmpty() || all.stream().anyMatch(each -> each.strip().length() < 3)) {
                throw new IllegalArgumentException("inline rule: each literal needs three characters: " + all);
            }
        }
    }

    /** A cookie's name, {@code *} standing for anything. */
    record CookieRule(String name) implements Signature {}

    /** A query parameter that names one click. */
    record ClickId(String name) implements Signature {}

    /**
     * An address under the page's own origin that serves the tracker.
     *
     * @param path a glob over the whole path; {@code *} alone leaves the query to decide
     * @param query a glob over the parameters one by one, such as {@code id=GTM-*}; empty where the path alone is only
     *     reported
     */
    record FirstPartyRule(String path, String query) implements Signature {}

    /** A name that the snippet defines and the page calls. */
    record Global(String name) implements Signature {}

    /** How its bootstrap begins: what a violation report's sample shows. White space is left aside. */
    record SampleHead(String head) implements Signature {}

    /** A host that the site's own sub-host may be an alias (CNAME) of. */
    record CloakTarget(String host) implements Signature {}
}
