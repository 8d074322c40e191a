package io.github.hushgate.store;

import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ReportRecord;
import io.github.hushgate.report.ReportStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Keeps records in a database that several machines share: equal records of one hour are one row, to which each node
 * adds. A batch's id is noted in the same transaction, so that a replay counts nothing twice. PostgreSQL and MariaDB.
 *
 * <p>While the database cannot be reached, batches wait in a file of the local directory, up to a bound, and are
 * replayed in order: a batch whose stage has completed is in the database, or in that file. Each start is also written
 * into the local hash-chained log. Questions throw {@link UncheckedIOException} while it cannot be asked. Safe for many
 * threads.
 */
public final class JdbcStore extends QueriedStore {
    private static final System.Logger LOG = System.getLogger(JdbcStore.class.getName());
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final long FORGET_NANOS = TimeUnit.HOURS.toNanos(6);
    private static final int REPLAYED_TOGETHER = 200;

    /** Whether the tables may be made. */
    public enum CreateSchema {
        /** They must be there. */
        NEVER,
        /** They are made where they are missing. */
        IF_MISSING
    }

    /**
     * What the owner decides.
     *
     * @param createSchema whether the tables may be made
     * @param retentionDays that a row is kept
     * @param maxSpillBytes of the file in which batches wait for the database
     * @param fsync whether what is kept on this machine is on the disk, and not only in the operating system's hands
     */
    public record Settings(CreateSchema createSchema, int retentionDays, long maxSpillBytes, boolean fsync) {
        /** The tables must be there; ninety days; 64 MiB; no fsync. */
        public static final Settings DEFAULT = new Settings(CreateSchema.NEVER, 90, 64L * 1024 * 1024, false);

        /** Refuses what is not positive. */
        public Settings {
            Objects.requireNonNull(createSchema, "createSchema");
            if (retentionDays < 1 || maxSpillBytes < 1) {
                throw new IllegalArgumentException(
                        "reports.retention-days and reports.jdbc.max-spill-bytes must be positive: " + retentionDays
                                + ", " + maxSpillBytes);
            }
        }
    }

    private final Settings settings;
    private final Retry retry;
    private final Tables tables;
    private final JsonLinesStore journal;
    private final Spill spill;
    private final BatchQueue queue;
    private final LongAdder spilled = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final RecordQueries queries;
    private boolean ready;
    private long nextForgetting;

    private JdbcStore(Tables tables, JsonLinesStore journal, Spill spill, Settings settings, Duration retry) {
        this.tables = tables;
        this.queries = new RecordQueries((query, consumer) -> ask(tables, query, consumer));
        this.journal = journal;
        this.spill = spill;
        this.settings = settings;
        this.retry = new Retry("the database", retry);
        this.nextForgetting = System.nanoTime();
        this.queue = new BatchQueue("hushgate-report-writer", this::write);
    }

    /**
     * Opens the store. A database that cannot be reached yet is no error: batches wait.
     *
     * @param source where connections come from; it stays the caller's to close
     * @param directory for the journal and for batches that wait; made for its owner only
     * @throws IllegalStateException when the tables are missing and may not be made
     * @throws IOException when the directory cannot be used
     */
    public static JdbcStore open(DataSource source, Path directory, Settings settings) throws IOException {
        return open(source, directory, settings, RETRY);
    }

    /**
     * What a database holds, to be read only: changes nothing there. Questions throw {@link UncheckedIOException} when
     * the database cannot be asked.
     *
     * @param source where connections come from; it stays the caller's to close
     */
    public static ReportStore view(DataSource source) {
        Tables tables = new Tables(Objects.requireNonNull(source, "source"));
        return new StoreView((query, consumer) -> ask(tables, query, consumer));
    }

    /**
     * What a database holds, to be read only, for who has no connections of his own.
     *
     * @param url as the driver takes it
     * @param driver the jar of the driver; empty when it is on the class path
     * @param properties for the driver, {@code user} and {@code password} among them
     * @throws IllegalArgumentException when no driver takes the address
     * @throws IOException when the jar cannot be read
     */
    public static ReportStore view(String url, Optional<Path> driver, Properties properties) throws IOException {
        return view(DriverConnections.of(url, driver, properties));
    }

    static JdbcStore open(DataSource source, Path directory, Settings settings, Duration retry) throws IOException {
        JsonLinesStore journal = JsonLinesStore.open(
                directory,
                new JsonLinesStore.Settings(
                        settings.retentionDays(), JsonLinesStore.Settings.DEFAULT.maxFileBytes(), settings.fsync()));
        try {
            Spill spill = Spill.open(
                    directory,
                    "spill",
                    journal.lock(),
                    new Spill.Bound(settings.maxSpillBytes(), "reports.jdbc.max-spill-bytes", settings.fsync()));
            JdbcStore store = new JdbcStore(
                    new Tables(Objects.requireNonNull(source, "source")), journal, spill, settings, retry);
            store.prepareIfReachable();
            store.queue.start();
            return store;
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private void prepareIfReachable() {
        try {
            prepare();
        } catch (SQLException e) {
            if (tables.answers()) {
                throw new IllegalStateException("the database refused to make the tables: " + state(e), e);
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    "reports: the database cannot be reached yet ({0}); reports wait in the local directory",
                    state(e));
        }
    }

    private void prepare() throws SQLException {
        if (settings.createSchema() == CreateSchema.IF_MISSING) {
            tables.create();
        } else if (!tables.exist()) {
            throw new IllegalStateException("the table hushgate_bucket is missing; run the schema that the jar ships"
                    + " (io/github/hushgate/store/schema-postgresql.sql), or set reports.jdbc.create-schema to"
                    + " \"if-missing\"");
        }
        ready = true;
    }

    /** A driver's message may quote what it was given: only its code is told. */
    private static String state(SQLException e) {
        return e.getClass().getSimpleName() + ", SQLSTATE " + e.getSQLState();
    }

    @Override
    public CompletionStage<Void> append(ReportBatch batch) {
        if (batch.records().stream().anyMatch(JournalEntry.class::isInstance)) {
            CompletionStage<Void> written = journal.append(batch);
            CompletionStage<Void> kept = queue.append(batch);
            return written.thenCompose(done -> kept);
        }
        return queue.append(batch);
    }

    private void write(List<ReportBatch> batches) throws IOException {
        if (!retry.isDue() || !(batches.isEmpty() ? isTidied() : isAdded(batches))) {
            spill(batches);
        }
    }

    private void spill(List<ReportBatch> batches) throws IOException {
        if (!batches.isEmpty()) {
            spill.add(batches);
            spilled.add(batches.size());
        }
    }

    /** Replays what waits and forgets what is old, while nothing comes. */
    private boolean isTidied() {
        return (spill.isEmpty() && System.nanoTime() - nextForgetting < 0) || isAdded(List.of());
    }

    private boolean isAdded(List<ReportBatch> batches) {
        try {
            if (!ready) {
                prepare();
            }
            if (!spill.isEmpty()) {
                spill.replay(REPLAYED_TOGETHER, this::addEach);
            }
            addEach(batches);
            forget();
            retry.succeeded();
            return true;
        } catch (Exception e) {
            retry.failed(
                    e instanceof SQLException refusal
                            ? state(refusal)
                            : e.getClass().getSimpleName());
            return false;
        }
    }

    /** A batch that an answering database refuses must not hold up the others: it is counted, and let go. */
    private void addEach(List<ReportBatch> batches) throws SQLException {
        try {
            if (!batches.isEmpty()) {
                tables.add(batches);
            }
        } catch (SQLException e) {
            if (!tables.answers() || (batches.size() == 1 && !isData(e))) {
                throw e;
            }
            if (batches.size() == 1) {
                refused.increment();
                return;
            }
            for (ReportBatch each : batches) {
                addEach(List.of(each));
            }
        }
    }

    /** SQLSTATE class 22 and 23: the data is at fault, and will be next time. */
    private static boolean isData(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        return state.startsWith("22") || state.startsWith("23");
    }

    private void forget() throws SQLException {
        if (System.nanoTime() - nextForgetting >= 0) {
            nextForgetting = System.nanoTime() + FORGET_NANOS;
            tables.forget(Duration.ofDays(settings.retentionDays()));
        }
    }

    private static void ask(Tables tables, ReportQuery query, Consumer<ReportRecord> consumer) {
        try {
            tables.forEach(query, consumer);
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException("the database cannot be asked: " + state(e), e));
        }
    }

    @Override
    RecordQueries queries() {
        return queries;
    }

    /** The last start on this machine. */
    @Override
    public Optional<JournalEntry> lastStart() {
        return journal.lastStart();
    }

    /** Batches that had to wait in the local file. */
    public long spilled() {
        return spilled.sum();
    }

    /** Batches that are lost: the file was full, or the database found fault with the data. */
    public long failures() {
        return queue.failures() + refused.sum();
    }

    /** Writes what waits, or leaves it in the local file for the next start. */
    @Override
    public void close() {
        queue.close();
        journal.close();
        try {
            spill.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "reports: the waiting file could not be closed: {0}", e.toString());
        }
    }
}
