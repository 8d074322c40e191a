package io.github.hushgate.tracker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashSet;
import java.util.Set;

/**
 * Which statements of a script that loads a tracker only help to do so: they give values to names that none of the
 * script's other statements uses, or do something with what these names stand for, and call nothing that could do more.
 * A loader's own settings and steps are such ones. In doubt a statement is the page's own.
 */
final class HelpingStatements {
    /** A longer script is not looked at: no snippet is. */
    static final int MAX_BYTES = 2_048;

    /** A statement of more code is the page's own. */
    private static final int MAX_STATEMENT_BYTES = 512;

    /** So many bytes may help however little is the tracker's; else no more than that. */
    private static final int MIN_HELP_BYTES = 256;

    /** Functions that change nothing: they read, reckon, or make what nobody sees yet. */
    private static final Set<String> HARMLESS =
            words("Array Boolean Date Image Number Object RegExp String abs ceil charAt charCodeAt concat"
                    + " createElement decodeURI decodeURIComponent encodeURI encodeURIComponent escape exec floor"
                    + " getAttribute getDate getElementById getElementsByClassName getElementsByTagName"
                    + " getFullYear getHours getItem getMinutes getMonth getTime getTimezoneOffset hasOwnProperty"
                    + " includes indexOf isArray javaEnabled join keys lastIndexOf match matchMedia max min now"
                    + " parseFloat parseInt querySelector querySelectorAll random replace round slice split"
                    + " stringify substr substring test toGMTString toLowerCase toString toUTCString toUpperCase"
                    + " trim unescape");

    /** Functions that load what they are given, or let it run. */
    private static final Set<String> LOADING =
            words("addEventListener append appendChild attachEvent before insertAdjacentElement"
                    + " insertAdjacentHTML insertBefore log prepend requestAnimationFrame requestIdleCallback"
                    + " setInterval setTimeout write writeln");

    /** Variables that a page has anyhow. */
    private static final Set<String> PLATFORM =
            words("document event history localStorage location name navigator opener parent sessionStorage"
                    + " status title top window self globalThis");

    private static Set<String> words(String all) {
        return Set.of(all.split(" ", -1));
    }

    private final StatementList list;
    private final StatementNames[] names;
    private final boolean[] own;
    private final boolean[] helping;
    /** What the tracker's statements and those that help them give values to, and what they use. */
    private final Set<String> tracked = new HashSet<>();

    private final Set<String> wanted = new HashSet<>();
    /** Elements that steps make. */
    private final Set<String> made = new HashSet<>();
    /** Names that are given a tracker's address, or markup with one. */
    private final Set<String> addresses = new HashSet<>();
    /** Names that a loader was handed behind its address: it defines them. */
    private final Set<String> handed = new HashSet<>();

    HelpingStatements(byte[] bytes, StatementList list) {
        this.list = list;
        names = new StatementNames[list.count()];
        own = new boolean[names.length];
        helping = new boolean[names.length];
        Set<String> elsewhere = new HashSet<>();
        for (int each = 0; each < names.length; each++) {
            int start = list.start(each);
            names[each] = new StatementNames(new String(bytes, start, list.end(each) - start, ISO_8859_1));
            own[each] = !list.isTrackers(each) && !list.isStep(each) && isOwn(each);
            if (list.isTrackers(each) && list.isAddressed(each)) {
                handed.addAll(names[each].handed());
                addresses.addAll(names[each].assigned());
            } else {
                elsewhere.addAll(names[each].assigned());
            }
        }
        handed.removeAll(elsewhere);
    }

    private boolean isOwn(int statement) {
        return names[statement].isUnclear()
                || list.length(statement) > MAX_STATEMENT_BYTES
                || names[statement].assigned().stream().anyMatch(HelpingStatements::isPages);
    }

    private static boolean isPages(String name) {
        return name.startsWith("on") || PLATFORM.contains(name);
    }

    /** Bytes of code that are the page's own, where trackers account for so many. */
    int own(long accounted) {
        do {
            lookForHelp();
        } while (disownShared());
        boolean loads = loads();
        int rest = 0;
        int help = 0;
        for (int each = 0; each < names.length; each++) {
            boolean step = list.isStep(each);
            if (helping[each]) {
                help += step ? 0 : list.length(each);
            } else if (!list.isTrackers(each) && (own[each] || !step)) {
                rest += list.length(each);
            }
        }
        return rest + (int) Math.max(0, help - (loads ? Math.max(accounted, MIN_HELP_BYTES) : 0));
    }

    private void lookForHelp() {
        tracked.clear();
        wanted.clear();
        made.clear();
        for (int each = 0; each < names.length; each++) {
            helping[each] = false;
            if (list.isTrackers(each)) {
                joins(each);
            } else if (list.isStep(each) && !own[each]) {
                made.addAll(names[each].assigned());
            }
        }
        boolean more = true;
        while (more) {
            more = false;
            for (int each = 0; each < names.length; each++) {
                if (!helping[each] && !own[each] && !list.isTrackers(each) && helps(each)) {
                    helping[each] = true;
                    more = true;
                    joins(each);
                }
            }
        }
    }

    private void joins(int statement) {
        tracked.addAll(names[statement].assigned());
        wanted.addAll(names[statement].variables());
    }

    private boolean helps(int statement) {
        StatementNames its = names[statement];
        boolean connected = intersect(its.variables(), tracked)
                || intersect(its.assigned(), wanted)
                || intersect(its.variables(), handed);
        return connected && (list.isStep(statement) || (doesNoMore(its) && (isHandler(its) || doesNoMoreLater(its))));
    }

    private boolean doesNoMore(StatementNames its) {
        boolean loadsTracker = !its.isLoading() || intersect(its.variables(), addresses);
        return loadsTracker
                && its.calls().stream().allMatch(each -> isHarmless(each, its))
                && its.changed().stream().allMatch(each -> isTracked(each, its));
    }

    private boolean doesNoMoreLater(StatementNames its) {
        return its.callsLater().stream()
                        .allMatch(each -> isHarmless(each, its) || its.locals().contains(each.root()))
                && its.changedLater().stream().allMatch(each -> isTracked(each, its));
    }

    /** What the tracker, or the element that loads it, is only told to call: it is not called without them. */
    private static boolean isHandler(StatementNames its) {
        return its.assigned().isEmpty() && its.changed().size() == 1;
    }

    private boolean isHarmless(StatementNames.Call call, StatementNames its) {
        return HARMLESS.contains(call.name()) || isLoading(call) || isTracked(call.root(), its);
    }

    private static boolean isLoading(StatementNames its) {
        return its.isLoading()
                || its.calls().stream().anyMatch(HelpingStatements::isLoading)
                || its.callsLater().stream().anyMatch(HelpingStatements::isLoading);
    }

    private static boolean isLoading(StatementNames.Call call) {
        return LOADING.contains(call.name());
    }

    private boolean isTracked(String name, StatementNames its) {
        return tracked.contains(name)
                || made.contains(name)
                || handed.contains(name)
                || its.assigned().contains(name);
    }

    /** Whether an address stands in what trackers account for and something of theirs loads such. */
    private boolean loads() {
        boolean addressed = false;
        boolean loading = false;
        for (int each = 0; each < names.length; each++) {
            addressed |= list.isTrackers(each) && list.isAddressed(each);
            loading |= (list.isTrackers(each) || helping[each]) && isLoading(names[each]);
        }
        return addressed && loading;
    }

    /** Whether some that seemed to help share a name with the page's own, so that they are the page's own too. */
    private boolean disownShared() {
        Set<String> pages = new HashSet<>();
        Set<String> assigned = new HashSet<>();
        for (int each = 0; each < names.length; each++) {
            assigned.addAll(names[each].assigned());
            boolean step = list.isStep(each) && !own[each];
            if (!helping[each] && !list.isTrackers(each) && !step) {
                pages.addAll(names[each].used());
                pages.addAll(names[each].assigned());
            }
        }
        pages.retainAll(assigned);
        boolean more = false;
        for (int each = 0; each < names.length; each++) {
            boolean asked = !own[each] && (helping[each] || list.isStep(each));
            if (asked && (intersect(names[each].variables(), pages) || intersect(names[each].assigned(), pages))) {
                own[each] = true;
                more = true;
            }
        }
        return more;
    }

    private static boolean intersect(Set<String> some, Set<String> others) {
        return some.stream().anyMatch(others::contains);
    }
}
