package io.github.hushgate.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.ReportRecord;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Batches that wait on the local disk until they can go where they belong, one line each. One thread. */
final class Spill implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * How much may wait, and how surely.
     *
     * @param maxBytes of the file
     * @param limit the key that sets {@code maxBytes}
     * @param fsync whether each write also waits for the disk
     */
    record Bound(long maxBytes, String limit, boolean fsync) {}

    private final Path path;
    private final Bound bound;
    private LineFile file;

    private Spill(Path path, Bound bound) throws IOException {
        this.path = path;
        this.bound = bound;
        this.file = LineFile.open(path);
    }

    /** Opens this process's own file, and takes over what processes that are gone left in theirs. */
    static Spill open(Path directory, String name, DirectoryLock lock, Bound bound) throws IOException {
        Spill spill = new Spill(file(directory, name, lock.number()), bound);
        try {
            for (int number = 1; number <= DirectoryLock.MAX_WRITERS; number++) {
                Path left = file(directory, name, number);
                if (Files.exists(left) && Files.size(left) > 0) {
                    lock.ifGone(number, gone -> spill.adopt(left));
                }
            }
            return spill;
        } catch (IOException e) {
            spill.close();
            throw e;
        }
    }

    private static Path file(Path directory, String name, int number) {
        return directory.resolve(name + "-" + number + ".jsonl");
    }

    /** All of it or, where there is no room, nothing: then it waits for a later start. */
    private void adopt(Path left) throws IOException {
        try (LineFile whole = LineFile.open(left)) {
            if (file.size() + whole.size() > bound.maxBytes()) {
                return;
            }
        }
        file.append(ByteBuffer.wrap(Files.readAllBytes(left)), true);
        Files.delete(left);
    }

    boolean isEmpty() {
        return file.size() == 0;
    }

    /** Keeps all of them, or throws and keeps none: when it is full, or the disk is. */
    void add(List<ReportBatch> batches) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (ReportBatch batch : batches) {
            List<Map<String, Object>> records =
                    batch.records().stream().map(RecordJson::toMap).toList();
            lines.write(JSON.writeValueAsBytes(Map.of("batch", batch.id(), "records", records)));
            lines.write('\n');
        }
        if (file.size() + lines.size() > bound.maxBytes()) {
            throw new IOException(bound.limit() + " is used up while nobody takes what waits");
        }
        file.append(ByteBuffer.wrap(lines.toByteArray()), bound.fsync());
    }

    /** Takes a group of batches. */
    @FunctionalInterface
    interface Replay {
        void write(List<ReportBatch> batches) throws Exception;
    }

    /** Hands over everything, in groups and in order; the file is emptied when all of it was taken. */
    void replay(int group, Replay to) throws Exception {
        try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            List<ReportBatch> batches = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                read(line).ifPresent(batches::add);
                if (batches.size() == group) {
                    to.write(batches);
                    batches.clear();
                }
            }
            to.write(batches);
        }
        file.close();
        Files.delete(path);
        file = LineFile.open(path);
    }

    private static Optional<ReportBatch> read(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            List<ReportRecord> records = new ArrayList<>();
            for (JsonNode each : node.path("records")) {
                RecordJson.read(RecordFields.of(each)).ifPresent(records::add);
            }
            return Optional.of(new ReportBatch(node.path("batch").asText(), records));
        } catch (IOException | DateTimeException e) {
            // Edited by hand: it costs only itself.
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
