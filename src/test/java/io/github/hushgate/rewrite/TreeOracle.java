package io.github.hushgate.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** Compares what other parsers make of a page with what they make of it rewritten: equal, but for what was left out. */
final class TreeOracle {
    private static final List<Function<String, ParsedTree>> PARSERS =
            List.of(html -> ParsedTree.byNu(html, true), ParsedTree::byJsoup, html -> ParsedTree.byNu(html, false));
    private static final List<String> NAMES = List.of("nu", "jsoup", "nu without scripting");

    private TreeOracle() {}

    /** Whether the parsers agree on how to read it: text that they disagree about may be taken out as markup. */
    static boolean isComparable(String page) {
        String lower = page.toLowerCase(Locale.ROOT);
        return Stream.of("<plaintext", "<svg", "<math", "<select", "<frameset", "<noscript", "<template", "<!--", "\0")
                .noneMatch(lower::contains);
    }

    /** In what the two differ that should not. */
    static List<String> problems(String page) {
        List<Removal> told = new ArrayList<>();
        byte[] bytes = page.getBytes(StandardCharsets.ISO_8859_1);
        byte[] out = Rewriting.rewrite(bytes, Math.max(1, bytes.length), told);
        String left = new String(out, StandardCharsets.ISO_8859_1);
        String marked = MarkedPage.of(page, told);
        List<String> problems = new ArrayList<>();
        int parsers = parsersFor(page);
        for (int i = 0; i < parsers; i++) {
            compare(PARSERS.get(i).apply(marked), PARSERS.get(i).apply(left), MarkedPage.isExact(told))
                    .forEach(problems::add);
            if (!problems.isEmpty()) {
                return List.of(NAMES.get(i) + ": " + problems.get(0) + "\n  in     " + page + "\n  marked " + marked
                        + "\n  out    " + left + "\n  " + told);
            }
        }
        return problems;
    }

    /**
     * How many of them read a noscript as the rewriter takes it. To one that does not script, its content may end the
     * head, as long as it is there, and keep a frameset away; jsoup reads it so in the body.
     */
    private static int parsersFor(String page) {
        if (!page.contains("<noscript")) {
            return PARSERS.size();
        }
        return page.contains("<frameset") ? 1 : 2;
    }

    private static List<String> compare(ParsedTree before, ParsedTree after, boolean exact) {
        List<String> problems = new ArrayList<>();
        if (exact && !before.outline().equals(after.outline())) {
            problems.add("trees differ\n" + difference(before.outline(), after.outline()));
        }
        if (!before.text().equals(after.text())) {
            problems.add("texts differ: " + before.text() + " | " + after.text());
        }
        if (!before.loading().equals(after.loading())) {
            problems.add("elements that load differ: " + before.loading() + " | " + after.loading());
        }
        return problems;
    }

    private static String difference(String one, String other) {
        String[] before = one.split("\n", -1);
        String[] after = other.split("\n", -1);
        int at = 0;
        while (at < Math.min(before.length, after.length) && before[at].equals(after[at])) {
            at++;
        }
        return "    was " + (at < before.length ? before[at] : "") + "\n    is  "
                + (at < after.length ? after[at] : "");
    }
}
