package io.github.hushgate.cli;

import io.github.hushgate.report.ReportStore;
import io.github.hushgate.store.JdbcStore;
import io.github.hushgate.store.JsonLinesStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where kept records are read from: a directory, files, or a database. */
final class ReportSource {
    /** Names a password where it stands in no command line and no list of processes. */
    static final String PASSWORD = "HUSHGATE_DB_PASSWORD";

    private static final String JDBC = "jdbc:";

    @Parameters(
            paramLabel = "DIR|FILE|JDBC-URL",
            arity = "1..*",
            description = "What reports.directory names, files of it, or the database that reports.jdbc names.")
    private List<String> sources = List.of();

    @Option(names = "--driver", paramLabel = "JAR", description = "The database's JDBC driver.")
    private Optional<Path> driver = Optional.empty();

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "The database's user; the password is read from the environment variable " + PASSWORD + ".")
    private Optional<String> user = Optional.empty();

    /** The store, to be read only. */
    ReportStore open() throws IOException {
        String first = sources.get(0);
        if (first.startsWith(JDBC)) {
            if (sources.size() > 1) {
                throw new IllegalArgumentException("JDBC-URL: only one database, and nothing beside it");
            }
            return JdbcStore.view(first, driver, properties());
        }
        List<Path> paths = sources.stream().map(Path::of).toList();
        if (paths.size() == 1 && Files.isDirectory(paths.get(0))) {
            return JsonLinesStore.view(paths.get(0));
        }
        for (Path each : paths) {
            if (!Files.isRegularFile(each)) {
                throw new NoSuchFileException(each.toString(), null, "neither a directory by itself nor a file");
            }
        }
        return JsonLinesStore.view(paths);
    }

    private Properties properties() {
        Properties properties = new Properties();
        user.ifPresent(name -> properties.setProperty("user", name));
        Optional.ofNullable(System.getenv(PASSWORD))
                .ifPresent(password -> properties.setProperty("password", password));
        return properties;
    }
}
