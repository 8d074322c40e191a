package io.github.hushgate.store;

import io.github.hushgate.report.ReportBatch;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A directory of somebody else, to be read only. */
final class DirectoryView extends QueriedStore {
    private final RecordQueries queries;

    DirectoryView(Path directory) {
        this.queries = new RecordQueries(new DirectorySource(directory));
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
