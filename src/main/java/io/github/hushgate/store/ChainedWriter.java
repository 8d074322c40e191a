package io.github.hushgate.store;

import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.ReportRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes chained lines into the day's file, opens the next day's, and lets old days go. One thread at a time. */
final class ChainedWriter implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ChainedWriter.class.getName());

    private final Path directory;
    private final int writer;
    private final JsonLinesStore.Settings settings;
    private final LineFile.Opener files;
    private final LineJson json = new LineJson();
    private final MessageDigest digest = HashChain.digest();
    private volatile LocalDate day;
    private LineFile file;
    private String head;
    private Optional<JournalEntry> inForce = Optional.empty();
    private boolean repeats;

    ChainedWriter(Path directory, int writer, JsonLinesStore.Settings settings, LocalDate today, LineFile.Opener files)
            throws IOException {
        this.directory = directory;
        this.writer = writer;
        this.settings = settings;
        this.files = files;
        this.day = today;
        this.file = open(today);
        this.head = lastHash();
        retain();
    }

    private LineFile open(LocalDate of) throws IOException {
        LineFile opened = files.open(directory.resolve(DayFile.name(of, writer)));
        if (settings.fsync()) {
            Directories.force(directory);
        }
        return opened;
    }

    private List<Path> ownFiles() throws IOException {
        return LineReader.files(directory).stream()
                .filter(path -> DayFile.isOf(path.getFileName().toString(), writer))
                .toList();
    }

    private String lastHash() throws IOException {
        String last = HashChain.START;
        for (Path each : ownFiles()) {
            HashChain.Summary summary = Files.size(each) == 0 ? null : HashChain.summary(each);
            last = summary == null ? last : summary.head();
        }
        return last;
    }

    /** Whether it is this day's file that is open. Safe for many threads. */
    boolean isOf(LocalDate today) {
        return today.equals(day);
    }

    /** Writes the batches in one go, all or none of them. */
    void write(List<ReportBatch> batches, LocalDate today) throws IOException {
        if (!today.equals(day)) {
            turn(today);
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream(512 * batches.size());
        String last = repeats ? repeated(lines) : head;
        Optional<JournalEntry> start = inForce;
        for (ReportBatch batch : batches) {
            for (ReportRecord each : batch.records()) {
                Map<String, Object> line = RecordJson.toMap(each);
                line.put("batch", batch.id());
                last = line(line, last, lines);
                start = each instanceof JournalEntry journal ? Optional.of(journal) : start;
            }
        }
        append(lines, last);
        inForce = start;
        repeats = false;
    }

    /**
     * Each day's file begins with the settings that are in force: they are found without a look at older days, and
     * outlive the file in which the start itself stands.
     */
    private String repeated(ByteArrayOutputStream lines) throws IOException {
        if (inForce.isEmpty()) {
            return head;
        }
        Map<String, Object> line = RecordJson.toMap(inForce.get());
        line.put("repeated", true);
        return line(line, head, lines);
    }

    private void append(ByteArrayOutputStream lines, String last) throws IOException {
        if (file.size() + lines.size() > settings.maxFileBytes()) {
            throw new IOException("the day's file has reached reports.max-file-bytes");
        }
        file.append(ByteBuffer.wrap(lines.toByteArray()), settings.fsync());
        head = last;
    }

    private String line(Map<String, Object> line, String previous, ByteArrayOutputStream out) throws IOException {
        line.put("prev", previous);
        byte[] bytes = json.write(line);
        out.write(bytes);
        out.write('\n');
        return HexFormat.of().formatHex(digest.digest(bytes));
    }

    private void turn(LocalDate today) throws IOException {
        LineFile next = open(today);
        file.close();
        file = next;
        day = today;
        repeats = true;
        LOG.log(System.Logger.Level.INFO, "reports: the chain of lines stands at {0} as {1} begins", head, today);
        retain();
    }

    private void retain() throws IOException {
        LocalDate oldest = day.minusDays(settings.retentionDays());
        for (Path each : LineReader.files(directory)) {
            if (DayFile.day(each.getFileName().toString()).isBefore(oldest)) {
                bury(each);
            }
        }
    }

    /**
     * The tombstone first: a file that is gone is always accounted for. Files of other writers go the same way, for
     * their process may be gone for good; one that a neighbour has just buried has its stone already.
     */
    private void bury(Path old) throws IOException {
        HashChain.Summary summary;
        try {
            summary = HashChain.summary(old);
        } catch (NoSuchFileException e) {
            return;
        }
        Map<String, Object> stone = new LinkedHashMap<>();
        stone.put("v", RecordJson.VERSION);
        stone.put("kind", "tombstone");
        stone.put("ts", day.toString());
        stone.put("file", old.getFileName().toString());
        stone.put("lines", summary.lines());
        stone.put("first", summary.before());
        stone.put("last", summary.head());
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        String last = line(stone, head, line);
        file.append(ByteBuffer.wrap(line.toByteArray()), settings.fsync());
        head = last;
        Files.deleteIfExists(old);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
