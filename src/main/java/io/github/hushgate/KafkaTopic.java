package io.github.hushgate;

import io.github.hushgate.report.ReportSink;
import io.github.hushgate.store.KafkaSink;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Opens the topic that the {@code reports.kafka.*} keys name. */
final class KafkaTopic {
    private KafkaTopic() {}

    static void refuseWithoutDirectory(HushgateConfig.Reports reports) {
        if (!reports.kafka().servers().isEmpty()) {
            throw new IllegalArgumentException(
                    "reports.kafka.servers: " + reports.kafka().servers()
                            + " needs \"reports.directory\" as well, where review reads and records wait for a broker;"
                            + " \"/var/lib/hushgate\" would do");
        }
    }

    static ReportSink open(HushgateConfig.Reports reports) {
        HushgateConfig.Kafka kafka = reports.kafka();
        Path directory = reports.directory().orElseThrow().resolve("kafka");
        try {
            return KafkaSink.open(new KafkaSink.Settings(
                    String.join(",", kafka.servers()),
                    kafka.topic(),
                    properties(kafka),
                    directory,
                    kafka.maxSpillBytes(),
                    reports.fsync(),
                    kafka.patience()));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "reports.directory: \"" + directory + "\" cannot be opened (" + e.getMessage()
                            + "); a directory that this process may write to would do",
                    e);
        } catch (NoClassDefFoundError e) {
            throw new IllegalArgumentException(
                    "reports.kafka.servers: " + kafka.servers()
                            + " needs org.apache.kafka:kafka-clients on the class path; add it, or leave the key out",
                    e);
        }
    }

    private static Map<String, String> properties(HushgateConfig.Kafka kafka) {
        Map<String, String> map = new HashMap<>();
        kafka.properties().ifPresent(file -> read(file).forEach((key, value) -> map.put(key + "", value + "")));
        return map;
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            // Not the exception's message: it may quote a line, and a line may be a password.
            throw new IllegalArgumentException("reports.kafka.properties: \"" + file + "\" cannot be read ("
                    + e.getClass().getSimpleName()
                    + "); a Java properties file that this process may read would do");
        }
        return properties;
    }
}
