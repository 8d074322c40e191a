package io.github.hushgate.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.report.ReportRecord;
import io.github.hushgate.report.SelfTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Equal records of one hour, as one row: many nodes add to it without a conflict.
 *
 * @param hour the hour's first moment
 * @param kind of record
 * @param identity hash over all that makes records equal
 * @param record the first such record, as JSON
 * @param count how many
 * @param first when first seen
 * @param last when last seen
 */
record Bucket(Instant hour, String kind, String identity, String record, long count, Instant first, Instant last) {
    /** Rows are always locked in this order, so that no two nodes ever wait for each other. */
    static final Comparator<Bucket> ORDER =
            Comparator.comparing(Bucket::hour).thenComparing(Bucket::kind).thenComparing(Bucket::identity);

    /** Of the hash's hexadecimal digits, as many as the column holds. */
    private static final int IDENTITY_DIGITS = 32;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What differs between records that are the same all the same; of these the first one's are kept. */
    private static final Set<String> NOT_IDENTITY = Set.of("ts", "n", "first", "doc", "src", "line", "col", "status");

    static Bucket of(ReportRecord each) {
        Map<String, Object> map = RecordJson.toMap(each);
        Map<String, Object> identity = new TreeMap<>(map);
        if (!(each instanceof SelfTest) && !(each instanceof JournalEntry)) {
            identity.keySet().removeAll(NOT_IDENTITY);
        }
        Instant first = map.get("first") instanceof String told ? Instant.parse(told) : each.time();
        long count = map.get("n") instanceof Number told ? told.longValue() : 1;
        return new Bucket(
                each.time().truncatedTo(ChronoUnit.HOURS),
                String.valueOf(map.get("kind")),
                HashChain.hash(json(identity).getBytes(StandardCharsets.UTF_8)).substring(0, IDENTITY_DIGITS),
                json(map),
                count,
                first,
                each.time());
    }

    /** Folded by row, in the order of rows. */
    static List<Bucket> fold(List<? extends ReportRecord> records) {
        Map<List<Object>, Bucket> rows = new HashMap<>();
        for (ReportRecord each : records) {
            Bucket row = of(each);
            rows.merge(List.of(row.hour, row.kind, row.identity), row, Bucket::with);
        }
        return rows.values().stream().sorted(ORDER).toList();
    }

    private Bucket with(Bucket more) {
        Instant earlier = first.isBefore(more.first) ? first : more.first;
        Instant later = last.isAfter(more.last) ? last : more.last;
        return new Bucket(hour, kind, identity, record, count + more.count, earlier, later);
    }

    /**
     * The records that this row stands for, told apart only where it matters: the first moment without a count, where
     * the record has no room for it, and the last with all of it.
     */
    List<ReportRecord> records() {
        List<ReportRecord> records = new ArrayList<>();
        boolean holdsFirst = record.contains("\"first\":");
        if (!holdsFirst && first.isBefore(last)) {
            read(first, 0).ifPresent(records::add);
        }
        read(last, count).ifPresent(records::add);
        return records;
    }

    private Optional<ReportRecord> read(Instant time, long n) {
        try {
            Map<String, Object> map = JSON.readValue(record, new TypeReference<LinkedHashMap<String, Object>>() {});
            map.put("ts", time.toString());
            map.computeIfPresent("first", (key, old) -> first.toString());
            map.computeIfPresent("n", (key, old) -> n);
            return RecordJson.read(RecordFields.of(JSON.valueToTree(map)));
        } catch (IOException e) {
            // Edited by hand: it costs only itself.
            return Optional.empty();
        }
    }

    private static String json(Map<String, Object> map) {
        try {
            return JSON.writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and numbers can always be written", e);
        }
    }
}
