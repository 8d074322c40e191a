package io.github.hushgate.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.hushgate.report.ReportRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads the files of a directory, the oldest first. A line that cannot be read costs only itself. */
final class LineReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long ENDS = ONES * '\n';
    private static final int FIRST_BYTES = 1 << 18;

    /** Bytes of a line that is read, at most; no record comes near. */
    private static final int MAX_LINE_BYTES = 1 << 24;

    private final Asked asked;
    private final Consumer<ReportRecord> consumer;
    private final RecordFields fields = new RecordFields();
    private byte[] buffer = new byte[FIRST_BYTES];
    /** Whether the line that is being read is beyond the limit. */
    private boolean tooLong;

    private LineReader(Asked asked, Consumer<ReportRecord> consumer) {
        this.asked = asked;
        this.consumer = consumer;
    }

    /** The files, by day and then writer. */
    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> DayFile.isOne(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    /** Says of a line, whose bytes lie from {@code from} to {@code to}, whether it shall be read. */
    @FunctionalInterface
    interface Asked {
        boolean test(byte[] bytes, int from, int to);
    }

    /** The records of all lines. */
    static void readAll(List<Path> files, Consumer<ReportRecord> consumer) {
        try {
            for (Path file : files) {
                read(file, (bytes, from, to) -> true, consumer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The records of the lines that are asked for. A file that retention has just taken away has none. */
    static void read(Path file, Asked asked, Consumer<ReportRecord> consumer) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            new LineReader(asked, consumer).read(in);
        } catch (NoSuchFileException e) {
            // Gone since the directory was listed.
        }
    }

    private void read(InputStream in) throws IOException {
        int length = 0;
        for (int more = in.read(buffer); more >= 0; more = in.read(buffer, length, buffer.length - length)) {
            int searched = length;
            length += more;
            int start = 0;
            for (int at = end(searched, length); at < length; at = end(start, length)) {
                line(start, at);
                start = at + 1;
            }
            length -= start;
            System.arraycopy(buffer, start, buffer, 0, length);
            if (length == buffer.length) {
                grow();
                length = tooLong ? 0 : length;
            }
        }
        line(0, length);
    }

    /** The next line's end, or {@code to}: eight bytes are looked at in one step. */
    private int end(int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long others = (long) LONG.get(buffer, at) ^ ENDS;
            long found = others - ONES & ~others & ONES << 7;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (at < to && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Of a line beyond the limit nothing is kept but that it goes on. */
    private void grow() {
        tooLong = buffer.length >= MAX_LINE_BYTES;
        buffer = tooLong ? buffer : Arrays.copyOf(buffer, buffer.length * 2);
    }

    private void line(int from, int to) {
        if (tooLong) {
            tooLong = false;
        } else if (asked.test(buffer, from, to)) {
            try (JsonParser parser = JSON.createParser(buffer, from, to - from)) {
                fields.read(parser);
                RecordJson.read(fields).ifPresent(consumer);
            } catch (IOException | DateTimeException e) {
                // Torn, or edited by hand: the hash chain tells, the other lines stand.
            }
        }
    }
}
