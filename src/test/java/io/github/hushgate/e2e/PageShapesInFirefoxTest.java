package io.github.hushgate.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.policy.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The page shapes in Firefox: what the rewriter leaves of them contacts no tracker there, either, apart from what is
 * the headers' part. Profile {@code long}; {@code -Dshapes=regex} for some of them.
 */
@Tag("long")
@ExtendWith(WithFirefox.class)
final class PageShapesInFirefoxTest {
    private static final int AFTER_LOAD = 400;
    private static final int AFTER_LOAD_SLOW = 2_500;
    private static final String ONLY_HERE = "firefox";

    private final List<PageShape> shapes;

    PageShapesInFirefoxTest() throws IOException {
        String only = System.getProperty("shapes", ".*");
        shapes = PageShape.all().stream()
                .filter(shape -> shape.name().matches(only))
                .toList();
    }

    @Test
    void whatLoadsATrackerInFirefoxIsTakenOut(WithFirefox.Bench bench) throws IOException {
        try (ShapeRun run = new ShapeRun(bench, Map.of())) {
            List<PageShape> loading = contacting(run, shapes, "f", false, AFTER_LOAD);
            Files.writeString(Path.of("target", "page-shapes-firefox.md"), names(loading));
            List<PageShape> left = contacting(run, shapes, "g", true, AFTER_LOAD);
            List<PageShape> problems = contacting(run, left, "h", true, AFTER_LOAD_SLOW).stream()
                    .filter(shape -> shape.exempt().isEmpty() && !shape.is(ONLY_HERE))
                    .toList();
            assertEquals("", names(problems));
            assertTrue(loading.size() > shapes.size() / 3, loading.size() + " load");
        }
    }

    @Test
    void whatOnlyFirefoxLoadsItsHeadersStop(WithFirefox.Bench bench) throws IOException {
        List<PageShape> some =
                PageShape.all().stream().filter(shape -> shape.is(ONLY_HERE)).toList();
        try (ShapeRun free = new ShapeRun(bench, Map.of());
                ShapeRun bound = new ShapeRun(bench, ShapeRun.headersOf(Preset.CONTAIN))) {
            assertEquals(names(some), names(contacting(free, some, "f", true, AFTER_LOAD_SLOW)), "the control");
            assertEquals("", names(contacting(bound, some, "f", true, AFTER_LOAD_SLOW)));
        }
    }

    private static String names(List<PageShape> some) {
        return some.stream().map(PageShape::name).collect(Collectors.joining("\n"));
    }

    private static List<PageShape> contacting(
            ShapeRun run, List<PageShape> some, String prefix, boolean rewritten, int millis) {
        var seen = run.open(prefix, some, rewritten, millis);
        return some.stream().filter(each -> seen.get(each).contacted()).toList();
    }
}
