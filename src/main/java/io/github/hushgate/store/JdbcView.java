package io.github.hushgate.store;

import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ReportRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A database of somebody else, to be read only. */
final class JdbcView extends QueriedStore {
    private final Tables tables;
    private final RecordQueries queries = new RecordQueries(this::forEach);

    JdbcView(DataSource source) {
        this.tables = new Tables(source);
    }

    private void forEach(ReportQuery query, Consumer<ReportRecord> consumer) {
        try {
            tables.forEach(query, consumer);
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException("the database cannot be asked: " + JdbcStore.state(e), e));
        }
    }

    @Override
    RecordQueries queries() {
        return queries;
    }

    @Override
    public CompletionStage<Void> append(ReportBatch batch) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("only to be read"));
    }

    @Override
    public void close() {}
}
