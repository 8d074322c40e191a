package io.github.hushgate.store;

import io.github.hushgate.report.ReportRecord;
import java.util.Optional;
import java.util.function.Consumer;

/** Remembers the record of a kind with the latest time; of equal ones the last. One thread. */
final class Latest<T extends ReportRecord> implements Consumer<ReportRecord> {
    private final Class<T> kind;
    private Optional<T> record = Optional.empty();

    Latest(Class<T> kind) {
        this.kind = kind;
    }

    @Override
    public void accept(ReportRecord each) {
        if (kind.isInstance(each)
                && (record.isEmpty() || !each.time().isBefore(record.get().time()))) {
            record = Optional.of(kind.cast(each));
        }
    }

    boolean isFound() {
        return record.isPresent();
    }

    Optional<T> record() {
        return record;
    }
}
