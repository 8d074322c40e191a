package io.github.hushgate.report;

import io.github.hushgate.policy.Disposition;
import java.time.Instant;
import java.util.Set;

/**
 * Equal violations over time, counted once however many policies reported each.
 *
 * @param route the rule's pattern
 * @param type the report type
 * @param directive the effective directive; empty for what only the Connection-Allowlist refused
 * @param blocked what was refused
 * @param tracker the catalog's id; empty when it is no catalogued tracker
 * @param classification as in {@link ViolationReport}
 * @param disposition enforce or report
 * @param mayRedirect an own address that may have redirected off-site
 * @param count the largest over the policies, never their sum
 * @param first when first seen
 * @param last when last seen
 * @param firstBuild the build that it was first seen with; empty when not told
 * @param sources who caused it, as in {@link ViolationReport}, at most {@value #MAX_VALUES}
 * @param builds the builds seen, at most {@value #MAX_VALUES}
 * @param browsers families and versions seen, at most {@value #MAX_VALUES}
 */
public record ViolationGroup(
        String route,
        String type,
        String directive,
        BlockedUrl blocked,
        String tracker,
        String classification,
        Disposition disposition,
        boolean mayRedirect,
        long count,
        Instant first,
        Instant last,
        String firstBuild,
        Set<String> sources,
        Set<String> builds,
        Set<String> browsers) {
    /** Sources, builds, and browsers, that a group names. */
    public static final int MAX_VALUES = 32;

    /** Copies the sets. */
    public ViolationGroup {
        sources = Set.copyOf(sources);
        builds = Set.copyOf(builds);
        browsers = Set.copyOf(browsers);
    }
}
