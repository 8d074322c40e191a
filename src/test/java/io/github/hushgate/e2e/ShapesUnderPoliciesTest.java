package io.github.hushgate.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.e2e.ShapeRun.Seen;
import io.github.hushgate.policy.Preset;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Both halves together: the page shapes that the rewriter leaves to the headers, under the mildest preset's; and the
 * strictest one's headers alone, of which {@code -Dshapes=REGEX} asks with other shapes.
 */
@Tag("browser")
@ExtendWith(WithBrowser.class)
final class ShapesUnderPoliciesTest {
    private static final int AFTER_LOAD = 350;

    private static Map<PageShape, Seen> open(
            WithBrowser.Bench bench, Map<String, String> headers, List<PageShape> shapes, boolean rewrite)
            throws IOException {
        try (ShapeRun run = new ShapeRun(bench, true, headers)) {
            return run.open("u", shapes, rewrite, AFTER_LOAD);
        }
    }

    private static Set<String> names(Map<PageShape, Seen> seen, Predicate<Seen> which) {
        return seen.entrySet().stream()
                .filter(each -> which.test(each.getValue()))
                .map(each -> each.getKey().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<PageShape> exempt() throws IOException {
        return PageShape.all().stream()
                .filter(shape -> shape.exempt().isPresent())
                .toList();
    }

    private static void needHeaders(WithBrowser.Bench bench, List<PageShape> shapes, boolean rewrite)
            throws IOException {
        Set<String> asked = names(open(bench, Map.of(), shapes, rewrite), Seen::asked);
        assertTrue(asked.size() > shapes.size() / 2, "the control: " + asked);
    }

    @Test
    void whatIsLeftToTheHeadersTheyStopButForLinks(WithBrowser.Bench bench) throws IOException {
        List<PageShape> shapes = exempt();
        needHeaders(bench, shapes, true);
        Map<PageShape, Seen> seen = open(bench, ShapeRun.headersOf(Preset.CONTAIN), shapes, true);
        Set<String> asked = names(seen, Seen::asked);
        asked.removeAll(namesOf(shapes, "link"));
        assertEquals(Set.of(), asked, "sent a request");
        Set<String> connected = names(seen, Seen::contacted);
        connected.removeAll(namesOf(shapes, "link"));
        connected.removeAll(namesOf(shapes, "form"));
        connected.remove("inline-existing-frame");
        assertEquals(Set.of(), connected, "opened a connection");
    }

    private static Set<String> namesOf(List<PageShape> shapes, String exempt) {
        return shapes.stream()
                .filter(shape -> shape.exempt().equals(Optional.of(exempt)))
                .map(PageShape::name)
                .collect(Collectors.toSet());
    }

    @Test
    void theStrictestHeadersStopLinksToo(WithBrowser.Bench bench) throws IOException {
        String others = System.getProperty("shapes", "");
        List<PageShape> shapes = others.isEmpty()
                ? exempt()
                : PageShape.all().stream()
                        .filter(shape -> shape.name().matches(others))
                        .toList();
        needHeaders(bench, shapes, false);
        assertEquals(Set.of(), names(open(bench, ShapeRun.headersOf(Preset.SEALED), shapes, false), Seen::contacted));
    }
}
