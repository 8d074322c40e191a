package io.github.hushgate.report;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The way of a body from its bytes to the sink: parsed, redacted, classified, folded, bounded, appended. Safe for many
 * threads.
 */
final class ReportIntake {
    /** What stands for the class of a refusal: nothing of what was refused is looked at. */
    static final String REFUSED = "refused";

    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private final ReportParser parser;
    private final Redactor redactor;
    private final Fingerprints fingerprints;
    private final TokenBucket records;
    private final UnrecordedLedger unrecorded = new UnrecordedLedger();
    private final ReportCounters counters;
    private final ReportSink sink;

    ReportIntake(ReportLimits limits, Redactor redactor, ReportCounters counters, ReportSink sink) {
        this.parser = new ReportParser(limits);
        this.redactor = redactor;
        this.fingerprints = new Fingerprints(limits.fingerprints());
        this.records = new TokenBucket(limits.recordsPerSecond(), SECOND_NANOS, System.nanoTime());
        this.counters = counters;
        this.sink = sink;
    }

    /** Takes a body; the stage completes when all of it that gets a record is kept. */
    CompletionStage<Void> take(ByteBuffer body, Upload upload, boolean clientWithinRate) {
        List<ReportRecord> kept = read(body, upload, this::refuse);
        counters.add("received", kept.size());
        List<ReportRecord> recorded = new ArrayList<>(kept.size());
        for (ReportRecord each : fold(kept)) {
            if (!clientWithinRate) {
                countOnly(each, "client-requests-per-minute");
            } else if (!records.take(System.nanoTime())) {
                countOnly(each, "records-per-second");
            } else {
                recorded.add(each instanceof ViolationReport violation ? bound(violation) : each);
            }
        }
        return recorded.isEmpty() ? CompletableFuture.completedFuture(null) : append(recorded);
    }

    /** The records that a body holds, redacted and classified; {@code refused} is told of the rest. */
    List<ReportRecord> read(ByteBuffer body, Upload upload, Consumer<Refusal> refused) {
        List<ReportRecord> kept = new ArrayList<>(1);
        Reading reading = new Reading(upload);
        for (RawReport raw : parser.parse(body, refused)) {
            redactor.redact(raw, reading, kept::add, refused);
        }
        return kept;
    }

    /**
     * Counts a request or an entry that nothing is kept of, by its reason: here, and with the next flush in the sink.
     */
    void refuse(Refusal why) {
        counters.add(why);
        unrecorded.count(Upload.NO_ROUTE, REFUSED, why.word(), 1);
    }

    private static List<ReportRecord> fold(List<ReportRecord> records) {
        if (records.size() < 2) {
            return records;
        }
        Map<ReportRecord, Long> counts = new LinkedHashMap<>();
        records.forEach(each -> counts.merge(each, 1L, Long::sum));
        List<ReportRecord> folded = new ArrayList<>(counts.size());
        counts.forEach((each, count) -> folded.add(count == 1 ? each : times(each, count)));
        return folded;
    }

    private static ReportRecord times(ReportRecord one, long count) {
        if (one instanceof ViolationReport violation) {
            return violation.times(count);
        }
        OtherReport other = (OtherReport) one;
        return new OtherReport(other.time(), count, other.type(), other.route(), other.browser(), other.build());
    }

    private ViolationReport bound(ViolationReport violation) {
        ViolationReport bounded = fingerprints.bound(violation);
        if (bounded.blocked().kind() == BlockedUrl.Kind.OTHER) {
            counters.add("overflow.fingerprints", violation.count());
        }
        return bounded;
    }

    private void countOnly(ReportRecord each, String limit) {
        if (each instanceof ViolationReport violation) {
            unrecorded.count(violation.route(), violation.classification(), limit, violation.count());
        } else {
            unrecorded.count(Upload.NO_ROUTE, "other", limit, count(each));
        }
        counters.add("unrecorded." + limit, count(each));
    }

    private static long count(ReportRecord each) {
        return each instanceof ViolationReport violation
                ? violation.count()
                : each instanceof OtherReport other ? other.count() : 1;
    }

    private CompletionStage<Void> append(List<ReportRecord> recorded) {
        long sum = 0;
        for (ReportRecord each : recorded) {
            sum += count(each);
        }
        long count = sum;
        return append(ReportBatch.of(recorded))
                .whenComplete((nothing, failure) -> counters.add(failure == null ? "stored" : "not-stored", count));
    }

    private CompletionStage<Void> append(ReportBatch batch) {
        try {
            return sink.append(batch);
        } catch (RuntimeException e) {
            // A sink of the owner's own may throw: the site must not notice.
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Hands the counts of what got no record to the sink. */
    void flush(Instant minute) {
        List<ReportRecord> drained = unrecorded.drain(minute);
        if (!drained.isEmpty()) {
            var ignored = append(ReportBatch.of(drained));
        }
    }

    /** Hands a record of our own to the sink. */
    CompletionStage<Void> record(ReportRecord record) {
        return append(ReportBatch.of(List.of(record)));
    }
}
