package io.github.hushgate.report;

import java.time.Instant;
import java.util.Objects;

/**
 * What one build of the site saw of catalogued trackers.
 *
 * @param build as the settings name it; empty where they do not
 * @param first when it was first seen
 * @param pages of sensitive routes that were searched
 * @param removed left out of pages by us
 * @param blocked reported as refused; of several policies' counts the largest, never the sum
 * @param observed reported under a policy that refuses nothing
 */
public record BuildCount(String build, Instant first, long pages, long removed, long blocked, long observed) {
    /** Refuses nulls. */
    public BuildCount {
        Objects.requireNonNull(build, "build");
        Objects.requireNonNull(first, "first");
    }
}
