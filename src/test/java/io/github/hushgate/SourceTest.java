package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The budgets that a reader feels first. */
final class SourceTest {
    private static final int MAX_LINES = 800;
    private static final int MAX_COLUMNS = 120;

    private static List<Path> sources(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    @Test
    void noFileIsTooLongToRead() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources("src")) {
            if (Files.readAllLines(file).size() > MAX_LINES) {
                tooLong.add(file.toString());
            }
        }
        assertEquals(List.of(), tooLong);
    }

    @Test
    void noLineOfTheLibraryRunsOutOfTheWindow() throws IOException {
        List<String> tooWide = new ArrayList<>();
        for (Path file : sources("src/main")) {
            for (String line : Files.readAllLines(file)) {
                if (line.length() > MAX_COLUMNS) {
                    tooWide.add(file + ": " + line);
                }
            }
        }
        assertEquals(List.of(), tooWide);
    }
}
