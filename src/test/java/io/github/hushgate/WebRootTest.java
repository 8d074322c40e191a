package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WebRootTest {
    @TempDir
    private Path root;

    private void starts(Path reports) {
        var config = HushgateConfig.builder().sensitive("/report/**").reportsDirectory(reports);
        Started.with(config, root).destroy();
    }

    @Test
    void reportsInTheWebRootStopTheStart() throws Exception {
        Path inside = root.resolve("WEB-INF/reports");
        var refused = assertThrows(IllegalArgumentException.class, () -> starts(inside));
        assertEquals(
                "reports.directory: \"" + inside + "\" is inside the web root, which the container serves; a"
                        + " directory outside \"" + root.toRealPath() + "\", like \"/var/lib/hushgate\", would do",
                refused.getMessage());
        assertFalse(Files.exists(inside), "nothing is made there");
    }

    @Test
    void aSymbolicLinkIntoTheWebRootIsSeenThrough(@TempDir Path elsewhere) throws Exception {
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), root);
        assertThrows(IllegalArgumentException.class, () -> starts(link.resolve("reports")));
        Files.delete(link);
    }

    @Test
    void aNeighbourOfTheWebRootWillDo(@TempDir Path elsewhere) {
        assertDoesNotThrow(() -> starts(elsewhere.resolve(root.getFileName() + "-reports")));
    }
}
