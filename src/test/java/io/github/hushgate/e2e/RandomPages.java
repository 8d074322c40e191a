package io.github.hushgate.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.e2e.ShapeRun.Seen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Asks the browser about pages made by chance, each by its number: what the rewriter leaves of them contacts no
 * tracker. {@code -Dsoup.minutes=N}, and {@code -Dsoup.first=N} for the number that a failure names.
 */
final class RandomPages {
    private static final int AFTER_LOAD = 250;
    private static final int AFTER_LOAD_SLOW = 2_000;
    private static final int PAGES_A_BROWSER = 700;

    private RandomPages() {}

    static PageShape page(long number, boolean raw, String text) {
        return new PageShape(
                (int) (number & Integer.MAX_VALUE), "page " + number, raw ? Set.of("raw") : Set.of(), text);
    }

    static void holdNoTracker(WithBrowser.Bench bench, LongFunction<PageShape> pages) throws IOException {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(Integer.getInteger("soup.minutes", 5));
        long number = Long.getLong("soup.first", System.currentTimeMillis());
        int contacts = 0;
        List<String> problems = new ArrayList<>();
        while (System.nanoTime() < until && problems.isEmpty()) {
            try (ShapeRun run = new ShapeRun(bench, true)) {
                for (long end = number + PAGES_A_BROWSER;
                        number < end && System.nanoTime() < until;
                        number += ShapeRun.TABS) {
                    List<PageShape> some = LongStream.range(number, number + ShapeRun.TABS)
                            .mapToObj(pages)
                            .toList();
                    contacts += contacts(run, some, "a", false, AFTER_LOAD).size();
                    List<PageShape> left = contacts(run, some, "b", true, AFTER_LOAD);
                    contacts(run, left, "c", true, AFTER_LOAD_SLOW)
                            .forEach(each -> problems.add("\n" + each.name() + ": " + each.page()));
                }
            }
        }
        assertEquals(List.of(), problems);
        assertTrue(contacts > 0, "no page contacted a tracker without the rewriter either");
    }

    private static List<PageShape> contacts(
            ShapeRun run, List<PageShape> some, String prefix, boolean rewritten, int millis) {
        Map<PageShape, Seen> seen = run.open(prefix, some, rewritten, millis);
        return some.stream().filter(each -> seen.get(each).contacted()).toList();
    }
}
