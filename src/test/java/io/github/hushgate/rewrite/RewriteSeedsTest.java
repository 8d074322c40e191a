package io.github.hushgate.rewrite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the fuzzer begins with, and what it once found, without the fuzzer. */
final class RewriteSeedsTest {
    private static final Path SEEDS = Path.of("src/test/resources/io/github/hushgate/rewrite/RewriteFuzzTestInputs"
            + "/noPageKeepsATrackerOrLosesAnythingElse");

    static Stream<Path> seeds() throws IOException {
        try (Stream<Path> files = Files.list(SEEDS)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noPageKeepsATrackerOrLosesAnythingElse(Path seed) throws IOException {
        new RewritePromise().hold(Files.readAllBytes(seed));
    }
}
