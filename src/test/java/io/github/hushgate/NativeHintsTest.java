package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A native image carries only the resources that it is told of. */
final class NativeHintsTest {
    private static final Path RESOURCES = Path.of("src/main/resources");

    @Test
    void everyFileThatTheLibraryReadsIsNamed() throws IOException {
        Path hints = RESOURCES.resolve("META-INF/native-image/io.github.hushgate/hushgate/resource-config.json");
        JsonNode includes =
                new ObjectMapper().readTree(hints.toFile()).path("resources").path("includes");
        Pattern named = Pattern.compile(includes.path(0).path("pattern").asText());
        try (Stream<Path> files = Files.walk(RESOURCES.resolve("io"))) {
            files.filter(Files::isRegularFile)
                    .map(file -> RESOURCES.relativize(file).toString())
                    .forEach(name -> assertTrue(named.matcher(name).matches(), name));
        }
    }
}
