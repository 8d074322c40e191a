package io.github.hushgate.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ReportRecord;
import io.github.hushgate.report.ViolationGroup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where nobody else writes, who appends a few records writes them: nothing is lost and nothing kept twice for it. */
class AtOnceTest {
    private static final JsonLinesStore.Settings AT_ONCE =
            new JsonLinesStore.Settings(90, 256L * 1024 * 1024, false, true);

    @TempDir
    Path directory;

    private static ReportRecord report(String host) {
        return JsonLinesStoreTest.report(host, "a", "csp-violation", "img-src");
    }

    private static CompletableFuture<Void> append(JsonLinesStore store, ReportRecord... records) {
        return store.append(ReportBatch.of(List.of(records))).toCompletableFuture();
    }

    @Test
    void mostReportsAreKeptWhenTheirAppendReturns() throws IOException {
        try (JsonLinesStore store = JsonLinesStore.open(directory, AT_ONCE)) {
            int atOnce = 0;
            for (int each = 0; each < 100; each++) {
                // The writing thread looks every now and then, too: what comes just then is left to it.
                CompletableFuture<Void> kept = append(store, report("h" + each + ".example"));
                atOnce += kept.isDone() ? 1 : 0;
                kept.join();
            }
            assertTrue(atOnce > 50, atOnce + " of 100");
            assertEquals(100, store.violations(ReportQuery.ALL).size());
        }
    }

    @Test
    void manyRecordsAreLeftToTheWritingThread() throws Exception {
        Queue<Thread> writers = new ConcurrentLinkedQueue<>();
        try (BatchQueue queue = new BatchQueue("writing", quickBelow(17, writers))) {
            queue.start();
            queue.append(ReportBatch.of(Collections.nCopies(17, report("a.example"))))
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        }
        assertFalse(writers.contains(Thread.currentThread()));
        assertFalse(writers.isEmpty());
    }

    private static BatchQueue.Writer quickBelow(int records, Queue<Thread> writers) {
        return new BatchQueue.Writer() {
            @Override
            public void write(List<ReportBatch> batches) {
                if (!batches.isEmpty()) {
                    writers.add(Thread.currentThread());
                }
            }

            @Override
            public boolean isQuick(ReportBatch batch) {
                return batch.records().size() < records;
            }
        };
    }

    @Test
    void seventeenRecordsInOneBatchAreAllKept() throws Exception {
        ReportRecord[] many = Collections.nCopies(17, report("a.example")).toArray(ReportRecord[]::new);
        try (JsonLinesStore store = JsonLinesStore.open(directory, AT_ONCE)) {
            append(store, many).get(10, TimeUnit.SECONDS);
            ViolationGroup group = store.violations(ReportQuery.ALL).get(0);
            assertEquals(17, group.count());
        }
    }

    @Test
    void whoeverWritesEachIsKeptOnceAndTheChainHolds() throws Exception {
        int threads = 8;
        int each = 500;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (JsonLinesStore store = JsonLinesStore.open(directory, AT_ONCE)) {
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                String name = "t" + thread;
                done.add(pool.submit(() -> {
                    for (int at = 0; at < each; at++) {
                        append(store, report(name + "-" + at + ".example")).join();
                    }
                }));
            }
            for (Future<?> one : done) {
                one.get(60, TimeUnit.SECONDS);
            }
            List<ViolationGroup> groups = store.violations(ReportQuery.ALL);
            assertEquals(threads * each, groups.size());
            assertTrue(groups.stream().allMatch(group -> group.count() == 1));
        } finally {
            pool.shutdownNow();
        }
        for (Path file : LineReader.files(directory)) {
            assertEquals(0, HashChain.firstBreak(file));
        }
    }

    @Test
    void anInterruptCostsNeitherTheReportNorTheStore() throws Exception {
        try (JsonLinesStore store = JsonLinesStore.open(directory, AT_ONCE)) {
            Thread.currentThread().interrupt();
            CompletableFuture<Void> kept = append(store, report("a.example"));
            assertTrue(Thread.interrupted());
            kept.get(10, TimeUnit.SECONDS);
            append(store, report("b.example")).get(10, TimeUnit.SECONDS);
            assertEquals(2, store.violations(ReportQuery.ALL).size());
        }
    }

    @Test
    void aFileThatAnInterruptClosedIsOpenedAgain() throws IOException {
        Path path = directory.resolve("lines");
        try (LineFile file = LineFile.open(path)) {
            file.append(line("first\n"), false);
            Thread.currentThread().interrupt();
            file.append(line("second\n"), true);
            assertTrue(Thread.interrupted());
            file.append(line("third\n"), false);
        }
        assertEquals("first\nsecond\nthird\n", Files.readString(path));
    }

    private static ByteBuffer line(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
