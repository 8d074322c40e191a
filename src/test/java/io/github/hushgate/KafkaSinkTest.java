package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hushgate.ReportSite.Visitor;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.store.JsonLinesStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a browser's POST through the filter in Tomcat to a real broker, whatever becomes of the broker meanwhile. */
final class KafkaSinkTest {
    private static final String TOPIC = "hushgate";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path files;

    /** By identity, as a consumer keeps them: what comes twice stands once. */
    private final Map<String, JsonNode> seen = new TreeMap<>();

    private final Map<String, String> keys = new TreeMap<>();

    private HushgateConfig config(CuttableLine line) {
        return ReportSite.config(files.resolve("reports"))
                .read(SettingKeys.KAFKA_SERVERS, "127.0.0.1:" + line.port())
                .read(SettingKeys.KAFKA_TOPIC, TOPIC)
                .read(SettingKeys.KAFKA_PATIENCE_SECONDS, 1)
                .build();
    }

    private void post(int port, String host) throws IOException {
        try (Visitor visitor = new Visitor(port)) {
            assertEquals(204, visitor.post(visitor.legacy(host)));
        }
    }

    @Test
    void everyReportReachesTheTopicThroughCutsAndRestartsAndRepeatsCanBeTold() throws Exception {
        int port = KafkaBroker.freePort();
        Path site = Files.createDirectories(files.resolve("site"));
        try (CuttableLine line = new CuttableLine(port);
                KafkaBroker broker = KafkaBroker.in(files, port, line.port())) {
            try (ReportSite tomcat = ReportSite.start(config(line), site)) {
                post(tomcat.port(), "before-the-broker.example");
                broker.start();
                post(tomcat.port(), "with-the-broker.example");
                await(line, "before-the-broker.example", "with-the-broker.example");
                line.cut();
                post(tomcat.port(), "while-cut.example");
                post(tomcat.port(), "while-cut.example");
                line.mend();
                await(line, "while-cut.example");
                broker.kill();
                post(tomcat.port(), "while-dead.example");
            }
            try (ReportSite tomcat = ReportSite.start(config(line), site)) {
                broker.start();
                post(tomcat.port(), "after-all.example");
                await(line, "while-dead.example", "after-all.example");
            }
        }
        holdsWhatTheStoreHolds();
    }

    private void holdsWhatTheStoreHolds() throws IOException {
        Map<String, Long> topic = new TreeMap<>();
        seen.values().stream()
                .filter(each -> each.path("kind").asText().equals("violation"))
                .forEach(each ->
                        topic.merge(each.path("origin").asText(), each.path("n").asLong(), Long::sum));
        Map<String, Long> store = new TreeMap<>();
        JsonLinesStore.view(files.resolve("reports"))
                .violations(ReportQuery.ALL)
                .forEach(each -> store.put(each.blocked().origin(), each.count()));
        assertEquals(store, topic);
        assertEquals(2, topic.get("https://while-cut.example"));
        assertEquals(5, new TreeSet<>(keys.values()).size(), keys::toString);
    }

    private void await(CuttableLine line, String... hosts) throws IOException {
        Set<String> missing = new TreeSet<>();
        List.of(hosts).forEach(host -> missing.add("https://" + host));
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        Map<String, Object> settings = Map.of("bootstrap.servers", "127.0.0.1:" + line.port());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var all = List.of(new TopicPartition(TOPIC, 0));
            consumer.assign(all);
            consumer.seekToBeginning(all);
            while (!missing.isEmpty()) {
                assertTrue(System.nanoTime() < deadline, () -> "never came: " + missing);
                for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofMillis(200))) {
                    missing.remove(take(each));
                }
            }
        }
    }

    private String take(ConsumerRecord<String, String> each) throws IOException {
        assertFalse((each.key() + each.value()).contains(Visitor.SECRET), each::value);
        JsonNode value = JSON.readTree(each.value());
        seen.put(value.path("batch").asText() + "/" + value.path("seq").asInt(), value);
        String origin = value.path("origin").asText();
        if (value.path("kind").asText().equals("violation")) {
            assertEquals(32, each.key().length());
            keys.put(origin, each.key());
        }
        return origin;
    }
}
