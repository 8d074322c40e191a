package io.github.hushgate.store;

import io.github.hushgate.policy.Disposition;
import io.github.hushgate.report.BlockedUrl;
import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.report.OtherReport;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.ReportRecord;
import io.github.hushgate.report.SelfTest;
import io.github.hushgate.report.UnrecordedCount;
import io.github.hushgate.report.ViolationReport;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The records as JSON, version {@value #VERSION}: the wire names stay here. */
final class RecordJson {
    /** Of the form: a reader that finds a later one leaves the line alone. */
    static final int VERSION = 1;

    /** How each of our lines begins, up to the word of its kind. */
    private static final String BEGINNING = "{\"v\":" + VERSION + ",\"kind\":\"";

    /** What a line can be. */
    private record Kind(String word, Class<? extends ReportRecord> type, Function<RecordFields, ReportRecord> reader) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("violation", ViolationReport.class, RecordJson::violation),
            new Kind("other", OtherReport.class, RecordJson::other),
            new Kind("removal", RemovalCount.class, RecordJson::removal),
            new Kind("coverage", CoverageCount.class, RecordJson::coverage),
            new Kind("unrecorded", UnrecordedCount.class, RecordJson::unrecorded),
            new Kind("self-test", SelfTest.class, RecordJson::selfTest),
            new Kind("start", JournalEntry.class, RecordJson::start));
    private static final Map<String, Kind> BY_WORD =
            KINDS.stream().collect(Collectors.toUnmodifiableMap(Kind::word, each -> each));

    private RecordJson() {}

    static Map<String, Object> toMap(ReportRecord each) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("v", VERSION);
        map.put("kind", kind(each));
        map.put("ts", each.time().toString());
        if (each instanceof ViolationReport violation) {
            violation(violation, map);
        } else if (each instanceof OtherReport other) {
            count(other.count(), other.route(), other.build(), map);
            map.put("type", other.type());
            map.put("ua", other.browser());
        } else if (each instanceof RemovalCount removal) {
            count(removal.count(), removal.route(), removal.build(), map);
            map.put("tracker", removal.tracker());
            map.put("element", removal.element());
            map.put("first", removal.first().toString());
        } else if (each instanceof CoverageCount coverage) {
            count(coverage.count(), coverage.route(), coverage.build(), map);
            map.put("outcome", coverage.outcome());
            map.put("first", coverage.first().toString());
        } else if (each instanceof UnrecordedCount unrecorded) {
            count(unrecorded.count(), unrecorded.route(), "", map);
            map.put("cls", unrecorded.classification());
            map.put("limit", unrecorded.limit());
        } else if (each instanceof SelfTest test) {
            map.put("passed", test.passed());
            map.put("outside", test.outside());
        } else if (each instanceof JournalEntry start) {
            start(start, map);
        }
        return map;
    }

    private static String kind(ReportRecord each) {
        for (Kind kind : KINDS) {
            if (kind.type.isInstance(each)) {
                return kind.word;
            }
        }
        throw new IllegalArgumentException("no kind of record: " + each.getClass());
    }

    private static void count(long count, String route, String build, Map<String, Object> map) {
        map.put("n", count);
        map.put("route", route);
        map.put("build", build);
    }

    private static void violation(ViolationReport violation, Map<String, Object> map) {
        count(violation.count(), violation.route(), violation.build(), map);
        map.put("fmt", violation.format());
        map.put("type", violation.type());
        map.put("pol", violation.policy());
        map.put("disp", violation.disposition() == Disposition.REPORT ? "report" : "enforce");
        map.put("dir", violation.directive());
        map.put("doc", violation.document());
        map.put("blocked", violation.blocked().kind().word());
        map.put("origin", violation.blocked().origin());
        map.put("path", violation.blocked().path());
        map.put("tracker", violation.tracker());
        map.put("cls", violation.classification());
        map.put("redirect", violation.mayRedirect());
        map.put("src", violation.source());
        map.put("line", violation.line());
        map.put("col", violation.column());
        map.put("status", violation.status());
        map.put("ua", violation.browser());
    }

    private static void start(JournalEntry start, Map<String, Object> map) {
        map.put("version", start.version());
        map.put("catalog", start.catalog());
        map.put("configuration", start.configuration());
        map.put("settings", start.settings());
        map.put("changed", start.changed());
    }

    /** The record of a line; nothing for a line of another kind or a later version. */
    static Optional<ReportRecord> read(RecordFields line) {
        if (line.number("v") != VERSION) {
            return Optional.empty();
        }
        Kind kind = BY_WORD.get(line.text("kind"));
        return kind == null ? Optional.empty() : Optional.of(kind.reader.apply(line));
    }

    /**
     * Asks for the lines that may hold a record of this kind, told by their beginning: most of a file's lines hold
     * none. A line that begins otherwise than ours may hold any.
     */
    static LineReader.Asked asking(Class<? extends ReportRecord> type) {
        String word = KINDS.stream()
                .filter(each -> each.type == type)
                .map(each -> each.word)
                .findFirst()
                .orElseThrow();
        byte[] whole = (BEGINNING + word + '"').getBytes(StandardCharsets.US_ASCII);
        return (bytes, from, to) -> {
            int same = Arrays.mismatch(whole, 0, whole.length, bytes, from, to);
            return same < 0 || same >= whole.length || same < BEGINNING.length();
        };
    }

    private static ViolationReport violation(RecordFields line) {
        return new ViolationReport(
                line.instant("ts"),
                line.number("n"),
                line.text("fmt"),
                line.text("type"),
                line.text("pol"),
                line.text("disp").equals("report") ? Disposition.REPORT : Disposition.ENFORCE,
                line.text("dir"),
                line.text("route"),
                line.text("doc"),
                new BlockedUrl(BlockedUrl.Kind.ofWord(line.text("blocked")), line.text("origin"), line.text("path")),
                line.text("tracker"),
                line.text("cls"),
                line.isTrue("redirect"),
                line.text("src"),
                (int) line.number("line"),
                (int) line.number("col"),
                (int) line.number("status"),
                line.text("ua"),
                line.text("build"));
    }

    private static OtherReport other(RecordFields line) {
        return new OtherReport(
                line.instant("ts"),
                line.number("n"),
                line.text("type"),
                line.text("route"),
                line.text("ua"),
                line.text("build"));
    }

    private static RemovalCount removal(RecordFields line) {
        return new RemovalCount(
                line.text("route"),
                line.text("tracker"),
                line.text("element"),
                line.number("n"),
                line.instant("first"),
                line.instant("ts"),
                line.text("build"));
    }

    private static CoverageCount coverage(RecordFields line) {
        return new CoverageCount(
                line.text("route"),
                line.text("outcome"),
                line.number("n"),
                line.instant("first"),
                line.instant("ts"),
                line.text("build"));
    }

    private static UnrecordedCount unrecorded(RecordFields line) {
        return new UnrecordedCount(
                line.instant("ts"), line.text("route"), line.text("cls"), line.text("limit"), line.number("n"));
    }

    private static SelfTest selfTest(RecordFields line) {
        return new SelfTest(line.instant("ts"), line.isTrue("passed"), line.object("outside"));
    }

    private static JournalEntry start(RecordFields line) {
        return new JournalEntry(
                line.instant("ts"),
                line.text("version"),
                line.text("catalog"),
                line.text("configuration"),
                line.object("settings"),
                line.object("changed"));
    }
}
