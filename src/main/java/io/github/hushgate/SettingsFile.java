package io.github.hushgate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads JSON into plain maps, lists, text, numbers and flags. Strict: no duplicate key, nothing behind the end. */
final class SettingsFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private SettingsFile() {}

    /**
     * The keys of a file, with dots between the words: {@code {"trackers":{"strip":"count"}}} is
     * {@code trackers.strip}.
     */
    static Map<String, Object> keys(String text) {
        if (!(value(text) instanceof Map<?, ?> settings)) {
            throw new IllegalArgumentException("is not a JSON object; {\"sensitive\": [\"/report/**\"]} would do");
        }
        Map<String, Object> keys = new LinkedHashMap<>();
        settings.forEach((name, value) -> flatten(String.valueOf(name), value, keys));
        return keys;
    }

    private static void flatten(String name, Object value, Map<String, Object> keys) {
        boolean group = SettingKeys.names().stream().anyMatch(key -> key.startsWith(name + "."));
        if (group && value instanceof Map<?, ?> parts) {
            parts.forEach((part, inner) -> flatten(name + "." + part, inner, keys));
        } else if (keys.put(name, value == null ? "null" : value) != null) {
            throw new IllegalArgumentException("holds the key \"" + name + "\" twice");
        }
    }

    /** One value. */
    static Object value(String text) {
        try {
            Object value = JSON.readValue(text, Object.class);
            return value == null ? "null" : value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is not JSON: " + where(e), e);
        }
    }

    private static String where(JsonProcessingException e) {
        String place = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        return e.getOriginalMessage() + place;
    }
}
