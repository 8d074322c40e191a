package io.github.hushgate.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hushgate.html.SharedFixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** On real pages and on the Standard's vectors: no rule, no change; and with rules, a subsequence, twice the same. */
class UntouchedTest {
    private static final int VECTORS = 6_810;
    private static final int[] PIECES = {1, 17, 509, 8_192, Integer.MAX_VALUE};

    @TestFactory
    Stream<DynamicTest> aPageWithoutTrackersComesOutAsItWentIn() {
        return pages().map(page -> DynamicTest.dynamicTest(page.getFileName().toString(), () -> {
            byte[] bytes = Files.readAllBytes(page);
            for (int piece : PIECES) {
                byte[] out = Rewriting.rewrite(
                        Rewriting.NOBODY,
                        Rewriting.page("UTF-8"),
                        bytes,
                        Math.min(piece, bytes.length),
                        new ArrayList<>());
                assertArrayEquals(bytes, out, () -> "pieces of " + piece);
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> whatGoesOutIsASubsequenceAndTwiceTheSame() {
        return pages().map(page -> DynamicTest.dynamicTest(page.getFileName().toString(), () -> {
            byte[] bytes = Files.readAllBytes(page);
            List<Removal> told = new ArrayList<>();
            byte[] whole = Rewriting.rewrite(bytes, bytes.length, told);
            assertArrayEquals(without(bytes, told), whole);
            for (int piece : new int[] {1, 17, 509, 8_192}) {
                List<Removal> again = new ArrayList<>();
                assertArrayEquals(whole, Rewriting.rewrite(bytes, piece, again), () -> "pieces of " + piece);
                assertEquals(told, again);
            }
            assertArrayEquals(whole, Rewriting.rewrite(whole, 8_192, new ArrayList<>()), "twice");
        }));
    }

    static byte[] without(byte[] bytes, List<Removal> told) {
        boolean[] gone = new boolean[bytes.length];
        told.forEach(each -> Arrays.fill(gone, (int) each.start(), (int) each.end(), true));
        byte[] left = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (!gone[i]) {
                left[length++] = bytes[i];
            }
        }
        return Arrays.copyOf(left, length);
    }

    @Test
    void aVectorWithoutTrackersComesOutAsItWentIn() throws IOException {
        int vectors = 0;
        for (Path file : SharedFixtures.files("html5lib/tokenizer", ".test")) {
            var root = new ObjectMapper().readTree(file.toFile());
            for (var test : root.path(root.has("tests") ? "tests" : "xmlViolationTests")) {
                byte[] bytes = test.path("input").asText().getBytes(StandardCharsets.UTF_8);
                for (int piece : PIECES) {
                    byte[] out = Rewriting.rewrite(
                            Rewriting.NOBODY,
                            Rewriting.page("UTF-8"),
                            bytes,
                            Math.max(1, Math.min(piece, bytes.length)),
                            new ArrayList<>());
                    assertArrayEquals(bytes, out, () -> test.path("input").toString());
                }
                vectors++;
            }
        }
        assertEquals(VECTORS, vectors);
    }

    @Test
    void theFormPageLosesItsTrackers() throws IOException {
        byte[] bytes = Files.readAllBytes(SharedFixtures.folder("pages").resolve("form-page.html"));
        List<Removal> told = new ArrayList<>();
        String out = new String(Rewriting.rewrite(bytes, 8_192, told), StandardCharsets.UTF_8);
        for (String each : List.of("facebook", "googletagmanager", "hotjar", "google-analytics")) {
            assertTrue(!out.contains(each), () -> each + " is left in " + out);
        }
        assertTrue(out.contains("</form>") && told.size() >= 8, told::toString);
    }

    private static Stream<Path> pages() {
        return SharedFixtures.files("pages", ".html").stream();
    }
}
