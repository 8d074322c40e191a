package io.github.hushgate.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Says what is wrong with a rewritten page: that another parser finds a tracker in it, that more goes when it is
 * rewritten again, or that the pieces in which it came mattered.
 */
final class Oracle {
    private static final int LONG = 4_000;
    private static final int[] PIECES = {1, 17, 509, 8_192};

    private final LoadFinder loads = new LoadFinder(Rewriting.BUNDLED);

    /** What is wrong with what is left of a page. */
    List<String> problems(String page) {
        String out = rewrite(page, Integer.MAX_VALUE);
        List<String> problems = new ArrayList<>();
        report(problems, "jsoup", loads::inJsoup, page, out);
        // validator.nu ends a comment that another opens in otherwise than the Standard's vectors have it.
        if (out.indexOf("<!--") == out.lastIndexOf("<!--") || page.length() > LONG) {
            report(problems, "nu", text -> loads.inNu(text, true), page, out);
            report(problems, "nu without scripting", text -> loads.inNu(text, false), page, out);
        }
        if (!rewrite(out, Integer.MAX_VALUE).equals(out)) {
            problems.add("twice: " + page + "\n  once  " + out + "\n  twice " + rewrite(out, Integer.MAX_VALUE));
        }
        for (int piece : PIECES) {
            if (piece < page.length()
                    && page.length() < 100_000
                    && !rewrite(page, piece).equals(out)) {
                problems.add("pieces of " + piece + ": " + page + "\n  whole  " + out + "\n  pieces "
                        + rewrite(page, piece));
            }
        }
        return problems;
    }

    private static void report(
            List<String> problems, String parser, Function<String, List<String>> oracle, String page, String out) {
        List<String> found = oracle.apply(out);
        if (!found.isEmpty()) {
            problems.add(parser + " finds " + found + "\n  in  " + page + "\n  out " + out);
        }
    }

    static String rewrite(String page, int piece) {
        byte[] bytes = page.getBytes(StandardCharsets.ISO_8859_1);
        byte[] out = Rewriting.rewrite(bytes, Math.max(1, Math.min(piece, bytes.length)), new ArrayList<>());
        return new String(out, StandardCharsets.ISO_8859_1);
    }
}
