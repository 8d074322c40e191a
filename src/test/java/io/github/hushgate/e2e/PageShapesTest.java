package io.github.hushgate.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.e2e.ShapeRun.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Page shapes in a real browser, as they are and as the rewriter leaves them. Of the shapes that contact a tracker all
 * must lose it, apart from what only the headers can stop; of the others none may be changed that its author would
 * miss. Those that are as the browser judged them before are not all asked again, see {@link JudgedShapes};
 * {@code -Dshapes=.*} asks for all, and {@code -Dshapes.write=true} keeps what it finds sound.
 */
@Tag("browser")
@ExtendWith(WithBrowser.class)
final class PageShapesTest {
    private static final int AFTER_LOAD = 350;
    private static final int AFTER_LOAD_SLOW = 2000;

    private final List<PageShape> shapes;
    private final Map<PageShape, Outcome> outcomes = new TreeMap<>((a, b) -> Integer.compare(a.number(), b.number()));

    PageShapesTest() throws IOException {
        String only = System.getProperty("shapes", "");
        JudgedShapes judged = JudgedShapes.read();
        shapes = PageShape.all().stream()
                .filter(shape ->
                        only.isEmpty() ? judged.isDue(shape) : shape.name().matches(only))
                .toList();
    }

    /** What became of one shape. */
    private static final class Outcome {
        private boolean loads;
        private boolean changed;
        private boolean loadsAfter;
        private boolean losesText;
        private String after = "";

        String kind(PageShape shape) {
            if (loads) {
                return loadsAfter ? "loads, left to the headers" : "loads, taken out";
            }
            return changed ? "does not load here, taken out" : "does not load, untouched";
        }
    }

    @Test
    void whatLoadsATrackerIsTakenOutAndNothingElseIs(WithBrowser.Bench bench) throws Exception {
        shapes.forEach(shape -> outcomes.put(shape, new Outcome()));
        run(bench, true, "", shapes);
        run(bench, false, "n", shapes.stream().filter(shape -> shape.is("nojs")).toList());
        Files.writeString(Path.of("target", "page-shapes.md"), report());

        assertTrue(count("loads, taken out") + count("loads, left to the headers") > shapes.size() / 3, this::report);
        assertEquals(List.of(), problems(), "in all " + shapes.size() + " shapes; see target/page-shapes.md");
        if (Boolean.getBoolean("shapes.write")) {
            JudgedShapes.write(shapes);
        }
    }

    private void run(WithBrowser.Bench bench, boolean javaScript, String prefix, List<PageShape> some)
            throws IOException {
        try (ShapeRun run = new ShapeRun(bench, javaScript)) {
            Map<PageShape, Seen> before = run.open(prefix + "k", some, false, AFTER_LOAD);
            some.forEach(shape -> outcomes.get(shape).loads |= before.get(shape).contacted());
            some.forEach(this::rewriteOnce);
            List<PageShape> doubtful = some.stream().filter(this::isHarmed).toList();
            run.open(prefix + "s", doubtful, false, AFTER_LOAD_SLOW)
                    .forEach((shape, seen) -> outcomes.get(shape).loads |= seen.contacted());
            List<PageShape> changed =
                    some.stream().filter(shape -> outcomes.get(shape).changed).toList();
            Map<PageShape, Seen> after = run.open(prefix + "w", changed, true, AFTER_LOAD);
            some.forEach(shape -> settle(outcomes.get(shape), before.get(shape), after.get(shape)));
            lookAgain(run, prefix + "v", changed, before);
        }
    }

    /** A busy machine may show a page late: only what has no text even after a long wait has lost it. */
    private void lookAgain(ShapeRun run, String prefix, List<PageShape> changed, Map<PageShape, Seen> before) {
        List<PageShape> empty =
                changed.stream().filter(shape -> outcomes.get(shape).losesText).toList();
        run.open(prefix, empty, true, AFTER_LOAD_SLOW).forEach((shape, seen) -> {
            outcomes.get(shape).losesText = false;
            settle(outcomes.get(shape), before.get(shape), seen);
        });
    }

    private static void settle(Outcome outcome, Seen before, Seen after) {
        Seen seen = after == null ? before : after;
        outcome.loadsAfter |= seen.contacted();
        outcome.losesText |= before.text().contains("own") && !seen.text().contains("own");
    }

    private void rewriteOnce(PageShape shape) {
        String label = "k" + shape.number();
        byte[] page = shape.bytes(label);
        byte[] rewritten = Rewriting.of(shape, label, page);
        outcomes.get(shape).changed = !Arrays.equals(page, rewritten);
        outcomes.get(shape).after = new String(rewritten, java.nio.charset.StandardCharsets.UTF_8);
    }

    private List<String> problems() {
        return outcomes.entrySet().stream()
                .flatMap(entry -> problem(entry.getKey(), entry.getValue()).stream()
                        .map(problem -> "\n" + problem + ": " + entry.getKey().name() + "\n   was "
                                + entry.getKey().page() + "\n   is  " + entry.getValue().after))
                .toList();
    }

    private List<String> problem(PageShape shape, Outcome outcome) {
        if (outcome.loadsAfter && shape.exempt().isEmpty()) {
            return List.of("STILL LOADS");
        }
        if (isHarmed(shape)) {
            return List.of("CHANGED WITHOUT NEED");
        }
        if (outcome.losesText) {
            return List.of("LOSES ITS OWN TEXT");
        }
        return List.of();
    }

    private boolean isHarmed(PageShape shape) {
        Outcome outcome = outcomes.get(shape);
        return outcome.changed && (!outcome.loads || isNavigation(shape)) && !shape.is("harmless");
    }

    /** Form targets and links are the page's own: they are reported and never changed. */
    private static boolean isNavigation(PageShape shape) {
        return shape.exempt()
                .filter(why -> why.equals("form") || why.equals("link"))
                .isPresent();
    }

    private long count(String kind) {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getValue().kind(entry.getKey()).equals(kind))
                .count();
    }

    private String report() {
        Map<String, List<String>> byKind = outcomes.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getValue().kind(entry.getKey()),
                        TreeMap::new,
                        Collectors.mapping(entry -> "`" + entry.getKey().name() + "`", Collectors.toList())));
        StringBuilder text = new StringBuilder();
        byKind.forEach((kind, names) -> text.append("### ")
                .append(kind)
                .append(" (")
                .append(names.size())
                .append(")\n\n")
                .append(String.join(", ", names))
                .append("\n\n"));
        return text.toString();
    }
}
