package io.github.hushgate.tracker;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One rule about addresses, as it is looked up: the tracker it names and what else must hold. */
final class UrlRule {
    /** Whose addresses a rule is about. */
    enum Party {
        ANY,
        THIRD,
        FIRST;

        boolean covers(boolean own) {
            return this == ANY || own == (this == FIRST);
        }
    }

    /** What a match means. */
    enum Verdict {
        /** It must not load. */
        REMOVE,
        /** It may: the owner said so. */
        KEEP,
        /** It is named in reports, and the policy decides. */
        NAME
    }

    final Optional<Tracker> tracker;
    final Verdict verdict;
    final UrlPattern pattern;
    final boolean exactHost;
    final int types;
    final Party party;
    /** Where the rule's own words lie in its list; 0 and 0 where it has none. */
    final int textFrom;

    final int textTo;

    /** The next rule of the same host; less specific. */
    @Nullable
    UrlRule next;

    UrlRule(
            Optional<Tracker> tracker,
            Verdict verdict,
            UrlPattern pattern,
            boolean exactHost,
            int types,
            Party party,
            int textFrom,
            int textTo) {
        this.tracker = tracker;
        this.verdict = verdict;
        this.pattern = pattern;
        this.exactHost = exactHost;
        this.types = types;
        this.party = party;
        this.textFrom = textFrom;
        this.textTo = textTo;
    }

    /** True where the rule covers the kind of element: all that is asked for, when {@code all}; else any of it. */
    boolean covers(int asked, boolean all, boolean own) {
        int covered = types & asked;
        return (all ? covered == asked : covered != 0) && party.covers(own);
    }
}
