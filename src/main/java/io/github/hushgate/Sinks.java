package io.github.hushgate;

import io.github.hushgate.HushgateConfig.Database;
import io.github.hushgate.HushgateConfig.Reports;
import io.github.hushgate.report.ReportSink;
import io.github.hushgate.report.ReportStore;
import io.github.hushgate.store.JdbcStore;
import io.github.hushgate.store.JsonLinesStore;
import io.github.hushgate.store.MemoryStore;
import io.github.hushgate.store.MirroredStore;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Opens where the reports of a configuration are kept. */
final class Sinks {
    private static final Logger LOG = System.getLogger(HushgateFilter.class.getName());

    private Sinks() {}

    /** The store of a configuration; the mirrors get what it gets. */
    static ReportStore of(HushgateConfig config, List<ReportSink> mirrors) {
        ReportStore store = of(config);
        for (ReportSink mirror : mirrors) {
            store = new MirroredStore(store, mirror);
        }
        return store;
    }

    static ReportStore of(HushgateConfig config) {
        Reports reports = config.reports();
        if (reports.directory().isPresent()) {
            ReportStore store = open(reports.directory().get(), reports);
            return reports.kafka().servers().isEmpty() ? store : mirrored(store, reports);
        }
        refuseWithoutDirectory(reports.database().dataSource());
        KafkaTopic.refuseWithoutDirectory(reports);
        LOG.log(
                Level.WARNING,
                "Reports are kept in memory only; set \"reports.directory\" to keep them over a restart");
        return new MemoryStore();
    }

    private static void refuseWithoutDirectory(String dataSource) {
        if (!dataSource.isEmpty()) {
            throw new IllegalArgumentException("reports.jdbc.data-source: \"" + dataSource
                    + "\" needs \"reports.directory\", where reports wait while the database is away;"
                    + " \"/var/lib/hushgate\" would do");
        }
    }

    private static ReportStore mirrored(ReportStore store, Reports reports) {
        try {
            return new MirroredStore(store, KafkaTopic.open(reports));
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static ReportStore open(Path directory, Reports reports) {
        try {
            return reports.database().dataSource().isEmpty() ? files(directory, reports) : database(directory, reports);
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    /**
     * Refuses a directory that cannot be one of ours, before a server starts with it: where the start of the server
     * fails, the reason is far from its last lines.
     */
    static void check(HushgateConfig config) {
        config.reports().directory().ifPresent(directory -> {
            Path there = directory.toAbsolutePath();
            while (!Files.exists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            if (!Files.isDirectory(there)) {
                throw unusable(directory, new NotDirectoryException(there.toString()));
            }
            if (!Files.isWritable(there)) {
                throw unusable(directory, new AccessDeniedException(there.toString()));
            }
        });
    }

    private static IllegalArgumentException unusable(Path directory, IOException e) {
        return new IllegalArgumentException(
                "reports.directory: \"" + directory + "\" cannot be opened ("
                        + e.getClass().getSimpleName() + ": " + e.getMessage()
                        + "); make it and give it to the user that this process runs as, or name another: \""
                        + wouldDo() + "\" would do",
                e);
    }

    private static Path wouldDo() {
        Path home = Path.of(System.getProperty("user.home", ""));
        return (Files.isWritable(home) ? home : Path.of(System.getProperty("java.io.tmpdir")))
                .resolve("hushgate-reports");
    }

    private static ReportStore files(Path directory, Reports reports) throws IOException {
        return JsonLinesStore.open(
                directory,
                new JsonLinesStore.Settings(
                        reports.retentionDays(),
                        reports.maxFileBytes(),
                        reports.fsync(),
                        reports.acknowledge() == HushgateConfig.Acknowledge.STORED));
    }

    private static ReportStore database(Path directory, Reports reports) throws IOException {
        Database database = reports.database();
        return JdbcStore.open(
                dataSource(database.dataSource()),
                directory,
                new JdbcStore.Settings(
                        database.createSchema(), reports.retentionDays(), database.maxSpillBytes(), reports.fsync()));
    }

    /** The name is the owner's own setting, never a visitor's. */
    @SuppressWarnings("BanJNDI")
    private static DataSource dataSource(String name) {
        String wrong = "reports.jdbc.data-source: \"" + name + "\" ";
        try {
            if (new InitialContext().lookup(name) instanceof DataSource found) {
                return found;
            }
            throw new IllegalArgumentException(
                    wrong + "is no javax.sql.DataSource; \"java:comp/env/jdbc/hushgate\" would do, where it is one");
        } catch (NamingException e) {
            throw new IllegalArgumentException(
                    wrong + "is not bound here; \"java:comp/env/jdbc/hushgate\" would do, where it is bound", e);
        }
    }
}
