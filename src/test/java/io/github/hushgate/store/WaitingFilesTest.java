package io.github.hushgate.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.SelfTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits on the disk goes out in the end, whichever process it was that left it. */
class WaitingFilesTest {
    private static final Spill.Bound WIDE = new Spill.Bound(1 << 20, "limit", false);

    @TempDir
    private Path directory;

    private static ReportBatch batch(String id) {
        return new ReportBatch(id, List.of(new SelfTest(Instant.EPOCH, true)));
    }

    private Spill open(DirectoryLock lock, Spill.Bound bound) throws IOException {
        return Spill.open(directory, "waiting", lock, bound);
    }

    private void leave(DirectoryLock lock, String... ids) throws IOException {
        try (Spill spill = open(lock, WIDE)) {
            for (String id : ids) {
                spill.add(List.of(batch(id)));
            }
        }
    }

    private static List<String> replayed(Spill spill) throws Exception {
        List<String> ids = new ArrayList<>();
        spill.replay(10, batches -> batches.forEach(each -> ids.add(each.id())));
        return ids;
    }

    @Test
    void theNextStartTakesOverWhatAProcessThatIsGoneLeft() throws Exception {
        try (DirectoryLock one = DirectoryLock.take(directory);
                DirectoryLock two = DirectoryLock.take(directory)) {
            leave(two, "c", "d");
            leave(one, "a", "b");
        }
        try (DirectoryLock lock = DirectoryLock.take(directory);
                Spill spill = open(lock, WIDE)) {
            assertEquals(List.of("a", "b", "c", "d"), replayed(spill));
            assertTrue(spill.isEmpty());
        }
        assertFalse(Files.exists(directory.resolve("waiting-2.jsonl")));
    }

    @Test
    void whatALivingNeighbourHasWaitingStaysItsOwn() throws Exception {
        try (DirectoryLock one = DirectoryLock.take(directory);
                DirectoryLock two = DirectoryLock.take(directory)) {
            leave(two, "b");
            try (Spill spill = open(one, WIDE)) {
                assertEquals(List.of(), replayed(spill));
            }
            assertTrue(Files.size(directory.resolve("waiting-2.jsonl")) > 0);
        }
    }

    @Test
    void halfALineOfADyingProcessCostsOnlyItself() throws Exception {
        try (DirectoryLock one = DirectoryLock.take(directory);
                DirectoryLock two = DirectoryLock.take(directory)) {
            leave(two, "b");
            leave(one);
        }
        Files.writeString(directory.resolve("waiting-2.jsonl"), "{\"batch\":", StandardOpenOption.APPEND);
        try (DirectoryLock lock = DirectoryLock.take(directory);
                Spill spill = open(lock, WIDE)) {
            spill.add(List.of(batch("c")));
            assertEquals(List.of("b", "c"), replayed(spill));
        }
    }

    @Test
    void whatHasNoRoomWaitsForALaterStart() throws Exception {
        try (DirectoryLock one = DirectoryLock.take(directory);
                DirectoryLock two = DirectoryLock.take(directory)) {
            leave(two, "b", "c");
            leave(one);
        }
        try (DirectoryLock lock = DirectoryLock.take(directory);
                Spill spill = open(lock, new Spill.Bound(100, "limit", false))) {
            assertTrue(spill.isEmpty());
        }
        try (DirectoryLock lock = DirectoryLock.take(directory);
                Spill spill = open(lock, WIDE)) {
            assertEquals(List.of("b", "c"), replayed(spill));
        }
    }

    /** To close one channel of a file gives back all locks that a process has on it: that must not happen here. */
    @Test
    void aNumberThatIsHeldIsStillHeldAfterANeighbourLooked() throws Exception {
        try (DirectoryLock one = DirectoryLock.take(directory)) {
            assertEquals(1, one.number());
            assertTrue(isLocked("writer-1.lock"));
            try (DirectoryLock two = DirectoryLock.take(directory)) {
                assertEquals(2, two.number());
                assertTrue(isLocked("writer-1.lock"));
            }
        }
    }

    /** As another process sees it. */
    private boolean isLocked(String name) throws IOException {
        long inode = (Long) Files.getAttribute(directory.resolve(name), "unix:ino");
        return Files.readAllLines(Path.of("/proc/locks")).stream().anyMatch(line -> line.contains(":" + inode + " "));
    }

    private KafkaSink sink() throws IOException {
        return KafkaSink.open(new KafkaSink.Settings(
                "127.0.0.1:1", "hushgate", Map.of(), directory, 1 << 20, true, Duration.ofMillis(100)));
    }

    @Test
    void whatASecondProcessCouldNotSendToTheTopicIsTakenOver() throws Exception {
        try (KafkaSink one = sink();
                KafkaSink two = sink()) {
            one.append(batch("a")).toCompletableFuture().join();
            two.append(batch("b")).toCompletableFuture().join();
        }
        assertTrue(Files.size(directory.resolve("waiting-2.jsonl")) > 0);
        sink().close();
        assertFalse(Files.exists(directory.resolve("waiting-2.jsonl")));
        String waiting = Files.readString(directory.resolve("waiting-1.jsonl"));
        assertTrue(waiting.contains("\"a\"") && waiting.contains("\"b\""), waiting);
    }
}
