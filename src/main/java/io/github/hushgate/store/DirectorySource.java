package io.github.hushgate.store;

import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ReportRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The records in the daily files of a directory. Immutable, safe for many threads. */
record DirectorySource(Path directory) implements RecordQueries.Source {
    @Override
    public void forEach(ReportQuery query, Consumer<ReportRecord> consumer) {
        try {
            for (Path file : LineReader.files(directory)) {
                if (mayHold(file, query)) {
                    LineReader.read(file, (bytes, from, to) -> true, consumer);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A batch that waited may lie in the file of the day after its time. */
    private static boolean mayHold(Path file, ReportQuery query) {
        Instant day = day(file).atStartOfDay(ZoneOffset.UTC).toInstant();
        return day.plus(Duration.ofDays(1)).isAfter(query.from())
                && day.minus(Duration.ofDays(2)).isBefore(query.to());
    }

    /** Looks at the newest day first, and at no older one than the first that has such a record. */
    @Override
    public <T extends ReportRecord> Optional<T> last(Class<T> kind) {
        try {
            List<Path> files = LineReader.files(directory);
            Latest<T> latest = new Latest<>(kind);
            LineReader.Asked asked = RecordJson.asking(kind);
            for (int i = files.size() - 1; i >= 0; i--) {
                if (latest.isFound() && !day(files.get(i)).equals(day(files.get(i + 1)))) {
                    break;
                }
                LineReader.read(files.get(i), asked, latest);
            }
            return latest.record();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LocalDate day(Path file) {
        return DayFile.day(file.getFileName().toString());
    }
}
