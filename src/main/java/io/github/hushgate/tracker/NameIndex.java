package io.github.hushgate.tracker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trackers by the names that they use, some of them globs. The first in the catalog wins, a plain name over a glob. */
final class NameIndex {
    private record Pattern(String glob, Optional<Tracker> tracker) {}

    private final Map<String, Optional<Tracker>> plain = new HashMap<>();
    private final List<Pattern> globs = new ArrayList<>();

    void add(String name, Tracker tracker) {
        if (name.indexOf('*') < 0) {
            plain.putIfAbsent(name, Optional.of(tracker));
        } else if (name.length() > 1) {
            globs.add(new Pattern(name, Optional.of(tracker)));
        }
    }

    Optional<Tracker> find(String name) {
        Optional<Tracker> found = plain.get(name);
        if (found != null) {
            return found;
        }
        for (Pattern each : globs) {
            if (Glob.matches(each.glob(), name)) {
                return each.tracker();
            }
        }
        return Optional.empty();
    }
}
