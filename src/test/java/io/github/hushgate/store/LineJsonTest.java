package io.github.hushgate.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written by hand is JSON, says what the map says, and is printable ASCII on one line. */
class LineJsonTest {
    private final LineJson json = new LineJson();

    private void comesBack(Map<String, Object> map) throws IOException {
        byte[] line = json.write(map);
        for (byte each : line) {
            assertTrue(each >= ' ' && each < 0x7f, () -> "byte " + each);
        }
        assertEquals(map, new ObjectMapper().readValue(line, new TypeReference<LinkedHashMap<String, Object>>() {}));
    }

    @Test
    void anyTextComesBack() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(40); j > 0; j--) {
                text.append((char) (random.nextInt(4) == 0 ? random.nextInt(0xd800) : random.nextInt(0x80)));
            }
            comesBack(Map.of("key " + text, text.toString(), "n", random.nextInt(), "b", random.nextBoolean()));
        }
        comesBack(Map.of("", "\u2028\u202e\ud83d\ude00\u007f\"\\/\b\n", "m", Map.of("a", "b", "c", "")));
        comesBack(Map.of("long", "\u00e9".repeat(5_000)));
    }

    @Test
    void loneSurrogatesAreEscaped() {
        assertEquals("{\"a\":\"\\uD800\"}", new String(json.write(Map.of("a", "\ud800")), StandardCharsets.US_ASCII));
    }
}
