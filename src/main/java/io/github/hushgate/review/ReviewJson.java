package io.github.hushgate.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hushgate.report.BuildCount;
import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.DayCount;
import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.report.OtherReport;
import io.github.hushgate.report.SelfTest;
import io.github.hushgate.report.UnrecordedCount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A review as JSON: the names that programs read stand here. */
final class ReviewJson {
    /** Of the form: raised when a key changes its meaning or goes. */
    static final int VERSION = 1;

    private ReviewJson() {}

    static String of(Review review) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("v", VERSION);
        review.selfTest().ifPresent(test -> json.put("selfTest", map(test)));
        review.start().ifPresent(last -> json.put("start", map(last)));
        json.put("lines", review.lines().stream().map(ReviewJson::map).toList());
        json.put("coverage", maps(review.coverage()));
        json.put("doorways", maps(review.doorways()));
        json.put("unrecorded", review.unrecorded().stream().map(ReviewJson::map).toList());
        json.put("others", review.others().stream().map(ReviewJson::map).toList());
        json.put("days", review.days().stream().map(ReviewJson::map).toList());
        Map<String, Object> builds = new TreeMap<>();
        review.releases().forEach((build, first) -> builds.put(build, first.toString()));
        json.put("builds", builds);
        json.put("releases", review.builds().stream().map(ReviewJson::map).toList());
        json.put("states", review.states().stream().map(ReviewJson::map).toList());
        json.put("preview", review.preview().map());
        try {
            return new ObjectMapper().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and numbers can always be written", e);
        }
    }

    private static Map<String, Object> map(DayCount each) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("day", each.day().toString());
        map.put("removed", each.removed());
        map.put("blocked", each.blocked());
        map.put("observed", each.observed());
        return map;
    }

    private static Map<String, Object> map(BuildCount each) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("build", each.build());
        map.put("first", each.first().toString());
        map.put("pages", each.pages());
        map.put("removed", each.removed());
        map.put("blocked", each.blocked());
        map.put("observed", each.observed());
        return map;
    }

    private static Map<String, Object> map(TrackerState each) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("tracker", each.tracker());
        map.put("route", each.route());
        map.put("state", each.state().words());
        map.put("since", each.since().toString());
        return map;
    }

    private static Map<String, Object> map(SelfTest test) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("time", test.time().toString());
        map.put("passed", test.passed());
        map.put("outside", test.outside());
        return map;
    }

    private static Map<String, Object> map(JournalEntry last) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("time", last.time().toString());
        map.put("version", last.version());
        map.put("catalog", last.catalog());
        map.put("configuration", last.configuration());
        map.put("settings", new TreeMap<>(last.settings()));
        map.put("changed", new TreeMap<>(last.changed()));
        return map;
    }

    private static Map<String, Object> map(Review.Line each) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("origin", each.origin().words());
        map.put("outcome", each.outcome().name().toLowerCase(Locale.ROOT));
        map.put("tracker", each.tracker());
        map.put("classification", each.classification());
        map.put("what", each.what());
        map.put("route", each.route());
        map.put("count", each.count());
        map.put("first", each.first().toString());
        map.put("last", each.last().toString());
        map.put("build", each.build());
        map.put("cameFrom", each.cameFrom());
        return map;
    }

    private static List<Map<String, Object>> maps(List<CoverageCount> counts) {
        return counts.stream().map(ReviewJson::map).toList();
    }

    private static Map<String, Object> map(CoverageCount each) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("route", each.route());
        map.put("outcome", each.outcome());
        map.put("count", each.count());
        map.put("first", each.first().toString());
        map.put("last", each.time().toString());
        map.put("build", each.build());
        return map;
    }

    private static Map<String, Object> map(UnrecordedCount each) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("route", each.route());
        map.put("classification", each.classification());
        map.put("limit", each.limit());
        map.put("count", each.count());
        map.put("last", each.time().toString());
        return map;
    }

    private static Map<String, Object> map(OtherReport each) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", each.type());
        map.put("route", each.route());
        map.put("browser", each.browser());
        map.put("build", each.build());
        map.put("count", each.count());
        map.put("last", each.time().toString());
        return map;
    }
}
