package io.github.hushgate.store;

import io.github.hushgate.report.ReportBatch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Files of somebody else, to be read only. */
final class FilesView extends QueriedStore {
    private final RecordQueries queries;

    FilesView(RecordQueries.Source source) {
        this.queries = new RecordQueries(source);
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
