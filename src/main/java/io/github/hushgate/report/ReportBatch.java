package io.github.hushgate.report;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Records that are kept together or not at all.
 *
 * @param id unique, also over machines: a store that saw it already counts nothing twice
 * @param records in arrival order
 */
public record ReportBatch(String id, List<ReportRecord> records) {
    private static final UUID PROCESS = UUID.randomUUID();
    private static final AtomicLong COUNT = new AtomicLong();

    /** Copies the list. */
    public ReportBatch {
        Objects.requireNonNull(id, "id");
        records = List.copyOf(records);
    }

    /** A batch with an id of its own: random of this process, and counted in it. */
    public static ReportBatch of(List<? extends ReportRecord> records) {
        UUID process = PROCESS;
        UUID id =
                new UUID(process.getMostSignificantBits(), process.getLeastSignificantBits() + COUNT.getAndIncrement());
        return new ReportBatch(id.toString(), List.copyOf(records));
    }
}
