package io.github.hushgate.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the fuzzer begins with, and what it once found, without the fuzzer. */
final class ReportSeedsTest {
    private static final Path SEEDS = Path.of(
            "src/test/resources/io/github/hushgate/report/ReportFuzzTestInputs" + "/noBytesHarmTheWayFromBodyToRecord");

    static Stream<Path> seeds() throws IOException {
        try (Stream<Path> files = Files.list(SEEDS)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noBytesHarmTheWayFromBodyToRecord(Path seed) throws IOException {
        new ReportPromise().hold(Files.readAllBytes(seed));
    }
}
