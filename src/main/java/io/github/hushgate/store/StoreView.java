package io.github.hushgate.store;

import io.github.hushgate.report.ReportBatch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Records of somebody else, to be read only. */
final class StoreView extends QueriedStore {
    private final RecordQueries queries;

    StoreView(RecordQueries.Source source) {
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
