package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.store.JsonLinesStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the owner sets about reports reaches the store and the endpoint. */
final class ReportSettingsTest {
    @TempDir
    private Path reports;

    @TempDir
    private Path webRoot;

    private ConfigBuilder config() {
        return HushgateConfig.builder().sensitive("/report/**").reportsDirectory(reports);
    }

    @Test
    void oldDaysGoAfterAsManyDaysAsWereAsked() throws IOException {
        Path old = Files.writeString(reports.resolve("reports-2020-01-01.jsonl"), "{\"v\":1}\n");
        Started.with(config().reportsRetentionDays(3_650), webRoot).destroy();
        assertTrue(Files.exists(old));
        Started.with(config().reportsRetentionDays(30), webRoot).destroy();
        assertFalse(Files.exists(old));
    }

    @Test
    void anOwnNoiseRuleIsTakenAndABadOneStopsTheStart() throws IOException {
        Started.with(config().reportsNoise("antivirus host *.example.com"), webRoot)
                .destroy();
        assertEquals(
                "antivirus host *.example.com",
                JsonLinesStore.view(reports)
                        .lastStart()
                        .orElseThrow()
                        .settings()
                        .get("reports.noise"));
        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> Started.with(config().reportsNoise("antivirus place *.example.com"), webRoot));
        assertTrue(refused.getMessage().contains("reports.noise"), refused.getMessage());
    }
}
