package io.github.hushgate.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.ConfigBuilder;
import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateConfig.Guard;
import io.github.hushgate.HushgateFilter;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every door of the threat model but the exits, with its control; and a whole visit through none of them. */
@Tag("browser")
@ExtendWith(WithBrowser.class)
final class JourneyDoorsTest {
    private static final String ALONE = " without us";
    private static final String US = " with us";
    private static final String STICKY = ", sticky and doorways";

    /** Who takes care of the sensitive pages, as the table's columns end. */
    static final List<String> COLUMNS = List.of(ALONE, US, STICKY);

    /** Every exit; one more hop is part of each visit. */
    private static final List<JourneyExit> THROUGH = Stream.of(JourneyExit.values())
            .filter(exit -> exit != JourneyExit.HOP)
            .toList();

    private static Optional<Filter> defaults() {
        return filter(HushgateConfig.builder());
    }

    private static Optional<Filter> sticky() {
        return filter(HushgateConfig.builder()
                .journeySticky(true)
                .journeyDoorways(Guard.PROTECT)
                .journeyDoorwayRoutes(""));
    }

    private static Optional<Filter> filter(ConfigBuilder settings) {
        return Optional.of(new HushgateFilter(settings.sensitive("/report/**").build()));
    }

    private static Optional<Filter> filter(String column) {
        return column.equals(ALONE) ? Optional.empty() : column.equals(US) ? defaults() : sticky();
    }

    private static void assertDoors(String browser, String column, JourneyBench bench) throws IOException {
        Map<String, String> cells = new LinkedHashMap<>();
        try (bench;
                JourneySite site = bench.site(filter(column))) {
            for (JourneyDoor door : JourneyDoor.values()) {
                try (Visitor visitor = bench.tab()) {
                    bench.forget(visitor, site);
                    cells.put(door.words(), door.leaks(visitor, site, bench) ? "leaks" : "closed");
                }
            }
        }
        ThreatTable.assertColumn("doors", browser + column, cells);
    }

    private static void assertVisits(JourneyBench bench, boolean isProtected, List<JourneyExit> exits)
            throws IOException {
        try (bench;
                JourneySite site = bench.site(isProtected ? sticky() : Optional.empty())) {
            for (JourneyExit exit : exits) {
                try (Visitor visitor = bench.tab()) {
                    bench.forget(visitor, site);
                    exit.visit(visitor, site);
                    assertEquals(
                            exit.seen(),
                            site.seen().stream()
                                    .map(each -> each.substring(each.indexOf('/')))
                                    // A page that leaves by itself may have found the time to say so, or not.
                                    .filter(path -> !path.startsWith("/report/refresh"))
                                    .toList(),
                            "the site's own script runs on every page, " + exit);
                    if (isProtected) {
                        assertEquals(List.of(), bench.hits(), exit::toString);
                    } else {
                        assertTrue(bench.toldText().contains("/report/"), "the control, " + exit);
                    }
                }
            }
        }
    }

    @Test
    void aProtectedVisitIsSeenByNoTrackerFromTheEntryClickToTwoPagesAfter(WithBrowser.Bench browser)
            throws IOException {
        assertVisits(JourneyBench.of(browser), false, List.of(JourneyExit.LINK));
        assertVisits(JourneyBench.of(browser), true, List.of(JourneyExit.POST, JourneyExit.REPLACE));
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aProtectedVisitIsSeenByNoTrackerOverAnyExitOfChromium(boolean isProtected, WithBrowser.Bench browser)
            throws IOException {
        assertVisits(JourneyBench.of(browser), isProtected, THROUGH);
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @ExtendWith(WithFirefox.class)
    void aProtectedVisitIsSeenByNoTrackerOverAnyExitOfFirefox(boolean isProtected, WithFirefox.Bench browser)
            throws IOException {
        assertVisits(JourneyBench.of(browser), isProtected, THROUGH);
    }

    @Tag("long")
    @ParameterizedTest
    @FieldSource("COLUMNS")
    void everyDoorOfChromiumIsAsTheThreatModelSays(String column, WithBrowser.Bench browser) throws IOException {
        assertDoors("Chromium", column, JourneyBench.of(browser));
    }

    @Tag("long")
    @ParameterizedTest
    @FieldSource("COLUMNS")
    @ExtendWith(WithFirefox.class)
    void everyDoorOfFirefoxIsAsTheThreatModelSays(String column, WithFirefox.Bench browser) throws IOException {
        assertDoors("Firefox", column, JourneyBench.of(browser));
    }
}
