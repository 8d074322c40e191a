package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.policy.Disposition;
import io.github.hushgate.report.BlockedUrl;
import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.ReportRecord;
import io.github.hushgate.report.ViolationReport;
import io.github.hushgate.store.JsonLinesStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A year of a busy site, read by its owner on a small machine. */
final class ManyRecordsTest {
    private static final int RECORDS = 1_000_000;
    private static final int BATCH = 1_000;
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    private Path reports;

    private static ReportRecord record(int i) {
        String host = i % 3 == 0 ? "https://www.facebook.com" : "https://h" + i % 900 + ".example";
        return new ViolationReport(
                START.plus(Duration.ofMinutes(i % 40_000)),
                1,
                "legacy",
                "csp-violation",
                i % 2 == 0 ? "a" : "b",
                Disposition.ENFORCE,
                "img-src",
                "/report/**",
                "/report/{…}",
                new BlockedUrl(BlockedUrl.Kind.URL, host, ""),
                i % 3 == 0 ? "meta-pixel" : "",
                i % 3 == 0 ? "tracker" : "third-party",
                false,
                "self",
                1,
                2,
                200,
                "chromium/156",
                "41");
    }

    @Test
    @Tag("long")
    void aMillionRecordsAreReviewedIn256MiB() throws IOException, InterruptedException {
        try (JsonLinesStore store =
                JsonLinesStore.open(reports, new JsonLinesStore.Settings(3_650, Integer.MAX_VALUE, false))) {
            for (int i = 0; i < RECORDS; i += BATCH) {
                List<ReportRecord> batch = new ArrayList<>();
                for (int j = i; j < i + BATCH; j++) {
                    batch.add(record(j));
                }
                store.append(ReportBatch.of(batch)).toCompletableFuture().join();
            }
        }
        long begin = System.nanoTime();
        Process review = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        ClassPath.text(),
                        "io.github.hushgate.cli.HushgateCli",
                        "review",
                        reports.toString())
                .redirectErrorStream(true)
                .start();
        String told = new String(review.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, review.waitFor(), told);
        System.out.println("a review of " + RECORDS + " records took "
                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) + " ms");
        assertTrue(told.contains("reported by browsers as blocked: 166667 on 1 route"), told.substring(0, 400));
    }
}
