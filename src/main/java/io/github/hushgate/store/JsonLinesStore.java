package io.github.hushgate.store;

import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.ReportStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Keeps records in a directory, one file of JSON Lines a day. A batch whose stage has completed is in the operating
 * system's hands: it survives the death of the process, and with {@code fsync} a power cut. One thread at a time
 * writes, and writes together what came together.
 *
 * <p>A full or read-only disk fails batches, never the site. Safe for many threads.
 */
public final class JsonLinesStore extends QueriedStore {
    private static final System.Logger LOG = System.getLogger(JsonLinesStore.class.getName());

    /** Records that an appending thread writes itself, at most. */
    private static final int MAX_AT_ONCE = 16;

    /**
     * What the owner decides.
     *
     * @param retentionDays that a day's file is kept
     * @param maxFileBytes of one day's file
     * @param fsync whether each write also waits for the disk
     * @param atOnce whether a thread that appends a few records, while no other writes, writes them itself: they are
     *     kept when its call returns, and no other thread is woken. For those who would wait for that anyhow
     */
    public record Settings(int retentionDays, long maxFileBytes, boolean fsync, boolean atOnce) {
        /** Ninety days, 256 MiB a day, no fsync, not at once. */
        public static final Settings DEFAULT = new Settings(90, 256L * 1024 * 1024, false);

        /** Not at once. */
        public Settings(int retentionDays, long maxFileBytes, boolean fsync) {
            this(retentionDays, maxFileBytes, fsync, false);
        }

        /** Refuses what is not positive. */
        public Settings {
            if (retentionDays < 1 || maxFileBytes < 1) {
                throw new IllegalArgumentException(
                        "reports.retention-days and reports.max-file-bytes must be positive: " + retentionDays + ", "
                                + maxFileBytes);
            }
        }
    }

    private final BatchQueue queue;
    private final RecordQueries queries;
    private final DirectoryLock lock;
    private final ChainedWriter writer;
    private final Clock clock;

    private JsonLinesStore(Path directory, Settings settings, Clock clock, LineFile.Opener files) throws IOException {
        Directories.create(directory);
        this.clock = clock;
        this.lock = DirectoryLock.take(directory);
        try {
            this.writer = new ChainedWriter(directory, lock.number(), settings, today(), files);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
        this.queries = new RecordQueries(new DirectorySource(directory));
        this.queue = new BatchQueue("hushgate-report-writer", new Writing(settings.atOnce()));
    }

    /** Opens (or makes, for its owner only) the directory. */
    public static JsonLinesStore open(Path directory, Settings settings) throws IOException {
        return open(directory, settings, Clock.systemUTC());
    }

    static JsonLinesStore open(Path directory, Settings settings, Clock clock) throws IOException {
        return open(directory, settings, clock, LineFile::open);
    }

    static JsonLinesStore open(Path directory, Settings settings, Clock clock, LineFile.Opener files)
            throws IOException {
        JsonLinesStore store = new JsonLinesStore(directory, settings, clock, files);
        store.queue.start();
        return store;
    }

    /** What a directory holds, to be read only: takes no lock, changes nothing. */
    public static ReportStore view(Path directory) {
        return new StoreView(new DirectorySource(directory));
    }

    /** What some files hold, whatever their names, to be read only. A file that is not there holds nothing. */
    public static ReportStore view(List<Path> files) {
        List<Path> copy = List.copyOf(files);
        return new StoreView((query, consumer) -> LineReader.readAll(copy, consumer));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    @Override
    public CompletionStage<Void> append(ReportBatch batch) {
        return queue.append(batch);
    }

    /** Batches that were not kept. */
    public long failures() {
        return queue.failures();
    }

    /** Which of the writers of its directory this is. */
    DirectoryLock lock() {
        return lock;
    }

    private final class Writing implements BatchQueue.Writer {
        private final boolean atOnce;

        Writing(boolean atOnce) {
            this.atOnce = atOnce;
        }

        @Override
        public void write(List<ReportBatch> batches) throws IOException {
            if (!batches.isEmpty()) {
                writer.write(batches, today());
            }
        }

        /** A new day's file, and the end of old ones, take longer. */
        @Override
        public boolean isQuick(ReportBatch batch) {
            return atOnce && batch.records().size() <= MAX_AT_ONCE && writer.isOf(today());
        }
    }

    @Override
    RecordQueries queries() {
        return queries;
    }

    /** Writes what waits, then lets the directory go. */
    @Override
    public void close() {
        queue.close();
        try {
            writer.close();
            lock.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "reports: the directory could not be closed: {0}", e.toString());
        }
    }
}
