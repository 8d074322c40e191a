package io.github.hushgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.ReportRecord;
import io.github.hushgate.report.ReportStore;
import io.github.hushgate.store.JdbcStore;
import io.github.hushgate.store.JsonLinesStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

/** Reviews for people, and for cron and CI: what makes the exit code 1, and where the records may lie. */
class ReviewCommandTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    private final Cli cli = new Cli();

    @TempDir
    private Path folder;

    private Path reports;

    @BeforeEach
    void keepSome() throws IOException {
        reports = folder.resolve("reports");
        try (JsonLinesStore store = JsonLinesStore.open(reports, JsonLinesStore.Settings.DEFAULT)) {
            keep(store, someDays());
        }
    }

    /** Matomo on every day, and the Meta Pixel since today. */
    private static List<ReportRecord> someDays() {
        List<ReportRecord> records = new ArrayList<>();
        for (int day = 5; day >= 0; day--) {
            Instant time = NOW.minus(Duration.ofDays(day));
            records.add(new CoverageCount("/report/**", "rewritten", 9, time, time, ""));
            records.add(new RemovalCount("/report/**", "matomo", "script", 1, time, time, ""));
        }
        records.add(new RemovalCount("/report/**", "meta-pixel", "script", 2, NOW, NOW, ""));
        return records;
    }

    private static void keep(ReportStore store, List<ReportRecord> records) {
        store.append(ReportBatch.of(records)).toCompletableFuture().join();
    }

    private int review(String... arguments) {
        return cli.run(
                "", Stream.concat(Stream.of("review"), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void onlyWhatIsNewFailsUntilItIsKnown() throws IOException {
        String directory = reports.toString();
        assertEquals(Exit.CLEAN, review(directory));
        assertEquals(Exit.FOUND, review("--fail-on", "new", directory));
        assertEquals("hushgate: new: meta-pixel on /report/**\n", cli.err());

        assertEquals(Exit.CLEAN, review("--json", directory));
        Path baseline = Files.writeString(folder.resolve("last.json"), cli.out());
        assertEquals(Exit.CLEAN, review("--fail-on", "new", "--baseline", baseline.toString(), directory));
        Files.writeString(baseline, "{\"lines\":[{\"tracker\":\"meta-pixel\",\"route\":\"/report/**\"}]}");
        assertEquals(Exit.FOUND, review("--fail-on", "new", "--baseline", baseline.toString(), directory));
        assertEquals("hushgate: new: matomo on /report/**\n", cli.err());
    }

    @Test
    void anyTrackerFailsWhereAnyShallAndNoneWasSent() {
        assertEquals(Exit.FOUND, review("--fail-on", "any", reports.toString()));
        assertEquals("hushgate: met: matomo on /report/**\nhushgate: met: meta-pixel on /report/**\n", cli.err());
        assertEquals(Exit.CLEAN, review("--fail-on", "sent", reports.toString()));
    }

    @Test
    void aWrongBaselineIsNamed() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.json"), "[]");
        assertEquals(Exit.USAGE, review("--fail-on", "new", "--baseline", wrong.toString(), reports.toString()));
        assertTrue(cli.err().contains("it has no \"lines\""), cli.err());
        Files.writeString(wrong, "no JSON");
        assertEquals(Exit.USAGE, review("--fail-on", "new", "--baseline", wrong.toString(), reports.toString()));
        assertEquals(Exit.USAGE, review("--baseline", wrong.toString(), reports.toString()));
        assertEquals(Exit.UNREADABLE, review("--fail-on", "new", "--baseline", folder + "/none", reports.toString()));
    }

    @Test
    void aPeriodNarrowsIt() {
        assertEquals(Exit.CLEAN, review("--days", "2", reports.toString()));
        assertTrue(cli.out().contains("Trackers removed by us: 4 on 1 route."), cli.out());
        assertEquals(Exit.USAGE, review("--days", "0", reports.toString()));
    }

    @Test
    void filesAndADatabaseTellTheSameAsTheDirectory() throws Exception {
        review(reports.toString());
        String expected = cli.out();
        String[] files;
        try (Stream<Path> all = Files.list(reports)) {
            files = all.map(Path::toString)
                    .filter(name -> name.endsWith(".jsonl"))
                    .sorted()
                    .toArray(String[]::new);
        }
        assertEquals(Exit.CLEAN, review(files));
        assertEquals(expected, cli.out());
        assertEquals(Exit.UNREADABLE, review(files[0], folder.resolve("none").toString()));

        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            var settings = new JdbcStore.Settings(JdbcStore.CreateSchema.IF_MISSING, 90, 1 << 20, false);
            try (JdbcStore store = JdbcStore.open(postgres.getPostgresDatabase(), folder.resolve("node"), settings)) {
                keep(store, someDays());
            }
            String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
            Path jar = Path.of(Driver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            assertEquals(Exit.CLEAN, review("--driver", jar.toString(), "--user", "postgres", url));
            assertEquals(expected, cli.out());
            assertEquals(Exit.UNREADABLE, review("--user", "postgres", url + "-none"));
            assertEquals(
                    "hushgate: cannot read or write: the database cannot be asked: PSQLException, SQLSTATE 3D000\n",
                    cli.err());
        }
    }

    @Test
    void aDatabaseWithoutADriverIsRefusedWithoutItsAddress() {
        assertEquals(Exit.USAGE, review("jdbc:unheard-of://somewhere/reports?password=SECRET"));
        assertTrue(cli.err().contains("no driver for jdbc:unheard-of:; name its jar with --driver"), cli.err());
        assertFalse(cli.err().contains("SECRET"), cli.err());
    }
}
