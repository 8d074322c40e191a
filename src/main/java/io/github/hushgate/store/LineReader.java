package io.github.hushgate.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hushgate.report.ReportRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads the files of a directory, the oldest first. A line that cannot be read costs only itself. */
final class LineReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LineReader() {}

    /** The files, by day and then writer. */
    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> DayFile.isOne(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    /** The records of the lines that are asked for. A file that retention has just taken away has none. */
    static void read(Path file, Predicate<String> asked, Consumer<ReportRecord> consumer) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (asked.test(line)) {
                    readLine(line, consumer);
                }
            }
        } catch (NoSuchFileException e) {
            // Gone since the directory was listed.
        }
    }

    private static void readLine(String line, Consumer<ReportRecord> consumer) {
        try {
            RecordJson.read(JSON.readTree(line)).ifPresent(consumer);
        } catch (JsonProcessingException | DateTimeException e) {
            // Torn, or edited by hand: the hash chain tells, the other lines stand.
        }
    }
}
