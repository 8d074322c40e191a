package io.github.hushgate.rewrite;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A page with marks at what the rewriter left out of it: an attribute on an element that is gone, another name for an
 * attribute; text that is gone is gone. A parser makes the same tree of it as of the page, and the marks tell what to
 * leave aside when that is compared.
 */
final class MarkedPage {
    static final String GONE = "data-gone";

    /** Elements whose removal changes nothing else of a tree. */
    private static final Set<String> EXACT = Set.of("script", "link", "style", "meta", "base", "text");

    private MarkedPage() {}

    /** Whether the trees must be equal but for what was left out. */
    static boolean isExact(List<Removal> told) {
        return told.stream()
                .allMatch(each ->
                        each.start() == each.end() || each.element().contains("@") || EXACT.contains(each.element()));
    }

    static String of(String page, List<Removal> told) {
        var marked = new StringBuilder();
        int at = 0;
        List<Removal> sorted = told.stream()
                .filter(each -> each.start() < each.end())
                .sorted(Comparator.comparingLong(Removal::start).thenComparing(Removal::end, Comparator.reverseOrder()))
                .toList();
        for (Removal each : sorted) {
            int start = (int) each.start();
            if (start < at) {
                continue;
            }
            marked.append(page, at, start);
            at = mark(page, each, start, marked);
        }
        return marked.append(page.substring(at)).toString();
    }

    private static int mark(String page, Removal removal, int start, StringBuilder marked) {
        int end = (int) removal.end();
        int sign = removal.element().indexOf('@');
        if (sign >= 0) {
            String name = removal.element().substring(sign + 1);
            int slashes = start;
            while (slashes < end && page.charAt(slashes) == '/') {
                slashes++;
            }
            String rest = page.substring(slashes, end).toLowerCase(Locale.ROOT);
            if (!rest.startsWith(name)) {
                return end;
            }
            marked.append(page, start, slashes).append(GONE).append('-').append(page, slashes, end);
            return end;
        }
        int open = start;
        while (page.startsWith("<<", open)) {
            open++;
        }
        String tag = "<" + removal.element();
        // Of a style element only rules go.
        if (removal.element().equals("style") || !page.regionMatches(true, open, tag, 0, tag.length())) {
            return end;
        }
        marked.append(page, open, open + tag.length()).append(' ').append(GONE).append(' ');
        marked.append(page, open + tag.length(), end);
        return end;
    }
}
