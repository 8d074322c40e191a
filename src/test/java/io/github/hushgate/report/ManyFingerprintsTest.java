package io.github.hushgate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hushgate.route.RoutePattern;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * However many different violations somebody makes up, memory stays within the bound on fingerprints: a process with
 * little room takes them all.
 */
class ManyFingerprintsTest {
    private static final int ENTRIES = 200;
    private static final String HEAP = "-Xmx32m";

    @Test
    void aMillionFitIntoThirtyTwoMegabytes() throws Exception {
        fit(1_000_000);
    }

    @Test
    @Tag("long")
    void tenMillionFitIntoThirtyTwoMegabytes() throws Exception {
        fit(10_000_000);
    }

    private static void fit(int count) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sender.class.getName(),
                        String.valueOf(count))
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), told);
        int bound = ReportLimits.DEFAULT.fingerprints();
        assertEquals(bound + " told apart, " + (count - bound) + " other", told.strip());
    }

    /** Counts, and keeps nothing: what is measured is the way to it. */
    private static final class Counting implements ReportSink {
        private long other;
        private long apart;

        @Override
        public CompletionStage<Void> append(ReportBatch batch) {
            for (ReportRecord each : batch.records()) {
                ViolationReport violation = (ViolationReport) each;
                if (violation.blocked().equals(BlockedUrl.OTHER)) {
                    other += violation.count();
                } else {
                    apart += violation.count();
                }
            }
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }

    /** The process with little room. */
    static final class Sender {
        private Sender() {}

        public static void main(String[] arguments) throws IOException {
            int count = Integer.parseInt(arguments[0]);
            Counting sink = new Counting();
            ReportLimits wide = Endpoints.WIDE;
            ReportLimits limits = new ReportLimits(
                    wide.bodyBytes(),
                    ENTRIES,
                    wide.depth(),
                    wide.readDeadline(),
                    wide.clientRequestsPerMinute(),
                    Integer.MAX_VALUE,
                    ReportLimits.DEFAULT.fingerprints(),
                    wide.acknowledgeWait());
            Redactor redactor = new Redactor(Endpoints.detector(), new NoiseRules(List.of()));
            ReportIntake intake = new ReportIntake(limits, redactor, new ReportCounters(), sink);
            for (int from = 0; from < count; from += ENTRIES) {
                var ignored = intake.take(body(from), upload(), true);
            }
            System.out.println(sink.apart + " told apart, " + sink.other + " other");
        }

        private static ByteBuffer body(int from) {
            StringBuilder body = new StringBuilder("[");
            for (int i = from; i < from + ENTRIES; i++) {
                body.append(i == from ? "" : ",")
                        .append(
                                "{\"type\":\"csp-violation\",\"body\":{\"effectiveDirective\":\"img-src\",\"blockedURL\":\"https://h")
                        .append(i)
                        .append(".example/\"}}");
            }
            return ByteBuffer.wrap(body.append(']').toString().getBytes(StandardCharsets.UTF_8));
        }

        private static Upload upload() {
            return new Upload(
                    Instant.EPOCH,
                    "a",
                    Optional.of(RoutePattern.of("/report/**")),
                    "41",
                    "",
                    OwnOrigins.of(Set.of("https://www.police.test")),
                    "chromium/156");
        }
    }
}
