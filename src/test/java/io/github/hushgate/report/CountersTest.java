package io.github.hushgate.report;

import static io.github.hushgate.report.Endpoints.entry;
import static io.github.hushgate.report.Endpoints.legacy;
import static io.github.hushgate.report.Endpoints.violation;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each limit has its own counter, which stands still below the limit; each refusal reaches the sink by its reason. */
class CountersTest {
    private static final String GOOD = legacy("https://good.example/x");

    /** Wide in all but what a test is about. */
    private static final class Limits {
        private int bodyBytes = 256 * 1024;
        private int entries = 200;
        private int depth = 16;
        private Duration readDeadline = Duration.ofSeconds(5);
        private int client = 1_000_000;
        private int records = 1_000_000;
        private int fingerprints = 1_000_000;
        private Duration acknowledge = Duration.ofSeconds(2);

        ReportLimits build() {
            return new ReportLimits(
                    bodyBytes, entries, depth, readDeadline, client, records, fingerprints, acknowledge);
        }
    }

    private static Map<String, Long> counts(Limits limits, ReportSink sink, Exchange... exchanges) {
        try (ReportEndpoint endpoint = Endpoints.of(sink, limits.build(), Set.of())) {
            for (Exchange each : exchanges) {
                each.to(endpoint);
            }
            Map<String, Long> counts = new TreeMap<>(endpoint.counts());
            counts.keySet().removeAll(Set.of("requests", "self-test.passed"));
            return counts;
        }
    }

    private static Map<String, Long> counts(Limits limits, Exchange... exchanges) {
        return counts(limits, new Kept(), exchanges);
    }

    @Test
    void whatTheSelfTestSendsCountsAsNoReport() {
        assertEquals(Map.of(), counts(new Limits()));
    }

    @Test
    void bodyBytes() {
        Limits limits = new Limits();
        limits.bodyBytes = GOOD.length();
        Exchange longer = Exchange.of(GOOD + " ");
        assertEquals(
                Map.of("received", 1L, "stored", 1L, "refused.body-bytes", 1L),
                counts(limits, Exchange.of(GOOD), longer));
    }

    @Test
    void entries() {
        Limits limits = new Limits();
        limits.entries = 2;
        String body = Stream.of("a", "b", "c", "d")
                        .map(host -> violation("https://" + host + ".example/"))
                        .toList() + "";
        assertEquals(Map.of("received", 2L, "stored", 2L, "refused.entries", 2L), counts(limits, Exchange.of(body)));
    }

    @Test
    void depth() {
        Limits limits = new Limits();
        limits.depth = 4;
        String most = "[" + entry("{\"blockedURL\":\"inline\",\"x\":[0]}") + "]";
        String tooDeep = most.replace("[0]", "[[0]]");
        assertEquals(
                Map.of("received", 1L, "stored", 1L, "refused.depth", 1L),
                counts(limits, Exchange.of(most), Exchange.of(tooDeep)));
    }

    @Test
    void readDeadline() {
        Limits limits = new Limits();
        limits.readDeadline = Duration.ofMillis(50);
        assertEquals(
                Map.of("received", 1L, "stored", 1L, "refused.read-deadline", 1L),
                counts(limits, Exchange.of(GOOD), Exchange.of(new Late())));
    }

    @Test
    void clientRequestsPerMinute() {
        Limits limits = new Limits();
        limits.client = 1;
        assertEquals(
                Map.of("received", 3L, "stored", 1L, "unrecorded.client-requests-per-minute", 2L),
                counts(limits, Exchange.of(GOOD), Exchange.of(GOOD), Exchange.of(GOOD)));
    }

    @Test
    void recordsPerSecond() {
        Limits limits = new Limits();
        limits.records = 1;
        String body = "[" + violation("https://a.example/") + "," + violation("https://b.example/") + "]";
        assertEquals(
                Map.of("received", 2L, "stored", 1L, "unrecorded.records-per-second", 1L),
                counts(limits, Exchange.of(body)));
    }

    @Test
    void fingerprints() {
        Limits limits = new Limits();
        limits.fingerprints = 2;
        String body = Stream.of("a", "b", "c", "d")
                        .map(host -> violation("https://" + host + ".example/"))
                        .toList() + "";
        Kept kept = new Kept();
        assertEquals(
                Map.of("received", 5L, "stored", 5L, "overflow.fingerprints", 2L),
                counts(limits, kept, Exchange.of(body), Exchange.of(legacy("https://a.example/"))));
        assertEquals(
                List.of("(other)", "(other)", "https://a.example", "https://a.example", "https://b.example"),
                kept.violations().stream()
                        .map(each -> each.blocked().toString())
                        .sorted()
                        .toList());
    }

    @Test
    void acknowledgeWait() {
        Limits limits = new Limits();
        limits.acknowledge = Duration.ofMillis(20);
        assertEquals(Map.of("received", 1L, "late", 1L), counts(limits, new Never(), Exchange.of(GOOD)));
    }

    @Test
    void whatTheStoreDoesNotKeep() {
        ReportSink full = new ReportSink() {
            @Override
            public CompletionStage<Void> append(ReportBatch batch) {
                return CompletableFuture.failedFuture(new IOException("full"));
            }

            @Override
            public void close() {}
        };
        assertEquals(
                Map.of("received", 1L, "not-stored", 1L, "unacknowledged", 1L),
                counts(new Limits(), full, Exchange.of(GOOD)));
    }

    private static Map<Refusal, Exchange> refused() {
        Map<Refusal, Exchange> refused = new HashMap<>();
        refused.put(Refusal.METHOD, Exchange.of(GOOD).method("PUT"));
        refused.put(Refusal.ORIGIN, Exchange.of(GOOD).header("Origin", "https://evil.example"));
        refused.put(Refusal.MEDIA_TYPE, Exchange.of(GOOD).header("Content-Type", "text/plain"));
        refused.put(Refusal.CONTENT_ENCODING, Exchange.of(GOOD).header("Content-Encoding", "gzip"));
        refused.put(Refusal.BODY_BYTES, Exchange.of(GOOD + " ".repeat(300_000)));
        refused.put(Refusal.READ_DEADLINE, Exchange.of(new Late()));
        refused.put(Refusal.READ, Exchange.of(new Broken()));
        refused.put(Refusal.MALFORMED, Exchange.of("{"));
        refused.put(Refusal.TRAILING, Exchange.of(GOOD + "x"));
        refused.put(Refusal.ENTRIES, Exchange.of("[" + "1,".repeat(200) + violation("inline") + "]"));
        refused.put(Refusal.DEPTH, Exchange.of("[" + "[".repeat(17) + "]".repeat(17) + "]"));
        refused.put(Refusal.DUPLICATE_KEY, Exchange.of("{\"csp-report\":{},\"csp-report\":{}}"));
        refused.put(Refusal.SHAPE, Exchange.of("{}"));
        refused.put(Refusal.BLANK, Exchange.of("{\"csp-report\":{}}"));
        refused.put(Refusal.FOREIGN_DOCUMENT, Exchange.of(GOOD.replace("www.police.test", "evil.example")));
        return refused;
    }

    @TestFactory
    Stream<DynamicTest> eachRefusalIsCountedAndTheSinkIsToldOfIt() {
        Map<Refusal, Exchange> refused = refused();
        assertEquals(Set.of(Refusal.values()), refused.keySet());
        return refused.entrySet().stream()
                .map(each ->
                        DynamicTest.dynamicTest(each.getKey().word(), () -> isCounted(each.getKey(), each.getValue())));
    }

    private static void isCounted(Refusal why, Exchange exchange) {
        Limits limits = new Limits();
        limits.readDeadline = Duration.ofMillis(50);
        Kept kept = new Kept();
        Map<String, Long> counts = counts(limits, kept, exchange);
        String word = why.name().toLowerCase(Locale.ROOT).replace('_', '-');
        assertEquals(1, counts.get("refused." + word), counts::toString);
        Map<String, Long> told = kept.all(UnrecordedCount.class).stream()
                .collect(Collectors.toMap(UnrecordedCount::limit, UnrecordedCount::count));
        assertEquals(1, told.get(word), told::toString);
        assertEquals(0, kept.count());
    }

    /** Never says whether it kept anything. */
    private static final class Never implements ReportSink {
        @Override
        public CompletionStage<Void> append(ReportBatch batch) {
            return new CompletableFuture<>();
        }

        @Override
        public void close() {}
    }

    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("reset");
        }
    }

    /** A good report that comes after its time. */
    private static final class Late extends ByteArrayInputStream {
        Late() {
            super(GOOD.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public synchronized int read(byte[] bytes, int from, int length) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.read(bytes, from, length);
        }
    }
}
