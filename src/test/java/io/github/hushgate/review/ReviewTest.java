package io.github.hushgate.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.policy.Disposition;
import io.github.hushgate.report.BlockedUrl;
import io.github.hushgate.report.BuildCount;
import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.report.OtherReport;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ReportRecord;
import io.github.hushgate.report.SelfTest;
import io.github.hushgate.report.UnrecordedCount;
import io.github.hushgate.report.ViolationReport;
import io.github.hushgate.store.JsonLinesStore;
import io.github.hushgate.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short answer, from the store alone: what we removed stands apart from what anybody could have sent. */
class ReviewTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-24T13:30:00Z");

    private static ViolationReport violation(String host, String tracker, String classification, Disposition how) {
        return violation(host, tracker, classification, how, NOON, "self", "41");
    }

    private static ViolationReport violation(
            String host,
            String tracker,
            String classification,
            Disposition how,
            Instant time,
            String source,
            String build) {
        return new ViolationReport(
                time,
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
                source,
                1,
                2,
                200,
                "chromium/156",
                build);
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
                  TRACKER     ROUTE       ELEMENT  COUNT  FIRST SEEN            LAST SEEN             FIRST BUILD  STATE
                  meta-pixel  /report/**  script   5      2026-11-24 12:00 UTC  2026-11-24 13:30 UTC  41           goes on

                Reported by browsers (forgeable: anybody can send a report)
                  TRACKER            ROUTE       COUNT  FIRST SEEN            LAST SEEN             FIRST BUILD  STATE    OUTCOME   WHAT                                                     CAME FROM
                  hotjar             /report/**  1      2026-11-24 12:00 UTC  2026-11-24 12:00 UTC  41           goes on  blocked   img-src https://t.example                                not in the HTML we sent: a script of the page put it there, or something behind this server
                  matomo             /report/**  1      2026-11-24 12:00 UTC  2026-11-24 12:00 UTC  41           goes on  observed  img-src https://o.example                                not in the HTML we sent: a script of the page put it there, or something behind this server
                  (own)              /report/**  1      2026-11-24 12:00 UTC  2026-11-24 12:00 UTC  41           -        blocked   img-src https://www.police.test (may redirect off-site)  -
                  (noise:extension)  /report/**  2      2026-11-24 12:00 UTC  2026-11-24 12:00 UTC  41           -        blocked   img-src https://noise.example                            -

                Builds of the site, with what each saw of trackers
                  BUILD  FIRST SEEN            PAGES SEARCHED  REMOVED  BLOCKED  OBSERVED
                  41     2026-11-24 12:00 UTC  40              5        1        1

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
                        + "\"first\":\"2026-11-24T12:00:00Z\",\"last\":\"2026-11-24T12:00:00Z\","
                        + "\"build\":\"41\",\"cameFrom\":\"in our own HTML\"},"
                        + "{\"origin\":\"reported by a browser\",\"outcome\":\"blocked\",\"tracker\":\"hotjar\","
                        + "\"classification\":\"tracker\",\"what\":\"img-src https://t.example\",\"route\":\"/report/**\","
                        + "\"count\":1,\"first\":\"2026-11-24T12:00:00Z\",\"last\":\"2026-11-24T12:00:00Z\","
                        + "\"build\":\"41\",\"cameFrom\":\"not in the HTML we sent: a script of the page put it there, or something behind this server\"}],"
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
                        + "\"releases\":[{\"build\":\"41\",\"first\":\"2026-11-24T12:00:00Z\",\"pages\":40,"
                        + "\"removed\":3,\"blocked\":1,\"observed\":0}],"
                        + "\"states\":[{\"tracker\":\"hotjar\",\"route\":\"/report/**\",\"state\":\"goes on\","
                        + "\"since\":\"2026-11-24\"},{\"tracker\":\"meta-pixel\",\"route\":\"/report/**\","
                        + "\"state\":\"goes on\",\"since\":\"2026-11-24\"}],"
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
    void itTellsWhatIsNewWhatCameBackAndWhatIsResolved() {
        List<ReportRecord> records = new ArrayList<>();
        for (int day = 0; day < 20; day++) {
            Instant time = NOON.plus(Duration.ofDays(day));
            records.add(new CoverageCount("/report/**", "rewritten", 9, time, time, ""));
            if (day < 5) {
                records.add(new RemovalCount("/report/**", "matomo", "script", 1, time, time, ""));
            }
            if (day == 0 || day == 15) {
                records.add(violation("h.example", "hotjar", "tracker", Disposition.ENFORCE, time, "self", ""));
            }
            if (day > 16) {
                records.add(new RemovalCount("/report/**", "meta-pixel", "script", 1, time, time, ""));
            }
        }
        String text = of(records).toText();
        assertTrue(text.contains("""
                  New: meta-pixel on /report/**, since 2026-12-11.
                  Came back: hotjar on /report/**, since 2026-12-09.
                  Resolved, not met any more: matomo on /report/**, last met on 2026-11-28.
                """), text);
        // A period looks further back than itself: what it holds first is not new for that.
        Instant from = NOON.plus(Duration.ofDays(15));
        try (MemoryStore store = new MemoryStore()) {
            store.append(ReportBatch.of(records)).toCompletableFuture().join();
            Review late = Review.of(store, ReportQuery.between(from, NOON.plus(Duration.ofDays(30))));
            assertEquals(
                    Optional.of(TrackerState.State.CAME_BACK),
                    late.state("/report/**", "hotjar").map(TrackerState::state));
            assertEquals(Optional.empty(), late.state("/report/**", "matomo"), "resolved before this time");
            assertEquals(45, late.coverage().get(0).count());
        }
    }

    @Test
    void itTellsWhereATrackerCameFromAndWithWhichBuild() {
        List<ReportRecord> records = List.of(
                new CoverageCount("/report/**", "rewritten", 40, NOON, LATER, "42"),
                new RemovalCount("/report/**", "meta-pixel", "script", 3, LATER, LATER, "42"),
                new RemovalCount("/report/**", "meta-pixel", "script", 2, NOON, NOON, "41"),
                violation("t.example", "hotjar", "tracker", Disposition.ENFORCE, LATER, "https://tags.example", "42"),
                violation("t.example", "hotjar", "tracker", Disposition.ENFORCE, NOON, "self", "41"),
                violation("o.example", "matomo", "tracker", Disposition.ENFORCE, NOON, "self", "41"));
        assertEquals(
                List.of(
                        "meta-pixel 5 41 in our own HTML",
                        "hotjar 2 41 put there by a script from https://tags.example",
                        "matomo 1 41 not in the HTML we sent: a script of the page put it there, or something behind"
                                + " this server"),
                origins(records));

        List<ReportRecord> unsearched = new ArrayList<>(records.subList(3, 6));
        unsearched.add(new CoverageCount("/report/**", "encoded", 1, NOON, LATER, "42"));
        assertEquals("matomo 1 41 ", origins(unsearched).get(1));

        List<ReportRecord> counting = new ArrayList<>(records);
        counting.add(violation("f.example", "meta-pixel", "tracker", Disposition.ENFORCE, LATER, "self", "42"));
        counting.add(new JournalEntry(NOON, "1", "c", "h", Map.of("trackers.strip", "count"), Map.of()));
        assertTrue(origins(counting).contains("meta-pixel 1 42 in our own HTML"));
    }

    private static List<String> origins(List<ReportRecord> records) {
        return of(records).lines().stream()
                .map(each -> each.tracker() + " " + each.count() + " " + each.build() + " " + each.cameFrom())
                .toList();
    }

    @Test
    void eachBuildHasItsOwnCounts() {
        List<ReportRecord> records = List.of(
                new CoverageCount("/report/**", "rewritten", 40, NOON, LATER, "42"),
                new CoverageCount("/report/**", "not-html", 7, NOON, LATER, "42"),
                new CoverageCount("/", "doorway link meta-pixel", 7, NOON, LATER, "42"),
                new RemovalCount("/report/**", "meta-pixel", "script", 2, NOON, NOON, "41"),
                violation("t.example", "hotjar", "tracker", Disposition.ENFORCE, LATER, "self", "42"),
                violation("t.example", "", "third-party", Disposition.ENFORCE, LATER, "self", "42"));
        assertEquals(
                Set.of(new BuildCount("41", NOON, 0, 2, 0, 0), new BuildCount("42", NOON, 40, 0, 1, 0)),
                Set.copyOf(of(records).builds()));
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
