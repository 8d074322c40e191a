package io.github.hushgate.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.SelfTest;
import io.github.hushgate.report.UnrecordedCount;
import io.github.hushgate.response.Outcome;
import io.github.hushgate.review.ReviewSample;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dashboard and the alerts ask for counters and labels that there are. */
final class MonitoringFilesTest {
    private static final Path FOLDER = Path.of("examples/monitoring");
    private static final Pattern ASKED = Pattern.compile("(hushgate_\\w+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=~?\"([^\"]*)\"");
    private static final Pattern GROUPED = Pattern.compile("(?:by|on) \\(([^)]*)\\)");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    /** By name as Prometheus has it, the labels. */
    private static Map<String, Set<String>> counted() {
        var registry = new SimpleMeterRegistry();
        try (var metrics = new HushgateMetrics(registry)) {
            metrics.append(ReportBatch.of(List.of(
                    new RemovalCount("/report/**", "meta-pixel", "script", 3, NOW, NOW, ""),
                    new CoverageCount("/report/**", "rewritten", 7, NOW, NOW, ""),
                    new UnrecordedCount(NOW, "(none)", "refused", "origin", 4),
                    new SelfTest(NOW, true, Map.of("application/csp-report", "status 403")),
                    ReviewSample.police().reports().get(0))));
            metrics.rewrote("/report/**", 7_000, 16_000);
        }
        Map<String, Set<String>> counted = new TreeMap<>();
        registry.forEachMeter(meter -> names(meter.getId())
                .forEach(name -> counted.put(
                        name, meter.getId().getTags().stream().map(Tag::getKey).collect(Collectors.toSet()))));
        return counted;
    }

    /** As Prometheus has them: of a timer and a summary there are three. */
    private static Stream<String> names(Meter.Id meter) {
        String name = meter.getName().replace('.', '_');
        return switch (meter.getType()) {
            case TIMER -> Stream.of("_sum", "_count", "_max").map(end -> name + "_seconds" + end);
            case DISTRIBUTION_SUMMARY -> Stream.of("_sum", "_count", "_max").map(end -> name + end);
            default -> Stream.of(name + "_total");
        };
    }

    private static List<String> expressions() throws IOException {
        List<String> all = new ArrayList<>();
        new ObjectMapper()
                .readTree(FOLDER.resolve("grafana-dashboard.json").toFile())
                .findValuesAsText("expr", all);
        Files.readString(FOLDER.resolve("prometheus-alerts.yml"))
                .replaceAll("\n\\s{10}", " ")
                .lines()
                .filter(line -> line.contains("hushgate_"))
                .forEach(all::add);
        return all;
    }

    @Test
    void everyCounterAndLabelThatIsAskedForIsThere() throws IOException {
        Map<String, Set<String>> counted = counted();
        Set<String> asked = new TreeSet<>();
        for (String expression : expressions()) {
            Set<String> labels = new TreeSet<>();
            ASKED.matcher(expression).results().forEach(found -> {
                asked.add(found.group(1));
                assertTrue(counted.containsKey(found.group(1)), expression);
                labels.addAll(counted.get(found.group(1)));
                LABEL.matcher(Objects.toString(found.group(2), "")).results().forEach(label -> {
                    assertTrue(counted.get(found.group(1)).contains(label.group(1)), expression);
                    if (label.group(1).equals("outcome")) {
                        isOutcome(found.group(1), label.group(2));
                    }
                });
            });
            GROUPED.matcher(expression)
                    .results()
                    .forEach(by ->
                            assertTrue(labels.containsAll(List.of(by.group(1).split(", "))), expression));
        }
        assertEquals(counted.keySet(), asked, "what is counted is shown");
    }

    private static void isOutcome(String counter, String pattern) {
        Set<String> words = counter.contains("self_tests")
                ? Set.of("passed", "failed", "refused-outside")
                : Arrays.stream(Outcome.values()).map(Outcome::word).collect(Collectors.toSet());
        assertTrue(words.containsAll(List.of(pattern.split("\\|"))), pattern);
    }
}
