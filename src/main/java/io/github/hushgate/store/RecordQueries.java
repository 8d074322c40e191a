package io.github.hushgate.store;

import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ReportRecord;
import io.github.hushgate.report.ReportSummary;
import io.github.hushgate.report.SelfTest;
import java.util.Optional;
import java.util.function.Consumer;

/** Answers queries from a pass over the records, wherever they are. */
final class RecordQueries {
    /** Gives kept records to a consumer, the oldest first: all of the time that is asked for, others if it likes. */
    @FunctionalInterface
    interface Source {
        void forEach(ReportQuery query, Consumer<ReportRecord> consumer);

        /** The latest record of a kind. */
        default <T extends ReportRecord> Optional<T> last(Class<T> kind) {
            Latest<T> latest = new Latest<>(kind);
            forEach(ReportQuery.ALL, latest);
            return latest.record();
        }
    }

    private final Source source;

    RecordQueries(Source source) {
        this.source = source;
    }

    ReportSummary summary(ReportQuery query) {
        Sums sums = new Sums(query);
        source.forEach(query.withHistory(), sums);
        return sums.summary();
    }

    Optional<SelfTest> lastSelfTest() {
        return source.last(SelfTest.class);
    }

    Optional<JournalEntry> lastStart() {
        return source.last(JournalEntry.class);
    }
}
