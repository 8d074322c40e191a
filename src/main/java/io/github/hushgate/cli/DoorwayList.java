package io.github.hushgate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ReportStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The doorways that a store knows, and the settings that protect them from the first visitor on. */
final class DoorwayList {
    private static final String COUNTED = "doorway ";
    private static final String UNKNOWN = "{…}";

    private final List<CoverageCount> counts;

    private DoorwayList(List<CoverageCount> counts) {
        this.counts = counts;
    }

    static DoorwayList of(ReportStore store) {
        return new DoorwayList(store.coverage(ReportQuery.ALL).stream()
                .filter(each -> each.outcome().startsWith(COUNTED))
                .toList());
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /** One line each (route, way on and tracker, pages), then the settings as JSON. */
    String text() throws JsonProcessingException {
        if (isEmpty()) {
            return "No doorway is known.";
        }
        var text = new StringBuilder();
        counts.forEach(each -> text.append(each.route())
                .append('\t')
                .append(each.outcome().substring(COUNTED.length()))
                .append('\t')
                .append(each.count())
                .append('\n'));
        var journey = Map.of("doorway-routes", patterns());
        return text.append('\n')
                .append(new ObjectMapper().writeValueAsString(Map.of("journey", journey)))
                .toString();
    }

    private Set<String> patterns() {
        var patterns = new TreeSet<String>();
        counts.stream()
                .map(CoverageCount::route)
                .filter(route -> route.startsWith("/"))
                .map(route -> route.equals("/") ? "" : route.replace(UNKNOWN, "*"))
                .forEach(patterns::add);
        return patterns;
    }
}
