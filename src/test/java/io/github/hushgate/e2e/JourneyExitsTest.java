package io.github.hushgate.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateConfig.Guard;
import io.github.hushgate.HushgateFilter;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What the page after a sensitive one tells its tracker, over every way to leave: without us under each
 * Referrer-Policy, with us, and with a protected visit. The whole table stands in the threat model, and is held against
 * the browsers here.
 */
@Tag("browser")
@ExtendWith(WithBrowser.class)
final class JourneyExitsTest {
    private static final String BARE = "bare";
    private static final String US = "with us";
    private static final String STICKY = "with us, sticky and doorways";

    /** What the sensitive pages carry: nothing, a Referrer-Policy of the site's own, or ours. */
    static final List<String> COLUMNS = List.of(
            BARE,
            "no-referrer",
            "same-origin",
            "strict-origin",
            "strict-origin-when-cross-origin",
            "origin",
            US,
            STICKY);

    private static final List<JourneyExit> ALL = List.of(JourneyExit.values());

    /** What can be told apart in a few seconds: one control of each kind, and each of our columns. */
    private static final Map<String, List<JourneyExit>> FEW = Map.of(
            BARE,
            List.of(JourneyExit.LINK, JourneyExit.REFRESH),
            US,
            List.of(JourneyExit.LINK, JourneyExit.TELLING_LINK, JourneyExit.REFRESH),
            STICKY,
            List.of(JourneyExit.LINK, JourneyExit.BACK, JourneyExit.HOP));

    private static Optional<Filter> filter(boolean sticky) {
        HushgateConfig config = HushgateConfig.builder()
                .sensitive("/report/**")
                .journeySticky(sticky)
                .journeyDoorways(sticky ? Guard.PROTECT : Guard.OFF)
                .journeyDoorwayRoutes(sticky ? new String[] {""} : new String[0])
                .build();
        return Optional.of(new HushgateFilter(config));
    }

    private static Map<String, String> column(JourneyBench bench, String title, List<JourneyExit> exits)
            throws IOException {
        Map<String, String> cells = new LinkedHashMap<>();
        boolean ours = title.equals(US) || title.equals(STICKY);
        try (JourneySite site = bench.site(ours ? filter(title.equals(STICKY)) : Optional.empty())) {
            site.sensitiveReferrerPolicy(ours || title.equals(BARE) ? "" : title);
            for (JourneyExit exit : exits) {
                try (Visitor visitor = bench.tab()) {
                    cells.put(exit.words(), bench.verdict(visitor, site, exit));
                }
            }
        }
        return cells;
    }

    @Test
    void chromiumTellsTheNextPageWhatTheThreatModelSays(WithBrowser.Bench browser) throws IOException {
        Map<String, Map<String, String>> documented = ThreatTable.documented("Chromium exits");
        try (var bench = JourneyBench.of(browser)) {
            for (String title : FEW.keySet()) {
                column(bench, title, FEW.get(title))
                        .forEach((exit, verdict) ->
                                assertEquals(documented.get(title).get(exit), verdict, title + ", " + exit));
            }
        }
    }

    @Tag("long")
    @ParameterizedTest
    @FieldSource("COLUMNS")
    void everyExitOfChromiumIsAsTheThreatModelSays(String title, WithBrowser.Bench browser) throws IOException {
        try (var bench = JourneyBench.of(browser)) {
            ThreatTable.assertColumn("Chromium exits", title, column(bench, title, ALL));
        }
    }

    @Tag("long")
    @ParameterizedTest
    @FieldSource("COLUMNS")
    @ExtendWith(WithFirefox.class)
    void everyExitOfFirefoxIsAsTheThreatModelSays(String title, WithFirefox.Bench browser) throws IOException {
        try (var bench = JourneyBench.of(browser)) {
            ThreatTable.assertColumn("Firefox exits", title, column(bench, title, ALL));
        }
    }
}
