package io.github.hushgate.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Speculation rules that name no address but mean the page's links: which of these are fetched ahead of the visitor,
 * other sites' among them, a {@code where} says.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/speculative-loading.html#document-rule-predicate">HTML, document
 *     rule predicates</a>
 */
final class DocumentRules {
    private static final String WHERE = "where";
    private static final String MATCHES = "href_matches";

    /** What the lists of rules are called; an import map has none. */
    private static final Pattern AHEAD = Pattern.compile("prefetch|prerender");

    private static final Set<String> OTHER_KEYS = Set.of(
            WHERE,
            "and",
            "or",
            "not",
            "selector_matches",
            "relative_to",
            "source",
            "eagerness",
            "referrer_policy",
            "expects_no_vary_search",
            "requires",
            "tag",
            "urls",
            "prefetch",
            "prerender");

    private final List<String> strings = new ArrayList<>();

    private DocumentRules(byte[] text, int from, int to) {
        JsonStrings all = new JsonStrings(text, from, to);
        while (all.hasNext()) {
            strings.add(new String(all.next(), StandardCharsets.UTF_8));
        }
    }

    /** Whether some of them may fetch what links to other sites lead to. In doubt they may. */
    static boolean mayLeave(byte[] text, int from, int to) {
        return new DocumentRules(text, from, to).mayLeave();
    }

    private boolean mayLeave() {
        return strings.stream().anyMatch(each -> AHEAD.matcher(each).lookingAt()) && hasRuleThatMayLeave();
    }

    private boolean hasRuleThatMayLeave() {
        int unlimited = 0;
        for (int at = 0; at < strings.size(); at++) {
            if (strings.get(at).equals("source") && isAt(at + 1, "document")) {
                unlimited++;
            } else if (strings.get(at).equals(WHERE)) {
                unlimited--;
                if (!staysOnSite(isAt(at + 1, "and") ? at + 2 : at + 1)) {
                    return true;
                }
            }
        }
        return unlimited > 0;
    }

    private boolean isAt(int at, String string) {
        return at < strings.size() && strings.get(at).equals(string);
    }

    /** Whether a condition stands there that only paths of the page's own site fulfil. */
    private boolean staysOnSite(int from) {
        int at = from + 1;
        while (at < strings.size() && isOwnPath(strings.get(at))) {
            at++;
        }
        boolean others = at < strings.size() && !OTHER_KEYS.contains(strings.get(at)) && !isAt(at, MATCHES);
        return isAt(from, MATCHES) && at > from + 1 && !others;
    }

    private static boolean isOwnPath(String pattern) {
        return pattern.startsWith("/") && !pattern.startsWith("//") && !pattern.startsWith("/\\");
    }
}
