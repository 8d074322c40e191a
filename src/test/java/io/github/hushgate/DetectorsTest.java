package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.tracker.TrackerCatalog;
import io.github.hushgate.url.BrowserUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorsTest {
    private static final BrowserUrl PAGE =
            BrowserUrl.parse("https://www.police.example/report").orElseThrow();

    @TempDir
    Path folder;

    private static Detectors detectors(Path... lists) {
        ConfigBuilder config = HushgateConfig.builder().sensitive("/report/**");
        for (Path list : lists) {
            config.trackersLists(list);
        }
        return Detectors.of(config.build(), TrackerCatalog.bundled());
    }

    @Test
    void anOwnerWithoutListsDoesNotPayForThem() {
        try (Detectors detectors = detectors()) {
            assertTrue(detectors.detector().knowsPathsOnly(PAGE));
        }
    }

    @Test
    void anOwnersListIsAskedOfEachAddress() throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), "||seen.example^\n");
        try (Detectors detectors = detectors(list)) {
            BrowserUrl seen = BrowserUrl.parse("https://www.seen.example/").orElseThrow();
            assertFalse(detectors.detector().knowsPathsOnly(PAGE));
            assertEquals(
                    "list:list", detectors.detector().ofUrl(seen).orElseThrow().id());
        }
    }
}
