package io.github.hushgate.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ReportRecord;
import io.github.hushgate.report.SelfTest;
import io.github.hushgate.report.ViolationGroup;
import io.github.hushgate.store.JdbcStore.CreateSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several machines, one database: everything counts once, and an outage loses nothing that was acknowledged. */
final class JdbcStoreTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.HOURS);
    private static final JdbcStore.Settings MAKES = new JdbcStore.Settings(CreateSchema.IF_MISSING, 90, 1 << 20, false);

    private static EmbeddedPostgres postgres;

    @TempDir
    private Path directory;

    private DataSource database;

    @BeforeAll
    static void startDatabase() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void anEmptyDatabase() throws Exception {
        database = postgres.getPostgresDatabase();
        execute("drop table if exists hushgate_bucket", "drop table if exists hushgate_batch");
    }

    private void execute(String... statements) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private long rows(String table) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from " + table)) {
            count.next();
            return count.getLong(1);
        }
    }

    private JdbcStore open(String node) throws IOException {
        return JdbcStore.open(database, directory.resolve(node), MAKES, Duration.ofMillis(50));
    }

    private static RemovalCount removal(Instant at, long count) {
        return new RemovalCount("/report/**", "meta-pixel", "script", count, at, at, "41");
    }

    private static void keep(JdbcStore store, ReportRecord... records) {
        store.append(ReportBatch.of(List.of(records))).toCompletableFuture().join();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertTrue(condition.getAsBoolean(), "waited in vain");
    }

    private static long removals(JdbcStore store) {
        return store.removals(ReportQuery.ALL).stream()
                .mapToLong(RemovalCount::count)
                .sum();
    }

    @Test
    void manyNodesAddToTheSameRowWithoutLosingACount() throws Exception {
        try (JdbcStore one = open("one");
                JdbcStore two = open("two")) {
            List<CompletableFuture<Void>> kept = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                JdbcStore node = i % 2 == 0 ? one : two;
                kept.add(node.append(ReportBatch.of(List.of(
                                removal(NOW, 1),
                                JsonLinesStoreTest.report("a" + i % 7 + ".example", "a", "csp-violation", "img-src"))))
                        .toCompletableFuture());
            }
            kept.forEach(CompletableFuture::join);
            assertEquals(200, removals(one));
            assertEquals(
                    200,
                    one.violations(ReportQuery.ALL).stream()
                            .mapToLong(ViolationGroup::count)
                            .sum());
            assertEquals(8, rows("hushgate_bucket"), "one row for each matter and hour");
        }
    }

    @Test
    void whatTheLocalStoreAnswersTheDatabaseAnswersToo() throws Exception {
        List<ReportRecord> records = List.of(
                JsonLinesStoreTest.report("x.example", "a", "csp-violation", "img-src"),
                JsonLinesStoreTest.report("x.example", "b", "csp-violation", "img-src"),
                JsonLinesStoreTest.report("x.example", "b", "csp-violation", "img-src"),
                removal(NOW, 3),
                removal(NOW.plus(70, ChronoUnit.MINUTES), 4),
                new SelfTest(NOW, true));
        try (JdbcStore store = open("one");
                MemoryStore memory = new MemoryStore()) {
            keep(store, records.toArray(ReportRecord[]::new));
            memory.append(ReportBatch.of(records));
            assertEquals(memory.violations(ReportQuery.ALL), store.violations(ReportQuery.ALL));
            assertEquals(memory.removals(ReportQuery.ALL), store.removals(ReportQuery.ALL));
            assertEquals(memory.lastSelfTest(), store.lastSelfTest());
            ReportQuery firstHour = ReportQuery.between(NOW, NOW.plus(1, ChronoUnit.HOURS));
            assertEquals(3, store.removals(firstHour).get(0).count());
        }
    }

    @Test
    void aBatchThatComesTwiceCountsOnce() throws Exception {
        ReportBatch batch = new ReportBatch(UUID.randomUUID().toString(), List.of(removal(NOW, 5)));
        try (JdbcStore one = open("one");
                JdbcStore two = open("two")) {
            one.append(batch).toCompletableFuture().join();
            two.append(batch).toCompletableFuture().join();
            assertEquals(5, removals(one));
        }
    }

    @Test
    void whileTheDatabaseIsAwayBatchesWaitAndAreCountedOnceWhenItIsBack() throws Exception {
        Outage outage = new Outage(database);
        database = outage;
        try (JdbcStore store = open("one")) {
            keep(store, removal(NOW, 1));
            outage.begin();
            keep(store, removal(NOW, 10));
            keep(store, removal(NOW, 100));
            assertTrue(store.spilled() >= 2, "they wait in the local file");
            outage.end();
            await(() -> removals(store) == 111);
        }
        assertEquals(0, Files.size(directory.resolve("one/spill-1.jsonl")));
    }

    @Test
    void aConnectionThatIsCutInTheMiddleLosesNothingAndCountsNothingTwice() throws Exception {
        Outage outage = new Outage(database);
        database = outage;
        try (JdbcStore store = open("one")) {
            for (int i = 0; i < 40; i++) {
                outage.cutAfter(i % 5);
                keep(store, removal(NOW, 1));
            }
            outage.end();
            await(() -> removals(store) == 40);
        }
    }

    @Test
    void aDatabaseThatIsStoppedAndStartedAgainMissesNothing(@TempDir Path data) throws Exception {
        EmbeddedPostgres first = stoppable(data, 0);
        int port = first.getPort();
        database = first.getPostgresDatabase();
        try (JdbcStore store = open("one")) {
            keep(store, removal(NOW, 1));
            first.close();
            keep(store, removal(NOW, 10));
            assertTrue(store.spilled() > 0, "it waits in the local file");
            try (EmbeddedPostgres again = stoppable(data, port)) {
                assertEquals(port, again.getPort());
                await(() -> removalsAre(store, 11));
                keep(store, removal(NOW, 100));
                assertEquals(111, removals(store));
            }
        }
    }

    private static EmbeddedPostgres stoppable(Path data, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    private static boolean removalsAre(JdbcStore store, long count) {
        try {
            return removals(store) == count;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Test
    void whatWaitedIsReplayedByTheNextProcess() throws Exception {
        Outage outage = new Outage(database);
        database = outage;
        outage.begin();
        try (JdbcStore store = open("one")) {
            keep(store, removal(NOW, 7));
        }
        assertTrue(Files.size(directory.resolve("one/spill-1.jsonl")) > 0);
        outage.end();
        try (JdbcStore store = open("one")) {
            await(() -> rowsAre(1));
            assertEquals(7, removals(store));
        }
    }

    @Test
    void whatASecondProcessLeftWaitingGoesOutWithTheNextStart() throws Exception {
        Outage outage = new Outage(database);
        database = outage;
        outage.begin();
        try (JdbcStore one = open("same");
                JdbcStore two = open("same")) {
            keep(one, removal(NOW, 7));
            keep(two, removal(NOW, 70));
        }
        assertTrue(Files.size(directory.resolve("same/spill-2.jsonl")) > 0);
        outage.end();
        try (JdbcStore store = open("same")) {
            await(() -> removalsAre(store, 77));
        }
        assertFalse(Files.exists(directory.resolve("same/spill-2.jsonl")));
    }

    private boolean rowsAre(long count) {
        try {
            return rows("hushgate_bucket") == count;
        } catch (Exception e) {
            return false;
        }
    }

    @Test
    void aFullSpillFileFailsTheBatchAndIsCounted() throws Exception {
        Outage outage = new Outage(database);
        database = outage;
        outage.begin();
        var small = new JdbcStore.Settings(CreateSchema.IF_MISSING, 90, 500, false);
        try (JdbcStore store = JdbcStore.open(database, directory, small)) {
            keep(store, removal(NOW, 1));
            assertThrows(CompletionException.class, () -> {
                for (int i = 0; i < 5; i++) {
                    keep(store, removal(NOW, 1));
                }
            });
            assertTrue(store.failures() > 0);
        }
    }

    @Test
    void tablesThatAreMissingStopTheStartUnlessTheyMayBeMade() throws Exception {
        var refused = assertThrows(
                IllegalStateException.class, () -> JdbcStore.open(database, directory, JdbcStore.Settings.DEFAULT));
        assertTrue(refused.getMessage().contains("reports.jdbc.create-schema"), refused.getMessage());
        open("one").close();
        JdbcStore.open(database, directory, JdbcStore.Settings.DEFAULT).close();
    }

    @Test
    void oldRowsAreLetGo() throws Exception {
        try (JdbcStore store = open("one")) {
            keep(store, removal(NOW.minus(Duration.ofDays(100)), 1), removal(NOW, 1));
        }
        try (JdbcStore store = open("one")) {
            await(() -> rowsAre(1));
            assertEquals(1, removals(store));
        }
    }

    @Test
    void eachStartIsInTheLocalChainedLogToo() throws Exception {
        try (JdbcStore store = open("one")) {
            keep(store, new JournalEntry(NOW, "1", "c", "h", Map.of("sensitive", "/report/**"), Map.of()));
            assertEquals(
                    "/report/**", store.lastStart().orElseThrow().settings().get("sensitive"));
        }
        assertTrue(JsonLinesStore.view(directory.resolve("one")).lastStart().isPresent());
    }

    @Test
    void h2InMariaDbModeCountsTheSame() throws Exception {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:reports;MODE=MariaDB;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
        database = h2;
        ReportBatch batch = ReportBatch.of(List.of(removal(NOW, 5)));
        try (JdbcStore store = open("one")) {
            store.append(batch).toCompletableFuture().join();
            store.append(batch).toCompletableFuture().join();
            keep(store, removal(NOW, 1));
            assertEquals(0, store.spilled());
            assertEquals(6, removals(store));
            assertFalse(store.failures() > 0);
        }
    }
}
