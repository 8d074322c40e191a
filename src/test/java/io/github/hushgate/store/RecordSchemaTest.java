package io.github.hushgate.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.report.BlockedUrl;
import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.OtherReport;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.ReportRecord;
import io.github.hushgate.report.SelfTest;
import io.github.hushgate.report.UnrecordedCount;
import io.github.hushgate.report.ViolationReport;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema that ships in the jar says what stands in the topic, no more and no less. */
class RecordSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static JsonNode schema() throws IOException {
        try (InputStream in = KafkaSink.class.getResourceAsStream("record.schema.json")) {
            return JSON.readTree(in);
        }
    }

    static Stream<ReportRecord> records() {
        return Stream.of(
                violation(new BlockedUrl(BlockedUrl.Kind.URL, "https://a.example", "/tr"), Disposition.ENFORCE),
                violation(BlockedUrl.OTHER, Disposition.REPORT),
                new OtherReport(NOON, 3, "deprecation", "(none)", "chromium/156", "41"),
                new RemovalCount("/report/**", "meta-pixel", "img", 2, NOON, NOON, "41"),
                new CoverageCount("/report/**", "rewritten", 2, NOON, NOON, "41"),
                new UnrecordedCount(NOON, "/report/**", "tracker", "records-per-second", 9),
                new SelfTest(NOON, true));
    }

    private static ViolationReport violation(BlockedUrl blocked, Disposition disposition) {
        return new ViolationReport(
                NOON,
                1,
                "legacy",
                "csp-violation",
                "a",
                disposition,
                "img-src",
                "/report/**",
                "/report/{…}",
                blocked,
                "",
                "noise:extension",
                false,
                "self",
                1,
                2,
                200,
                "chromium/156",
                "41");
    }

    @ParameterizedTest
    @MethodSource("records")
    void whatGoesToTheTopicIsOfTheSchema(ReportRecord each) throws IOException {
        JsonNode value = JSON.readTree(KafkaSink.value("b1", 0, each));
        JsonNode of = schema().path("$defs").path(value.path("kind").asText());
        Set<String> required = new HashSet<>();
        of.path("required").forEach(name -> required.add(name.asText()));
        Set<String> names = new HashSet<>();
        value.fieldNames().forEachRemaining(names::add);
        assertEquals(required, names);
        value.properties()
                .forEach(field -> holds(field.getKey(), of.path("properties").path(field.getKey()), field.getValue()));
    }

    private static void holds(String name, JsonNode rule, JsonNode value) {
        assertTrue(!rule.isMissingNode(), name);
        boolean typed = switch (rule.path("type").asText()) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber() && value.asLong() >= 0;
            case "boolean" -> value.isBoolean();
            case "object" -> value.isObject();
            default -> rule.has("const") ? rule.path("const").equals(value) : contains(rule.path("enum"), value);
        };
        assertTrue(typed, () -> name + ": " + value + " against " + rule);
        if (rule.has("pattern")) {
            assertTrue(value.asText().matches(rule.path("pattern").asText()), value::toString);
        }
    }

    private static boolean contains(JsonNode words, JsonNode value) {
        for (JsonNode word : words) {
            if (word.equals(value)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void everyKindOfBlockedAddressHasItsWord() throws IOException {
        JsonNode words = schema().path("$defs")
                .path("violation")
                .path("properties")
                .path("blocked")
                .path("enum");
        for (BlockedUrl.Kind kind : BlockedUrl.Kind.values()) {
            assertTrue(contains(words, JSON.valueToTree(kind.word())), kind::word);
        }
        assertEquals(BlockedUrl.Kind.values().length, words.size());
    }
}
