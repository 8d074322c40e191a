package io.github.hushgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovedScriptsTest {
    private static final String HASH = "sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc=";

    @Test
    void aLineSaysWhatWhoWhenAndWhy(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("approved.txt");
        String line = HASH + " j.doe 2026-11-24 counts the letters that are left";
        Files.writeString(file, "# what runs inline\n\n" + line + "\r\n");
        ApprovedScripts approved = ApprovedScripts.read(file);
        assertEquals(List.of(ApprovedScripts.hashOf("doSomething();")), approved.hashes());
        assertEquals(LocalDate.of(2026, 11, 24), approved.entries().get(0).when());
        assertEquals(
                "counts the letters that are left", approved.entries().get(0).why());
        assertEquals(line, approved.entries().get(0).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HASH,
                HASH + " j.doe 2026-11-24",
                HASH + " j.doe yesterday because",
                "sha256-abc= j.doe 2026-11-24 because",
                "sha384-abc= j.doe 2026-11-24 because",
                "sha256-????????????????????????????????????????????? j.doe 2026-11-24 because",
                "alert(1)"
            })
    void aLineThatSaysLessIsRefusedWithItsPlace(String line) {
        var e = assertThrows(IllegalArgumentException.class, () -> ApprovedScripts.parse("approved.txt", "\n" + line));
        assertTrue(e.getMessage().startsWith("approved.txt:2: \""), e.getMessage());
    }

    @Test
    void aHugeFileIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("approved.txt");
        Files.write(file, new byte[ApprovedScripts.MAX_BYTES + 1]);
        assertThrows(IllegalArgumentException.class, () -> ApprovedScripts.read(file));
    }

    @Test
    void aReasonIsNeeded() {
        var hash = ApprovedScripts.hashOf("");
        assertThrows(IllegalArgumentException.class, () -> new ApprovedScripts.Entry(hash, "a b", LocalDate.MIN, "x"));
        assertThrows(IllegalArgumentException.class, () -> new ApprovedScripts.Entry(hash, "a", LocalDate.MIN, " "));
    }
}
