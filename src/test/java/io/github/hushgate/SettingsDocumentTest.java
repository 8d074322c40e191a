package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page that users read, held against the keys that there are. */
final class SettingsDocumentTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]*`) \\| ([^|]*) \\| .+ \\|$");
    private static final Pattern KEY = Pattern.compile("`([^`]+)`");

    private static Map<String, String> documented() throws IOException {
        Map<String, String> defaults = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("src/docs/SETTINGS.md")));
        while (row.find()) {
            KEY.matcher(row.group(1)).results().forEach(key -> defaults.put(key.group(1), row.group(2)));
        }
        return defaults;
    }

    @Test
    void everyKeyIsDocumentedAndNoOther() throws IOException {
        assertEquals(
                new TreeSet<>(SettingKeys.names()), new TreeSet<>(documented().keySet()));
    }

    @Test
    void everyDefaultIsTheOneThatCounts() throws IOException {
        Map<String, String> real = new TreeMap<>();
        SettingKeys.list().forEach(key -> real.put(key.name(), told(key.fallback())));
        assertEquals(real, new TreeMap<>(documented()));
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
        return fallback instanceof Enum<?> word ? Words.of(word) : fallback.toString();
    }
}
