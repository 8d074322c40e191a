package io.github.hushgate.store;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The records as JSON, version {@value #VERSION}: the wire names stay here. */
final class RecordJson {
    /** Of the form: a reader that finds a later one leaves the line alone. */
    static final int VERSION = 1;

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
        } else if (each instanceof JournalEntry start) {
            start(start, map);
        }
        return map;
    }

    private static String kind(ReportRecord each) {
        return each instanceof ViolationReport
                ? "violation"
                : each instanceof OtherReport
                        ? "other"
                        : each instanceof RemovalCount
                                ? "removal"
                                : each instanceof CoverageCount
                                        ? "coverage"
                                        : each instanceof UnrecordedCount
                                                ? "unrecorded"
                                                : each instanceof SelfTest ? "self-test" : "start";
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
    static Optional<ReportRecord> read(JsonNode line) {
        if (line.path("v").asInt() != VERSION) {
            return Optional.empty();
        }
        Instant time = instant(line, "ts");
        long count = line.path("n").asLong();
        String route = text(line, "route");
        String build = text(line, "build");
        ReportRecord found = switch (text(line, "kind")) {
            case "violation" -> violation(line, time, count, route, build);
            case "other" -> new OtherReport(time, count, text(line, "type"), route, text(line, "ua"), build);
            case "removal" ->
                new RemovalCount(
                        route,
                        text(line, "tracker"),
                        text(line, "element"),
                        count,
                        instant(line, "first"),
                        time,
                        build);
            case "coverage" ->
                new CoverageCount(route, text(line, "outcome"), count, instant(line, "first"), time, build);
            case "unrecorded" -> new UnrecordedCount(time, route, text(line, "cls"), text(line, "limit"), count);
            case "self-test" -> new SelfTest(time, line.path("passed").asBoolean());
            case "start" -> start(line, time);
            default -> null;
        };
        return Optional.ofNullable(found);
    }

    /** Whether a line may hold a record of this kind, told without reading it: most of a file's lines hold none. */
    static boolean mayBe(Class<? extends ReportRecord> kind, String line) {
        if (kind == JournalEntry.class) {
            return line.contains("\"start\"");
        }
        return kind != SelfTest.class || line.contains("\"self-test\"");
    }

    private static ViolationReport violation(JsonNode line, Instant time, long count, String route, String build) {
        return new ViolationReport(
                time,
                count,
                text(line, "fmt"),
                text(line, "type"),
                text(line, "pol"),
                text(line, "disp").equals("report") ? Disposition.REPORT : Disposition.ENFORCE,
                text(line, "dir"),
                route,
                text(line, "doc"),
                new BlockedUrl(BlockedUrl.Kind.ofWord(text(line, "blocked")), text(line, "origin"), text(line, "path")),
                text(line, "tracker"),
                text(line, "cls"),
                line.path("redirect").asBoolean(),
                text(line, "src"),
                line.path("line").asInt(),
                line.path("col").asInt(),
                line.path("status").asInt(),
                text(line, "ua"),
                build);
    }

    private static JournalEntry start(JsonNode line, Instant time) {
        return new JournalEntry(
                time,
                text(line, "version"),
                text(line, "catalog"),
                text(line, "configuration"),
                map(line.path("settings")),
                map(line.path("changed")));
    }

    private static Map<String, String> map(JsonNode object) {
        Map<String, String> map = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    private static String text(JsonNode line, String name) {
        return line.path(name).asText("");
    }

    private static Instant instant(JsonNode line, String name) {
        return Instant.parse(text(line, name));
    }
}
