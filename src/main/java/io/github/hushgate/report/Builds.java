package io.github.hushgate.report;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Bounds how many builds are told apart: anybody can make one up. Safe for many threads. */
final class Builds {
    /** Builds told apart, at most; later ones are {@code (other)}. */
    static final int MAX_BUILDS = 64;

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    String bound(String build) {
        if (build.isEmpty() || known.contains(build)) {
            return build;
        }
        return known.size() < MAX_BUILDS && known.add(build) ? build : "(other)";
    }
}
