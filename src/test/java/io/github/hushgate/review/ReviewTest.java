package io.github.hushgate.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.github.hushgate.store.JsonLinesStore;
import io.github.hushgate.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short answer, from the store alone: what we removed stands apart from what anybody could have sent. */
class ReviewTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-24T13:30:00Z");

    private static ViolationReport violation(String host, String tracker, String classification, Disposition how) {
        return new ViolationReport(
                NOON,
                1,
                "legacy",
                "csp-violation",
                "a",
                how,
                "img-src",
                "/report/**",
                "/report/{…}",
                new BlockedUrl(BlockedUrl.Kind.URL, "https://" + host, ""),
                tracker,
                classification,
                classification.equals("own"),
                "self",
                1,
                2,
                200,
                "chromium/156",
                "41");
    }

    private static List<ReportRecord> everything() {
        return List.of(
                new RemovalCount("/report/**", "meta-pixel", "script", 3, NOON, NOON, "41"),
                new RemovalCount("/report/**", "meta-pixel", "script", 2, LATER, LATER, "41"),
                violation("noise.example", "", "noise:extension", Disposition.ENFORCE),
                violation("noise.example", "", "noise:extension", Disposition.ENFORCE),
                violation("www.police.test", "", "own", Disposition.ENFORCE),
                violation("t.example", "hotjar", "tracker", Disposition.ENFORCE),
                violation("o.example", "matomo", "tracker", Disposition.REPORT),
                new CoverageCount("/report/**", "rewritten", 40, NOON, LATER, "41"),
                new CoverageCount("/", "doorway link meta-pixel", 7, NOON, LATER, "41"),
                new UnrecordedCount(NOON, "(none)", "refused", "origin", 12),
                new OtherReport(NOON, 2, "deprecation", "/report/**", "chromium/156", "41"),
                new SelfTest(NOON, true),
                new JournalEntry(
                        NOON,
                        "1.0",
                        "2026.11.24 ab",
                        "cd",
                        Map.of("mode", "enforce", "preset", "sealed"),
                        Map.of("mode", "observe")));
    }

    private static Review of(List<ReportRecord> records) {
        try (MemoryStore store = new MemoryStore()) {
            store.append(ReportBatch.of(records)).toCompletableFuture().join();
            return Review.of(store);
        }
    }

    @Test
    void itReadsLikeThis() {
        assertEquals("""
                In short
                  Trackers removed by us: 5 on 1 route.
                  Trackers reported by browsers as blocked: 1 on 1 route.
                  Trackers reported by browsers under a policy that only observes: they were sent: 1 on 1 route.
                  Pages with a tracker lead to a sensitive route: see Doorways.
                  The endpoint's last self-test passed at 2026-11-24 12:00 UTC.

                Removed by us (certain: we did it, before the page was sent)
                  TRACKER     ROUTE       ELEMENT  COUNT  FIRST SEEN            LAST SEEN
                  meta-pixel  /report/**  script   5      2026-11-24 12:00 UTC  2026-11-24 13:30 UTC

                Reported by browsers (forgeable: anybody can send a report)
                  TRACKER            ROUTE       COUNT  FIRST SEEN            LAST SEEN             OUTCOME   WHAT
                  hotjar             /report/**  1      2026-11-24 12:00 UTC  2026-11-24 12:00 UTC  blocked   img-src https://t.example
                  matomo             /report/**  1      2026-11-24 12:00 UTC  2026-11-24 12:00 UTC  observed  img-src https://o.example
                  (own)              /report/**  1      2026-11-24 12:00 UTC  2026-11-24 12:00 UTC  blocked   img-src https://www.police.test (may redirect off-site)
                  (noise:extension)  /report/**  2      2026-11-24 12:00 UTC  2026-11-24 12:00 UTC  blocked   img-src https://noise.example

                Coverage (what was done with the responses of a route)
                  ROUTE       OUTCOME    COUNT  FIRST SEEN            LAST SEEN             BUILD
                  /report/**  rewritten  40     2026-11-24 12:00 UTC  2026-11-24 13:30 UTC  41

                Doorways (pages with a tracker that lead to a sensitive route; review --doorways prints what protects them)
                  ROUTE  WAY ON AND TRACKER  COUNT  FIRST SEEN            LAST SEEN             BUILD
                  /      link meta-pixel     7      2026-11-24 12:00 UTC  2026-11-24 13:30 UTC  41

                What the policies refuse of the site's own, or would (apart from trackers and noise)
                  ROUTE       WHAT                             COUNT  WOULD KEEP IT WORKING
                  /report/**  img-src https://www.police.test  1      look where it redirects: the browser blames the first address

                Counted without a record (over a rate, or refused)
                  LIMIT OR REASON  CLASS    ROUTE   COUNT  LAST SEEN
                  origin           refused  (none)  12     2026-11-24 12:00 UTC

                Other reports (no violations: only that they came is kept)
                  TYPE         ROUTE       BROWSER       COUNT  LAST SEEN
                  deprecation  /report/**  chromium/156  2      2026-11-24 12:00 UTC

                Settings in force since 2026-11-24 12:00 UTC (* changed at that start)
                  Hushgate 1.0, catalog 2026.11.24 ab, configuration cd
                * mode: enforce
                  preset: sealed
                """, sorted(of(everything()).toText()));
    }

    /** Equal counts come in no order of their own. */
    private static String sorted(String text) {
        int hotjar = text.indexOf("  hotjar");
        int matomo = text.indexOf("  matomo");
        if (hotjar < matomo) {
            return text;
        }
        int end = text.indexOf("  (own)");
        return text.substring(0, matomo)
                + text.substring(hotjar, end)
                + text.substring(matomo, hotjar)
                + text.substring(end);
    }

    @Test
    void itsKeysForProgramsStayAsTheyAre() {
        List<ReportRecord> some = everything();
        List<ReportRecord> one = List.of(
                some.get(0),
                some.get(5),
                some.get(7),
                some.get(8),
                some.get(9),
                some.get(10),
                some.get(11),
                some.get(12));
        assertEquals(
                "{\"v\":1,\"selfTest\":{\"time\":\"2026-11-24T12:00:00Z\",\"passed\":true,\"outside\":{}},"
                        + "\"start\":{\"time\":\"2026-11-24T12:00:00Z\",\"version\":\"1.0\",\"catalog\":\"2026.11.24 ab\","
                        + "\"configuration\":\"cd\",\"settings\":{\"mode\":\"enforce\",\"preset\":\"sealed\"},"
                        + "\"changed\":{\"mode\":\"observe\"}},"
                        + "\"lines\":[{\"origin\":\"removed by us\",\"outcome\":\"removed\",\"tracker\":\"meta-pixel\","
                        + "\"classification\":\"tracker\",\"what\":\"script\",\"route\":\"/report/**\",\"count\":3,"
                        + "\"first\":\"2026-11-24T12:00:00Z\",\"last\":\"2026-11-24T12:00:00Z\"},"
                        + "{\"origin\":\"reported by a browser\",\"outcome\":\"blocked\",\"tracker\":\"hotjar\","
                        + "\"classification\":\"tracker\",\"what\":\"img-src https://t.example\",\"route\":\"/report/**\","
                        + "\"count\":1,\"first\":\"2026-11-24T12:00:00Z\",\"last\":\"2026-11-24T12:00:00Z\"}],"
                        + "\"coverage\":[{\"route\":\"/report/**\",\"outcome\":\"rewritten\",\"count\":40,"
                        + "\"first\":\"2026-11-24T12:00:00Z\",\"last\":\"2026-11-24T13:30:00Z\",\"build\":\"41\"}],"
                        + "\"doorways\":[{\"route\":\"/\",\"outcome\":\"link meta-pixel\",\"count\":7,"
                        + "\"first\":\"2026-11-24T12:00:00Z\",\"last\":\"2026-11-24T13:30:00Z\",\"build\":\"41\"}],"
                        + "\"unrecorded\":[{\"route\":\"(none)\",\"classification\":\"refused\",\"limit\":\"origin\","
                        + "\"count\":12,\"last\":\"2026-11-24T12:00:00Z\"}],"
                        + "\"others\":[{\"type\":\"deprecation\",\"route\":\"/report/**\",\"browser\":\"chromium/156\","
                        + "\"build\":\"41\",\"count\":2,\"last\":\"2026-11-24T12:00:00Z\"}],"
                        + "\"days\":[{\"day\":\"2026-11-24\",\"removed\":3,\"blocked\":1,\"observed\":0}],"
                        + "\"builds\":{\"41\":\"2026-11-24T12:00:00Z\"},"
                        + "\"preview\":{\"breakages\":[],\"settings\":\"\"}}",
                of(one).toJson());
    }

    @Test
    void theFilesAloneTellAsMuchAsTheRunningStore(@TempDir Path directory) throws IOException {
        try (JsonLinesStore store = JsonLinesStore.open(directory, JsonLinesStore.Settings.DEFAULT)) {
            store.append(ReportBatch.of(everything())).toCompletableFuture().join();
        }
        assertEquals(
                sorted(of(everything()).toText()),
                sorted(Review.of(JsonLinesStore.view(directory)).toText()));
    }

    @Test
    void whatIsOnlyCountedIsNotCalledRemoved() {
        var counting = new JournalEntry(NOON, "1", "c", "h", Map.of("trackers.strip", "count"), Map.of());
        String text = of(List.of(everything().get(0), counting)).toText();
        assertTrue(text.contains("Trackers counted in pages, but left there: 3 on 1 route."), text);
        assertFalse(text.contains("removed by us:"), text);
    }

    @Test
    void nothingIsSaidPlainly() {
        String text = of(List.of()).toText();
        assertTrue(text.contains("Trackers removed by us: none."), text);
        assertTrue(text.contains("has not tested itself"), text);
    }
}
