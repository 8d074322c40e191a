package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.store.MemoryStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SinksTest {
    @TempDir
    private Path folder;

    private static ConfigBuilder config() {
        return HushgateConfig.builder().sensitive("/report/**").reportsDataSource("java:comp/env/jdbc/hushgate");
    }

    @Test
    void aDatabaseNeedsADirectoryWhereReportsCanWait() {
        var refused = assertThrows(IllegalArgumentException.class, () -> Sinks.of(config().build()));
        assertTrue(refused.getMessage().startsWith("reports.jdbc.data-source: \"java:comp/env/jdbc/hushgate\" needs"));
    }

    @Test
    void aNameThatIsNotBoundStopsTheStart() {
        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> Sinks.of(config().reportsDirectory(folder).build()));
        assertTrue(refused.getMessage().contains("is not bound here"), refused.getMessage());
    }

    @Test
    void aStoreOfTheCallersOwnIsUsedAndStaysOpen() throws Exception {
        try (MemoryStore own = new MemoryStore()) {
            var filter = new HushgateFilter(
                    HushgateConfig.builder().sensitive("/report/**").build(), own);
            Started.start(filter, folder);
            filter.destroy();
            assertEquals("/report/**", own.lastStart().orElseThrow().settings().get("sensitive"));
            assertEquals(0, own.violations(ReportQuery.ALL).size());
        }
    }
}
