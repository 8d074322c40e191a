package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.HushgateConfig.Route;
import io.github.hushgate.policy.AllowKind;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.review.Review;
import io.github.hushgate.store.JsonLinesStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was in force, and since when: each start is written down. */
final class JournalTest {
    @TempDir
    private Path reports;

    @TempDir
    private Path webRoot;

    private ConfigBuilder config() {
        return HushgateConfig.builder().sensitive("/report/**").reportsDirectory(reports);
    }

    private JournalEntry start(ConfigBuilder config) throws IOException {
        Started.with(config, webRoot).destroy();
        return JsonLinesStore.view(reports).lastStart().orElseThrow();
    }

    @Test
    void eachStartTellsVersionCatalogSettingsAndWhatChanged() throws IOException {
        JournalEntry first = start(config());
        assertEquals("/report/**", first.settings().get("sensitive"));
        assertEquals("confidential", first.settings().get("preset"));
        assertEquals("on", first.settings().get("trackers.surrogates"));
        assertTrue(first.catalog().matches("[0-9.]+ [0-9a-f]{64}"), first.catalog());
        assertFalse(first.version().isEmpty());

        JournalEntry second = start(config().preset(Preset.SEALED).trackersKeep("matomo", "runs on our own host"));
        assertEquals(Map.of("preset", "confidential", "trackers.keep", ""), second.changed());
        assertFalse(second.configuration().equals(first.configuration()), second::configuration);

        JournalEntry third = start(config().preset(Preset.SEALED).trackersKeep("matomo", "runs on our own host"));
        assertEquals(Map.of(), third.changed());
        assertEquals(second.configuration(), third.configuration());
    }

    @Test
    void aModeIsWrittenAsTheOwnerWritesIt() throws IOException {
        Route strict = Route.of("/report/map").withMode(Disposition.ENFORCE);
        JournalEntry start = start(config().mode(Disposition.REPORT).route(strict));
        assertEquals("observe", start.settings().get("mode"));
        assertEquals("/report/map enforce", start.settings().get("routes"));
    }

    @Test
    void reviewShowsTheOwnersDecisionsWithTheirReasons() throws IOException {
        start(config().trackersKeep("matomo", "runs on our own host")
                .trackersAdd("stats.example.com", "the agency's counter")
                .trackersAlias("t.example.org", "matomo.cloud", "a CNAME")
                .route(Route.of("/report/map").withAllowed(AllowKind.IMG, "https://tiles.example", "the map")));
        String text = Review.of(JsonLinesStore.view(reports)).toText();
        assertTrue(text.contains("trackers.keep: matomo (runs on our own host)\n"), text);
        assertTrue(text.contains("trackers.add: stats.example.com (the agency's counter)\n"), text);
        assertTrue(text.contains("trackers.alias: t.example.org is matomo.cloud (a CNAME)\n"), text);
        assertTrue(text.contains("routes: /report/map img from https://tiles.example (the map)\n"), text);
        assertTrue(text.contains("self-test passed"), text);
    }
}
