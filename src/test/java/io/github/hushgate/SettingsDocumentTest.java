package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The table of all settings in the README is made here, from the keys and their meanings, and is stale when it differs:
 * {@code mvn test -Dtest=SettingsDocumentTest -Dsettings.write=true} writes it.
 */
final class SettingsDocumentTest {
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
