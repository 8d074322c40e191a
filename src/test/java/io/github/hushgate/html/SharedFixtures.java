package io.github.hushgate.html;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The vectors and saved pages that lie beside the project: {@code -Dfixtures.shared}, or else {@code ../shared}. */
public final class SharedFixtures {
    private SharedFixtures() {}

    /** The folder {@code fixtures/name}; where it is missing, the test is given up (in CI: fails). */
    public static Path folder(String name) {
        Path folder = Path.of(System.getProperty("fixtures.shared", "../shared"), "fixtures", name);
        if (!Files.isDirectory(folder)) {
            String message = "NOT TESTED: " + folder.toAbsolutePath() + " is missing; set -Dfixtures.shared";
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError(message);
            }
            abort(message);
        }
        return folder;
    }

    /** The files of a folder whose names end so, in order. */
    public static List<Path> files(String name, String ending) {
        try (Stream<Path> all = Files.list(folder(name))) {
            return all.filter(each -> each.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
