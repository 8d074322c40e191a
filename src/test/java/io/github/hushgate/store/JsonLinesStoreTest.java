package io.github.hushgate.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.report.BlockedUrl;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ReportRecord;
import io.github.hushgate.report.ViolationGroup;
import io.github.hushgate.report.ViolationReport;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is on the disk, whole and chained, whatever became of the process. */
class JsonLinesStoreTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    Path directory;

    static ViolationReport report(String host, String policy, String type, String directive) {
        return new ViolationReport(
                NOON,
                1,
                "legacy",
                type,
                policy,
                Disposition.ENFORCE,
                directive,
                "/report/**",
                "/report/{…}",
                new BlockedUrl(BlockedUrl.Kind.URL, "https://" + host, ""),
                "",
                "third-party",
                false,
                "self",
                1,
                2,
                200,
                "chromium/156",
                "41");
    }

    private static void keep(JsonLinesStore store, ReportRecord... records) {
        store.append(ReportBatch.of(List.of(records))).toCompletableFuture().join();
    }

    private JsonLinesStore open(Instant now) throws IOException {
        return JsonLinesStore.open(directory, JsonLinesStore.Settings.DEFAULT, Clock.fixed(now, ZoneOffset.UTC));
    }

    private Path file(String day) {
        return directory.resolve("reports-" + day + ".jsonl");
    }

    @Test
    void aRecordComesBackAsItWas() throws IOException {
        RemovalCount removal = new RemovalCount("/report/**", "meta-pixel", "script", 3, NOON, NOON, "41");
        try (JsonLinesStore store = open(NOON)) {
            keep(store, report("a.example", "a", "csp-violation", "img-src"), removal);
            assertEquals(List.of(removal), store.removals(ReportQuery.ALL));
        }
        ViolationGroup group =
                JsonLinesStore.view(directory).violations(ReportQuery.ALL).get(0);
        assertEquals("https://a.example", group.blocked().toString());
        assertEquals(1, group.count());
    }

    @Test
    void theDirectoryIsItsOwnersOnly() throws IOException {
        Path made = directory.resolve("new");
        JsonLinesStore.open(made, JsonLinesStore.Settings.DEFAULT).close();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
    }

    @Test
    void aTornLastLineIsCutOffAndTheChainHolds() throws IOException {
        try (JsonLinesStore store = open(NOON)) {
            keep(store, report("a.example", "a", "csp-violation", "img-src"));
        }
        Files.writeString(file("2026-11-24"), "{\"v\":1,\"kind\":\"viol", StandardOpenOption.APPEND);
        try (JsonLinesStore store = open(NOON)) {
            keep(store, report("b.example", "a", "csp-violation", "img-src"));
            assertEquals(2, store.violations(ReportQuery.ALL).size());
        }
        assertEquals(0, HashChain.firstBreak(file("2026-11-24")));
    }

    @Test
    void anEditedLineBreaksTheChain() throws IOException {
        try (JsonLinesStore store = open(NOON)) {
            keep(store, report("a.example", "a", "csp-violation", "img-src"));
            keep(store, report("b.example", "a", "csp-violation", "img-src"));
        }
        Path file = file("2026-11-24");
        Files.writeString(file, Files.readString(file).replace("a.example", "c.example"));
        assertEquals(2, HashChain.firstBreak(file));
    }

    @Test
    void aDayOpensWithTheHeadOfTheDayBeforeAndOldDaysLeaveATombstone() throws IOException {
        try (JsonLinesStore store = open(NOON)) {
            keep(store, report("a.example", "a", "csp-violation", "img-src"));
        }
        HashChain.Summary first = HashChain.summary(file("2026-11-24"));
        try (JsonLinesStore store = open(NOON.plus(Duration.ofDays(1)))) {
            keep(store, report("b.example", "a", "csp-violation", "img-src"));
        }
        assertEquals(first.head(), HashChain.summary(file("2026-11-25")).before());
        open(NOON.plus(Duration.ofDays(91))).close();
        assertFalse(Files.exists(file("2026-11-24")));
        String stone = Files.readString(file("2027-02-23"));
        assertTrue(stone.contains("tombstone") && stone.contains(first.head()), stone);
    }

    @Test
    void aSecondWriterHasFilesOfItsOwn() throws IOException {
        try (JsonLinesStore one = open(NOON);
                JsonLinesStore two = open(NOON)) {
            keep(one, report("a.example", "a", "csp-violation", "img-src"));
            keep(two, report("b.example", "a", "csp-violation", "img-src"));
            assertEquals(2, one.violations(ReportQuery.ALL).size());
        }
        assertTrue(Files.exists(directory.resolve("reports-2026-11-24.2.jsonl")));
    }

    @Test
    void aFullFileFailsTheBatchAndNothingElse() throws IOException {
        JsonLinesStore.Settings small = new JsonLinesStore.Settings(90, 700, false);
        try (JsonLinesStore store = JsonLinesStore.open(directory, small)) {
            keep(store, report("a.example", "a", "csp-violation", "img-src"));
            assertThrows(
                    CompletionException.class, () -> keep(store, report("b.example", "a", "csp-violation", "img-src")));
            assertEquals(1, store.failures());
            assertEquals(1, store.violations(ReportQuery.ALL).size());
        }
    }

    @Test
    void manyThreadsLoseNothing() throws Exception {
        try (JsonLinesStore store = open(NOON)) {
            ExecutorService threads = Executors.newFixedThreadPool(32);
            for (int i = 0; i < 3_000; i++) {
                String host = "h" + i + ".example";
                threads.execute(() -> keep(store, report(host, "a", "csp-violation", "img-src")));
            }
            threads.shutdown();
            assertTrue(threads.awaitTermination(60, TimeUnit.SECONDS));
            assertEquals(3_000, store.violations(ReportQuery.ALL).size());
        }
        assertEquals(0, HashChain.firstBreak(file("2026-11-24")));
    }

    @Test
    void aKilledProcessLosesNoAcknowledgedReport() throws Exception {
        int runs = Integer.getInteger("kill.runs", 2);
        for (int run = 0; run < runs; run++) {
            Path killed = Files.createDirectory(directory.resolve("run" + run));
            List<String> acknowledged = writeUntilKilled(killed, 20 + run * 7 % 200);
            List<String> kept = new ArrayList<>();
            JsonLinesStore.open(killed, JsonLinesStore.Settings.DEFAULT).close();
            JsonLinesStore.view(killed)
                    .violations(ReportQuery.ALL)
                    .forEach(each -> kept.add(each.blocked().origin()));
            assertFalse(acknowledged.isEmpty());
            assertTrue(kept.containsAll(acknowledged), acknowledged.size() + " acknowledged, " + kept.size() + " kept");
        }
    }

    private static List<String> writeUntilKilled(Path into, int after) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        EndlessWriter.class.getName(),
                        into.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && acknowledged.size() < after; line = lines.readLine()) {
                acknowledged.add(line);
            }
            process.destroyForcibly();
        }
        process.waitFor();
        return acknowledged;
    }

    private static String classPath() {
        return Stream.of(
                        JsonLinesStore.class,
                        JsonLinesStoreTest.class,
                        ObjectMapper.class,
                        JsonFactory.class,
                        JsonAutoDetect.class)
                .map(each ->
                        each.getProtectionDomain().getCodeSource().getLocation().getPath())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Appends one report after the other, and tells of each once it is acknowledged. */
    static final class EndlessWriter {
        private EndlessWriter() {}

        public static void main(String[] args) throws IOException {
            JsonLinesStore store = JsonLinesStore.open(Path.of(args[0]), JsonLinesStore.Settings.DEFAULT);
            for (int i = 0; ; i++) {
                keep(store, report("h" + i + ".example", "a", "csp-violation", "img-src"));
                System.out.println("https://h" + i + ".example");
            }
        }
    }
}
