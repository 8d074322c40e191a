package io.github.hushgate.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hushgate.html.SharedFixtures;
import io.github.hushgate.tracker.TrackerDetector;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is remembered of a page's first visit changes nothing for the second. */
class SecondVisitTest {
    @TestFactory
    Stream<DynamicTest> isAnsweredAsTheFirst() {
        return SharedFixtures.files("pages", ".html").stream()
                .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> {
                    byte[] page = Files.readAllBytes(file);
                    List<Removal> anew = new ArrayList<>();
                    byte[] expected = rewrite(Rewriting.FORGETFUL, page, anew);
                    for (int visit = 1; visit <= 2; visit++) {
                        List<Removal> removals = new ArrayList<>();
                        assertArrayEquals(expected, rewrite(Rewriting.BUNDLED, page, removals), "visit " + visit);
                        assertEquals(anew, removals, "visit " + visit);
                    }
                }));
    }

    private static byte[] rewrite(TrackerDetector detector, byte[] page, List<Removal> removals) {
        return Rewriting.rewrite(detector, Rewriting.page("UTF-8"), page, 8_192, removals);
    }
}
