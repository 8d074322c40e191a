package io.github.hushgate.tracker;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * What a script turned out to be.
 *
 * @param tracker the one that it loads or calls
 * @param mixed whether most of it is not the tracker's: the page's own code that a snippet was put into
 * @param globals the names that it, once left out, no longer defines: those of all trackers found in it
 */
public record ScriptVerdict(Optional<Tracker> tracker, boolean mixed, Set<String> globals) {
    static final ScriptVerdict NOTHING = new ScriptVerdict(Optional.empty(), false, Set.of());

    /** The set of names is taken as it is, with its order, and no longer changes. */
    public ScriptVerdict {
        globals = Collections.unmodifiableSet(globals);
    }
}
