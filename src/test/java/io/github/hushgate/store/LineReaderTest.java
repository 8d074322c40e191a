package io.github.hushgate.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.ReportRecord;
import io.github.hushgate.report.SelfTest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every line that can be read is read, whatever stands before and behind it. */
final class LineReaderTest {
    private static final String TEST =
            "{\"v\":1,\"kind\":\"self-test\",\"ts\":\"2026-11-24T12:00:00Z\",\"passed\":true}";
    private static final SelfTest RECORD = new SelfTest(Instant.parse("2026-11-24T12:00:00Z"), true);

    private Path file;

    @BeforeEach
    void name(@TempDir Path folder) {
        file = folder.resolve("lines");
    }

    private List<ReportRecord> read(LineReader.Asked asked) throws IOException {
        List<ReportRecord> records = new ArrayList<>();
        LineReader.read(file, asked, records::add);
        return records;
    }

    private List<ReportRecord> read(String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
        return read((bytes, from, to) -> true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"v\":1,\"kind\":\"self-test\"",
                "{\"v\":1,\"kind\":\"self-test\",\"ts\":\"2026-13-24T12:00:00Z\"}",
                "{\"v\":1,\"kind\":\"self-test\",\"ts\":\"\u00e9\u00ff\"}",
                "{\"v\":2,\"kind\":\"self-test\",\"ts\":\"2026-11-24T12:00:00Z\"}",
                "{\"v\":1,\"kind\":\"tombstone\"}",
                "[1]",
                "null",
                "x"
            })
    void aLineThatCannotBeReadCostsOnlyItself(String line) throws IOException {
        assertEquals(List.of(RECORD, RECORD), read(TEST + "\n" + line + "\r\n" + TEST));
    }

    @Test
    void theOrderOfFieldsIsNoMatterTheLastOfTwoStandsAndUnknownOnesArePassedOver() throws IOException {
        String other = "{\"later\":{\"a\":[{}]},\"passed\":false,\"passed\":true,\"more\":[1,[2]],\"none\":null,"
                + "\"ts\":\"2026-11-24T12:00:00.000Z\",\"kind\":\"self-test\",\"v\":1} ";
        assertEquals(List.of(RECORD), read(other));
        assertEquals(1, read(RecordJson.asking(SelfTest.class)).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-24T12:00:00Z",
                "2026-02-28T23:59:59.9Z",
                "2026-11-24T12:00:00.000000001Z",
                "2026-11-24T12:00:00.123456Z",
                "2026-11-24T12:00:00+01:00",
                "+12026-11-24T12:00:00Z"
            })
    void aMomentIsReadAsTheLibraryReadsIt(String moment) throws IOException {
        assertEquals(
                Instant.parse(moment),
                read(TEST.replace("2026-11-24T12:00:00Z", moment)).get(0).time());
    }

    /** A line longer than the buffer is read, one beyond the limit is not kept and hides none behind it. */
    @Test
    void longLinesHideNothing() throws IOException {
        String settings = "s".repeat(600_000);
        String start = "{\"v\":1,\"kind\":\"start\",\"ts\":\"2026-11-24T12:00:00Z\",\"settings\":{\"a\":\"" + settings
                + "\"}}\n";
        byte[] garbage = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write((TEST + "\n" + start).getBytes(StandardCharsets.US_ASCII));
            for (int each = 0; each < 40; each++) {
                out.write(garbage);
            }
            out.write(("\n" + TEST + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        List<ReportRecord> records = read((bytes, from, to) -> true);
        assertEquals(3, records.size());
        assertEquals(RECORD, records.get(0));
        assertEquals(Map.of("a", settings), ((JournalEntry) records.get(1)).settings());
        assertEquals(RECORD, records.get(2));
    }

    @Test
    void ofOurOwnLinesOnlyThoseOfTheKindAreAskedFor() throws IOException {
        String removal =
                "{\"v\":1,\"kind\":\"removal\",\"ts\":\"2026-11-24T12:00:00Z\",\"n\":3,\"route\":\"/report/**\","
                        + "\"build\":\"\",\"tracker\":\"self-test\",\"element\":\"img\",\"first\":\"2026-11-24T11:00:00Z\"}";
        assertEquals(2, read(removal + "\n" + TEST + "\n").size());
        assertEquals(List.of(RECORD), read(RecordJson.asking(SelfTest.class)));
        assertEquals(1, read(RecordJson.asking(RemovalCount.class)).size());
        assertEquals(List.of(), read(RecordJson.asking(JournalEntry.class)));
    }
}
