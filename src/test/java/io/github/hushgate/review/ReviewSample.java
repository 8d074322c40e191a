package io.github.hushgate.review;

import io.github.hushgate.policy.Disposition;
import io.github.hushgate.report.BlockedUrl;
import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.report.OtherReport;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.ReportRecord;
import io.github.hushgate.report.SelfTest;
import io.github.hushgate.report.UnrecordedCount;
import io.github.hushgate.report.ViolationReport;
import io.github.hushgate.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records of a site that has seen a little of everything, and of one whose every field is hostile. */
public final class ReviewSample {
    /** What runs, and shows, wherever it is taken for markup. */
    public static final String HOSTILE = "\"'><img src=x onerror=document.title='pwned'><script>document.title='pwned'"
            + "</script><svg onload=document.title='pwned'>=cmd()\u202e";

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    private ReviewSample() {}

    /** Two weeks of a police site. */
    public static MemoryStore police() {
        List<ReportRecord> records = new ArrayList<>();
        for (int day = 0; day < 14; day++) {
            Instant time = NOW.minus(Duration.ofDays(day));
            String build = day > 6 ? "2026.40" : "2026.41";
            records.add(new RemovalCount("/report/**", "meta-pixel", "script", 40 + 7 * (day % 4), time, time, build));
            records.add(new RemovalCount("/report/**", "google-tag-manager", "noscript", 31 - day, time, time, build));
            records.add(violation(time, 3 + day % 3, "https://analytics.tiktok.com", "tiktok-pixel", "tracker", build));
            if (day < 3) {
                records.add(violation(
                        time,
                        1,
                        "https://script.hotjar.com",
                        "hotjar",
                        "tracker",
                        build,
                        "https://www.googletagmanager.com"));
            }
            if (day > 9) {
                records.add(new RemovalCount("/report/**", "matomo", "script", 12, time, time, build));
            }
            records.add(new CoverageCount("/report/**", "rewritten", 100 + day, time, time, build));
        }
        records.add(violation(NOW, 9, "https://tiles.example.org", "", "third-party", "2026.41"));
        records.add(violation(NOW, 4, "https://www.police.test", "", "own", "2026.41"));
        records.add(violation(NOW, 17, "chrome-extension:", "", "noise:extension", "2026.41"));
        records.add(new CoverageCount("/contact/**", "rewritten", 12, NOW, NOW, "2026.41"));
        records.add(new CoverageCount("/contact/**", "not-html", 5, NOW, NOW, "2026.41"));
        records.add(new CoverageCount("/", "doorway link meta-pixel", 7, NOW, NOW, "2026.41"));
        records.add(new UnrecordedCount(NOW, "(none)", "refused", "origin", 12));
        records.add(new OtherReport(NOW, 2, "deprecation", "/report/**", "chromium/156", "2026.41"));
        records.add(new SelfTest(NOW, true));
        records.add(new JournalEntry(
                NOW,
                "0.1.0",
                "2026.11.27 5f1c",
                "a1b2",
                Map.of("sensitive", "/report/**, /contact/**", "mode", "enforce", "preset", "confidential"),
                Map.of("mode", "observe")));
        return store(records);
    }

    /** Markup in every field that a stranger could reach, and in those that one could not. */
    public static MemoryStore hostile() {
        return store(List.of(
                new RemovalCount(HOSTILE, HOSTILE, HOSTILE, 1, NOW, NOW, HOSTILE),
                violation(NOW, 1, "https://" + HOSTILE, HOSTILE, "tracker", HOSTILE, HOSTILE),
                violation(NOW, 1, "https://" + HOSTILE, "", "third-party", HOSTILE),
                violation(NOW, 1, HOSTILE, "", "noise:" + HOSTILE, HOSTILE),
                new CoverageCount(HOSTILE, HOSTILE, 1, NOW, NOW, HOSTILE),
                new CoverageCount(HOSTILE, "doorway " + HOSTILE, 1, NOW, NOW, HOSTILE),
                new UnrecordedCount(NOW, HOSTILE, HOSTILE, HOSTILE, 1),
                new OtherReport(NOW, 1, HOSTILE, HOSTILE, HOSTILE, HOSTILE),
                new JournalEntry(NOW, HOSTILE, HOSTILE, HOSTILE, Map.of(HOSTILE, HOSTILE), Map.of(HOSTILE, ""))));
    }

    private static MemoryStore store(List<ReportRecord> records) {
        MemoryStore store = new MemoryStore();
        store.append(ReportBatch.of(records)).toCompletableFuture().join();
        return store;
    }

    private static ViolationReport violation(
            Instant time, long count, String origin, String tracker, String classification, String build) {
        return violation(time, count, origin, tracker, classification, build, "self");
    }

    private static ViolationReport violation(
            Instant time,
            long count,
            String origin,
            String tracker,
            String classification,
            String build,
            String source) {
        return new ViolationReport(
                time,
                count,
                "legacy",
                "csp-violation",
                "a",
                Disposition.ENFORCE,
                "img-src",
                "/report/**",
                "/report/{…}",
                new BlockedUrl(BlockedUrl.Kind.URL, origin, ""),
                tracker,
                classification,
                false,
                source,
                1,
                2,
                200,
                "chromium/156",
                build);
    }
}
