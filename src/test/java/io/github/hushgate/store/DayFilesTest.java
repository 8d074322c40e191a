package io.github.hushgate.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ReportRecord;
import io.github.hushgate.report.SelfTest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Years of daily files: the settings in force are found at once, old days go, and what went is accounted for. */
class DayFilesTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final JsonLinesStore.Settings TEN_DAYS =
            new JsonLinesStore.Settings(10, JsonLinesStore.Settings.DEFAULT.maxFileBytes(), false);
    private static final JsonLinesStore.Settings SURE =
            new JsonLinesStore.Settings(90, JsonLinesStore.Settings.DEFAULT.maxFileBytes(), true);

    @TempDir
    private Path directory;

    private final Calendar calendar = new Calendar();

    /** A clock that the test turns. */
    private static final class Calendar extends Clock {
        private volatile Instant now = NOON;

        void turn(int days) {
            now = now.plus(Duration.ofDays(days));
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private JsonLinesStore open() throws IOException {
        return JsonLinesStore.open(directory, TEN_DAYS, calendar);
    }

    private static void keep(JsonLinesStore store, ReportRecord... records) {
        store.append(ReportBatch.of(List.of(records))).toCompletableFuture().join();
    }

    private JournalEntry start(String pattern) {
        return new JournalEntry(calendar.instant(), "1", "c", "h", Map.of("sensitive", pattern), Map.of());
    }

    private SelfTest selfTest() {
        return new SelfTest(calendar.instant(), true);
    }

    private List<String> names() throws IOException {
        return LineReader.files(directory).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private List<JsonNode> tombstones() throws IOException {
        List<JsonNode> stones = new ArrayList<>();
        for (Path file : LineReader.files(directory)) {
            for (String line : Files.readAllLines(file)) {
                JsonNode read = new ObjectMapper().readTree(line);
                if (read.path("kind").asText().equals("tombstone")) {
                    stones.add(read);
                }
            }
        }
        return stones;
    }

    @Test
    void theSettingsInForceOutliveTheFileOfTheirStart() throws IOException {
        try (JsonLinesStore store = open()) {
            keep(store, start("/report/**"));
            for (int day = 0; day < 30; day++) {
                calendar.turn(1);
                keep(store, selfTest());
            }
            assertFalse(names().contains("reports-2026-11-24.jsonl"));
            JournalEntry found = store.lastStart().orElseThrow();
            assertEquals("/report/**", found.settings().get("sensitive"));
            assertEquals(NOON, found.time());
            assertEquals(calendar.instant(), store.lastSelfTest().orElseThrow().time());
        }
    }

    /** The older files are not even readable: whoever looks at them fails. */
    @Test
    void theLastStartIsFoundWithoutALookAtOlderDays() throws IOException {
        try (JsonLinesStore store = open()) {
            keep(store, start("/old/**"), selfTest());
            calendar.turn(1);
            keep(store, start("/new/**"), selfTest());
            calendar.turn(1);
            keep(store, selfTest());
        }
        for (String old : List.of("reports-2026-11-23.jsonl", "reports-2026-11-25.jsonl")) {
            Files.deleteIfExists(directory.resolve(old));
            Files.createDirectory(directory.resolve(old));
        }
        var view = JsonLinesStore.view(directory);
        assertEquals("/new/**", view.lastStart().orElseThrow().settings().get("sensitive"));
        assertEquals(calendar.instant(), view.lastSelfTest().orElseThrow().time());
    }

    @Test
    void ofTwoStartsOnOneDayTheLaterCountsWhicheverFileItIsIn() throws IOException {
        try (JsonLinesStore one = open();
                JsonLinesStore two = open()) {
            keep(one, start("/first/**"));
            calendar.now = NOON.plus(Duration.ofHours(1));
            keep(two, start("/second/**"));
            assertEquals("/second/**", one.lastStart().orElseThrow().settings().get("sensitive"));
            calendar.now = NOON.plus(Duration.ofHours(2));
            keep(one, start("/third/**"));
            assertEquals("/third/**", two.lastStart().orElseThrow().settings().get("sensitive"));
        }
    }

    @Test
    void aTombstoneTellsFileLinesAndHashesAndTheChainHoldsThroughIt() throws IOException {
        try (JsonLinesStore store = open()) {
            keep(store, selfTest());
            keep(store, selfTest());
        }
        HashChain.Summary gone = HashChain.summary(directory.resolve("reports-2026-11-24.jsonl"));
        calendar.turn(11);
        try (JsonLinesStore store = open()) {
            keep(store, selfTest());
        }
        JsonNode stone = tombstones().get(0);
        assertEquals("reports-2026-11-24.jsonl", stone.path("file").asText());
        assertEquals(2, stone.path("lines").asInt());
        assertEquals(HashChain.START, stone.path("first").asText());
        assertEquals(gone.head(), stone.path("last").asText());
        Path now = directory.resolve("reports-2026-12-05.jsonl");
        assertEquals(gone.head(), HashChain.summary(now).before());
        assertEquals(0, HashChain.firstBreak(now));
    }

    @Test
    void theFilesOfASecondWriterThatIsGoneAreBuriedByTheFirst() throws IOException {
        try (JsonLinesStore one = open()) {
            try (JsonLinesStore two = open()) {
                keep(two, selfTest());
            }
            keep(one, selfTest());
            calendar.turn(11);
            keep(one, selfTest());
        }
        assertEquals(List.of("reports-2026-12-05.jsonl"), names());
        assertEquals(
                List.of("reports-2026-11-24.2.jsonl", "reports-2026-11-24.jsonl"),
                tombstones().stream().map(stone -> stone.path("file").asText()).toList());
    }

    @Test
    void aDayWithinRetentionStays() throws IOException {
        try (JsonLinesStore store = open()) {
            keep(store, selfTest());
            calendar.turn(10);
            keep(store, selfTest());
            assertEquals(List.of("reports-2026-11-24.jsonl", "reports-2026-12-04.jsonl"), names());
        }
    }

    private List<String> done(JsonLinesStore.Settings settings) throws IOException {
        List<CountingChannel> files = new ArrayList<>();
        try (JsonLinesStore store = JsonLinesStore.open(directory, settings, calendar, path -> file(path, files))) {
            keep(store, selfTest());
            keep(store, selfTest());
            calendar.turn(1);
            keep(store, selfTest());
        }
        return files.stream().flatMap(each -> each.done.stream()).toList();
    }

    private static LineFile file(Path path, List<CountingChannel> files) throws IOException {
        var real = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var counting = new CountingChannel(real);
        files.add(counting);
        return new LineFile(() -> counting);
    }

    @Test
    void withFsyncEachWriteWaitsForTheDiskBeforeItIsAcknowledged() throws IOException {
        assertEquals(List.of("write", "force", "write", "force", "write", "force"), done(SURE));
    }

    @Test
    void withoutFsyncNoneDoes() throws IOException {
        assertEquals(List.of("write", "write", "write"), done(TEN_DAYS));
    }

    @Test
    void aDiskThatIsFullInTheMiddleOfALineTakesNothingBackThatStood() throws IOException {
        List<CountingChannel> files = new ArrayList<>();
        try (JsonLinesStore store = JsonLinesStore.open(directory, TEN_DAYS, calendar, path -> file(path, files))) {
            keep(store, start("/report/**"));
            files.get(0).room(40);
            assertThrows(CompletionException.class, () -> keep(store, selfTest()));
            assertEquals(1, store.failures());
            files.get(0).room(Long.MAX_VALUE);
            keep(store, selfTest());
            assertTrue(store.lastSelfTest().isPresent());
        }
        Path file = directory.resolve("reports-2026-11-24.jsonl");
        assertEquals(2, Files.readAllLines(file).size());
        assertEquals(0, HashChain.firstBreak(file));
        assertEquals(
                0, JsonLinesStore.view(directory).violations(ReportQuery.ALL).size());
    }
}
