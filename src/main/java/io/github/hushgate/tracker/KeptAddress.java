package io.github.hushgate.tracker;

import io.github.hushgate.tracker.StatementNames.Stretch;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a script does with a tracker's address that loads nothing: it compares it, or keeps it for the page. */
final class KeptAddress {
    /** A string in front of which it is looked for in a text, or compared. */
    private static final Pattern COMPARED = Pattern.compile(
            "(?:\\.\\s*(?:endsWith|includes|indexOf|lastIndexOf|match|search|startsWith)\\s*\\(|[=!]==?)\\s*\\z");

    /** The same of what a member of something is given, or of an object that is written out. */
    private static final Pattern KEPT =
            Pattern.compile("(?:\\b(?!window|self|globalThis|document|style)[\\w$]+\\s*\\.\\s*([\\w$]+)\\s*="
                    + "|[{,]\\s*['\"]?([\\w$]+)['\"]?\\s*:)\\s*\\z");

    /** More of what loads an address than {@link PropertyNames} names, which no loader of a tracker's sets. */
    private static final Set<String> LOADING = CalledFunctions.words(
            "action codeBase content data dynsrc formAction imageSrcset location lowsrc ping url");

    private static final Pattern ADDRESS = Pattern.compile("['\"`](?:https?:)?//");

    /** Bytes in front of a string that are looked at, at most. */
    private static final int REACH = 96;

    private KeptAddress() {}

    /** Whether all that stands of trackers in a statement is in strings with which it does no more. */
    static boolean isAll(StatementNames its, StatementFacts facts) {
        if (its.isUnclear() || its.allCalls().anyMatch(StatementFacts::makes)) {
            return false;
        }
        StatementCode code = its.code();
        int from = code.start();
        for (Stretch each : code.strings()) {
            if (facts.isHit(new Stretch(from, each.from()))
                    || (facts.isHit(each) && !isKept(code.text(), each.from() - code.start()))) {
                return false;
            }
            from = each.to();
        }
        return !facts.isHit(new Stretch(from, code.start() + code.text().length()));
    }

    private static boolean isKept(String text, int quote) {
        String before = text.substring(Math.max(0, quote - REACH), quote);
        if (COMPARED.matcher(before).find()) {
            return true;
        }
        Matcher kept = KEPT.matcher(before);
        return kept.find()
                && ADDRESS.matcher(text).region(quote, text.length()).lookingAt()
                && !isLoading(kept.group(1) == null ? kept.group(2) : kept.group(1));
    }

    private static boolean isLoading(String property) {
        return PropertyNames.isLoading(property) || LOADING.contains(property);
    }
}
