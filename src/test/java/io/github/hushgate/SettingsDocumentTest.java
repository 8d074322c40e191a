package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The table of all settings in the README is made here, from the keys and their meanings, and is stale when it differs:
 * {@code mvn test -Dtest=SettingsDocumentTest -Dsettings.write=true} writes it.
 */
final class SettingsDocumentTest {
    private static final Path METADATA = Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");
    private static final Pattern WORD = Pattern.compile("`([^`]+)`");
    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- settings: made by SettingsDocumentTest -->\n";
    private static final String END = "<!-- end of settings -->";

    private final List<String> lines = meanings();

    private record Meaning(String type, String text) {}

    private static List<String> meanings() {
        try (InputStream in = Objects.requireNonNull(HushgateFilter.class.getResourceAsStream("settings.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Map<String, Meaning> byKey() {
        Map<String, Meaning> byKey = new HashMap<>();
        for (String line : lines) {
            String[] parts = line.split(" \\| ", 3);
            if (parts.length == 3 && !line.startsWith("#")) {
                assertEquals(null, byKey.put(parts[0], new Meaning(parts[1], parts[2])), parts[0]);
            }
        }
        return byKey;
    }

    @Test
    void everyKeyHasAMeaningAndNoOther() {
        assertEquals(new TreeSet<>(SettingKeys.names()), new TreeSet<>(byKey().keySet()));
    }

    @Test
    void theTableInTheReadmeIsTheOneThatTheCodeMakes() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END);
        if (Boolean.getBoolean("settings.write")) {
            Files.writeString(README, readme.substring(0, begin) + table() + readme.substring(end));
        } else {
            assertEquals(table(), readme.substring(begin, end));
        }
    }

    private String table() {
        Map<String, String> defaults = new HashMap<>();
        SettingKeys.list().forEach(key -> defaults.put(key.name(), told(key.fallback())));
        StringBuilder table = new StringBuilder();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(" \\| ", 3);
            if (line.startsWith("# ")) {
                table.append("\n**").append(line.substring(2)).append("**\n\n| key | type | default | meaning |\n");
                table.append("|---|---|---|---|\n");
            } else if (parts.length == 3) {
                String fallback = defaults.get(parts[0]);
                table.append("| `%s` | %s | %s | %s |%n".formatted(parts[0], parts[1], fallback, parts[2]));
            }
        }
        return table.append('\n').toString();
    }

    /** What an IDE completes in {@code application.yml}. */
    @Test
    void theMetadataForSpringIsTheOneThatTheCodeMakes() throws IOException {
        if (Boolean.getBoolean("settings.write")) {
            Files.writeString(METADATA, metadata());
        } else {
            assertEquals(metadata(), Files.readString(METADATA));
        }
    }

    private String metadata() throws IOException {
        Map<String, Meaning> meanings = byKey();
        List<Map<String, Object>> properties = new ArrayList<>();
        List<Map<String, Object>> hints = new ArrayList<>();
        for (SettingKey<?> key : SettingKeys.list()) {
            Meaning meaning = Objects.requireNonNull(meanings.get(key.name()));
            Map<String, Object> property = new LinkedHashMap<>();
            property.put("name", "hushgate." + key.name());
            property.put("type", javaType(meaning.type()));
            property.put("description", sentence(meaning.text()));
            String fallback = told(key.fallback()).replace("`", "");
            if (!fallback.equals("none")) {
                property.put("defaultValue", fallback);
            }
            properties.add(property);
            List<Map<String, String>> words = WORD.matcher(meaning.type())
                    .results()
                    .map(word -> Map.of("value", word.group(1)))
                    .toList();
            if (!words.isEmpty()) {
                hints.add(Map.of("name", "hushgate." + key.name(), "values", words));
            }
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("properties", properties);
        all.put("hints", hints);
        return new ObjectMapper()
                        .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(all)
                + "\n";
    }

    private static String sentence(String text) {
        String plain = text.replace("`", "").replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1");
        return Words.upper(plain.substring(0, 1)) + plain.substring(1) + ".";
    }

    private static String javaType(String type) {
        return switch (type) {
            case "patterns", "hosts", "origins", "paths", "servers", "rules", "words" ->
                "java.util.List<java.lang.String>";
            case "objects" -> "java.util.List<java.util.Map<java.lang.String,java.lang.Object>>";
            case "object" -> "java.util.Map<java.lang.String,java.lang.String>";
            case "number" -> "java.lang.Integer";
            default -> "java.lang.String";
        };
    }

    private static String told(Object fallback) {
        if (fallback instanceof Collection<?> || fallback instanceof Map<?, ?> || fallback.equals("")) {
            return "none";
        }
        if (fallback instanceof Optional<?> optional) {
            return optional.map(SettingsDocumentTest::told).orElse("none");
        }
        if (fallback instanceof Boolean on) {
            return on ? "on" : "off";
        }
        return fallback instanceof Enum<?> || fallback instanceof String
                ? "`" + SettingValues.told(fallback) + "`"
                : fallback.toString();
    }
}
