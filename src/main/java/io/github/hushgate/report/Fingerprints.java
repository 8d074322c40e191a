package io.github.hushgate.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/**
 * Bounds how many different violations are told apart. The first so many keep their address, and as long as they are
 * seen now and then they keep it; later ones keep route, directive, class and tracker, and lose the address. Safe for
 * many threads.
 */
final class Fingerprints {
    /** After this time without being seen, a violation gives up its place. */
    private static final Duration IDLE = Duration.ofDays(1);

    private final Cache<ViolationReport.Fingerprint, Boolean> known;
    private final int max;

    Fingerprints(int max) {
        this.max = max;
        this.known = Caffeine.newBuilder()
                .maximumSize(max)
                .expireAfterAccess(IDLE)
                .executor(Runnable::run)
                .build();
    }

    /** The report as it is, or without its address when there is no room to tell it apart. */
    ViolationReport bound(ViolationReport report) {
        ViolationReport.Fingerprint identity = report.identity();
        if (known.getIfPresent(identity) != null) {
            return report;
        }
        if (known.estimatedSize() >= max) {
            return report.overflow();
        }
        known.put(identity, Boolean.TRUE);
        return report;
    }

    long size() {
        return known.estimatedSize();
    }
}
