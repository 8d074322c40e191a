package io.github.hushgate.tracker;

import io.github.hushgate.tracker.StatementEffects.Call;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose the statements of a short script are in which a tracker was found. One in which a tracker's words stand is the
 * tracker's unless it does something of the page's: what loads a tracker may call what loaders call, what only talks to
 * one may do nothing else at all. Others help to load it: they give values to names that it uses, or do something with
 * what its names stand for, and call nothing that could do more. All else is the page's own, also in doubt, and one
 * such statement keeps the script.
 */
final class StatementOwners {
    /** A longer script is not looked at. */
    static final int MAX_BYTES = 16_384;

    /** In a longer one nothing helps: few snippets are. */
    static final int MAX_HELPED_BYTES = 8_192;

    /** In a longer one, what data name stays: no loader holds its address so far from where it loads it. */
    static final int MAX_HOLDING_BYTES = 2_048;

    /** A statement of more code is the page's own: where a tracker's address stands, and where none does. */
    private static final int MAX_STATEMENT_BYTES = 1_024;

    private static final int MAX_UNADDRESSED_BYTES = 512;

    /** So many bytes may help however little is the tracker's; else no more than that. */
    private static final int MIN_HELP_BYTES = 512;

    /** What loaders do not listen to by assigning. */
    private static final Set<String> EVENTS = CalledFunctions.words("onbeforeunload onclick onchange onhashchange"
            + " onkeydown onpopstate onresize onscroll onsubmit onunload");

    /** What keeps in the browser what its members are given. */
    private static final Set<String> STORES = Set.of("localStorage", "sessionStorage");

    /** Names of functions that trackers call when they are there, or links for whoever will not be tracked. */
    private static final Pattern FOR_TRACKERS = Pattern.compile("\\w*(?:[iI]nit|[oO]pt_?[oO]ut)");

    private final StatementFacts facts;
    private final StatementList list;
    private final boolean mayHelp;
    private final int longest;
    private final boolean[] own;
    /** What the tracker's statements, and those that make what may load, give values to. */
    private final Set<String> tracked = new HashSet<>();

    private @Nullable StatementHelp help;

    /** The names are those that trackers define. */
    StatementOwners(byte[] bytes, StatementList list, Predicate<String> isTrackers) {
        this(bytes, list, isTrackers, false);
    }

    /** With {@code held}, data that name a tracker's address are its statements, and nothing else is. */
    private StatementOwners(byte[] bytes, StatementList list, Predicate<String> isTrackers, boolean held) {
        this.list = list;
        this.longest = held ? MAX_HOLDING_BYTES : list.isAnyAddressed() ? MAX_STATEMENT_BYTES : MAX_UNADDRESSED_BYTES;
        this.mayHelp = list.count() > 0 && list.end(list.count() - 1) - list.start(0) <= MAX_HELPED_BYTES;
        facts = new StatementFacts(bytes, list, isTrackers, held);
        own = new boolean[facts.count()];
        for (int each = 0; each < own.length; each++) {
            own[each] = !facts.isTrackers(each) && !facts.isStep(each) && isOwn(each);
            if (facts.isTrackers(each) || facts.names(each).calls().stream().anyMatch(StatementFacts::makes)) {
                tracked.addAll(facts.names(each).assigned());
            }
        }
    }

    /**
     * Whether a script does nothing but load an address that it holds in data first: {@code var t = {url: '...'}}. Data
     * of the page's own name other addresses, too, or something else is done with them.
     */
    static boolean loadsWhatItHolds(byte[] bytes, StatementList list, Predicate<String> isTrackers, int percent) {
        StatementOwners owners = new StatementOwners(bytes, list, isTrackers, true);
        for (int each = 0; each < owners.own.length; each++) {
            if (list.isHeld(each)
                    && !owners.facts.names(each).addresses().all().stream().allMatch(owners.facts::isHit)) {
                return false;
            }
        }
        if (owners.doOwn()) {
            return false;
        }
        StatementHelp help = owners.help();
        return !owners.isMixed(help, percent) && help.loads();
    }

    private StatementHelp help() {
        if (help == null) {
            help = new StatementHelp(facts, own, mayHelp);
        }
        return help;
    }

    private boolean isOwn(int statement) {
        return facts.names(statement).isUnclear()
                || list.length(statement) > longest
                || (StatementFacts.isPages(facts.names(statement))
                        && !Starters.isOwnKind(facts.names(statement))
                        && !Starters.isOne(facts.names(statement), facts.theirs()));
    }

    /** Whether a statement with a tracker's words does something of the page's, too. */
    private boolean doesOwn(int statement) {
        StatementNames its = facts.names(statement);
        if (isForTheTracker(its)) {
            return false;
        }
        boolean vendors = list.isVendors(statement)
                || its.assigned().stream().anyMatch(facts::isTrackersName)
                || facts.nameAddress(its.variables())
                || fetchesTheirs(its);
        return callsOwn(statement, vendors)
                || shows(its)
                || listens(its)
                || fetchesOwn(statement)
                || leadsOn(its)
                || Stream.concat(its.changed().stream(), its.changedLater().stream())
                        .anyMatch(each -> !mayChange(each, its, vendors))
                || (!vendors
                        && (its.isUnclear()
                                || its.isLoading()
                                || its.isLoadingWhatItIsHanded()
                                || !its.definitions().stream()
                                        .allMatch(each ->
                                                facts.isTrackersName(each) || StatementFacts.isOfAnEvent(each))));
    }

    /** Whether it only makes functions that nobody but the tracker, or a link to be left alone by it, calls. */
    private boolean isForTheTracker(StatementNames its) {
        return !its.definitions().isEmpty()
                && its.definitions().containsAll(its.assigned())
                && its.calls().isEmpty()
                && its.changed().isEmpty()
                && its.definitions().stream()
                        .allMatch(each -> facts.isTrackersName(each)
                                && FOR_TRACKERS.matcher(each).matches());
    }

    private boolean callsOwn(int statement, boolean vendors) {
        StatementNames its = facts.names(statement);
        boolean defined =
                !its.definitions().isEmpty() && its.definitions().stream().allMatch(facts::isTrackersName);
        List<Call> unknown = new ArrayList<>(1);
        boolean fetches = false;
        for (Call each : its.allCalls().toList()) {
            boolean asks = CalledFunctions.isAsking(each.name()) && facts.isHit(each);
            if ((!defined && !asks && CalledFunctions.isShowing(each.name()))
                    || changesFound(each, its)
                    || facts.delaysAnothers(each, its)) {
                return true;
            }
            if (list.isAddressed(statement) && CalledFunctions.isOfClients(each.root(), each.name())) {
                fetches = true;
            } else if (!isTheirs(each.root().isEmpty() ? each.name() : each.root())
                    && !mayCall(each, its, vendors)
                    && !(vendors && facts.isOfCollection(each))
                    && !(vendors && (each.asked() || isOfPlain(each)))) {
                if (!facts.isOfWhatIsMade(each, its)) {
                    unknown.add(each);
                }
                if (!facts.isHandedTheirs(each, its)) {
                    return true;
                }
            }
        }
        return !unknown.isEmpty() && !(vendors && !fetches && facts.isLoader(innermost(unknown, its), its));
    }

    /** The names of these functions, but of those that only let run a function in which others of them are called. */
    private static Set<String> innermost(List<Call> calls, StatementNames its) {
        if (calls.size() == 1) {
            return Set.of(calls.get(0).name());
        }
        return calls.stream()
                .filter(each -> its.configured().contains(each.name())
                        || calls.stream().noneMatch(other -> each.from() < other.from() && other.to() < each.to())
                        || !its.isHandedFunction(each))
                .map(Call::name)
                .collect(Collectors.toSet());
    }

    /** Whether it changes an element that the page has, which a function was told of. */
    private static boolean changesFound(Call call, StatementNames its) {
        return call.root().equals(StatementNames.VISITORS_THIS)
                ? !CalledFunctions.isOfElements(call.name())
                : its.told().contains(call.root()) && CalledFunctions.isChanging(call.name());
    }

    /**
     * Whether it calls a function of the script that only reckons, or lets run what it is handed, or a handler that was
     * there before.
     */
    private boolean isOfPlain(Call call) {
        return facts.isGiven(call.root()) && (facts.isKept(call.root()) || help().isPlain(call.root()));
    }

    /** Whether it changes what a visitor sees of an element that the script has not made. */
    private boolean shows(StatementNames its) {
        return its.isShowingFound()
                || (!its.assigned().containsAll(its.shows())
                        && !its.shows().stream().allMatch(facts::isGiven));
    }

    /**
     * Where no address is a tracker's, the first that an element is given is where its snippet loads it from: the
     * site's own host, perhaps.
     */
    private boolean fetchesOwn(int statement) {
        StatementNames its = facts.names(statement);
        List<StatementNames.Stretch> ofOthers = its.addresses().fetched().stream()
                .filter(each -> !facts.isHit(each))
                .toList();
        return ofOthers.size() > (list.isAddressed(statement) ? 0 : 1)
                || ofOthers.stream().anyMatch(each -> its.code().isArgument(each.from()));
    }

    /** Whether something of a tracker stands in all that it asks for, though no address is a tracker's. */
    private boolean fetchesTheirs(StatementNames its) {
        return !its.addresses().fetched().isEmpty()
                && its.addresses().fetched().stream().allMatch(facts::isHit);
    }

    /** Whether it is a link, or leads to an address of the page's own. */
    private boolean leadsOn(StatementNames its) {
        return !its.addresses().linked().isEmpty()
                || (!its.addresses().ledLater().isEmpty()
                        && IntStream.range(0, own.length)
                                .noneMatch(each -> facts.names(each).runs(its.definitions())))
                || !Stream.concat(its.addresses().led().stream(), its.addresses().ledLater().stream())
                        .allMatch(each -> facts.isHit(each));
    }

    private static boolean listens(StatementNames its) {
        return its.assigned().stream()
                .anyMatch(each -> EVENTS.contains(each) && !its.definitions().contains(each));
    }

    /** Whether what it returns is handed to a tracker's function. */
    private boolean isTold(Call call, StatementNames its) {
        return its.allCalls()
                .anyMatch(each ->
                        facts.isTrackersName(each.root()) && each.from() < call.from() && call.to() < each.to());
    }

    /** Whether it is a function of what a function is handed that a tracker calls, or that is not called at once. */
    private boolean isOfParameter(Call call, StatementNames its) {
        return !its.declared().contains(call.root()) && (its.callsLater().contains(call) || isTold(call, its));
    }

    private boolean mayCall(Call call, StatementNames its, boolean vendors) {
        boolean local = its.locals().contains(call.root()) && !its.told().contains(call.root());
        if (!vendors) {
            return CalledFunctions.isTalk(call.root(), call.name())
                    || (CalledFunctions.isOfLibrariesListening(call.root(), call.name())
                            && its.isHandedFunction(call)
                            && isOfWholePage(call, its))
                    || (CalledFunctions.isFinding(call.root(), call.name()) && (call.asked() || isTold(call, its)))
                    || (local && CalledFunctions.isOfModels(call.name()) && isOfParameter(call, its))
                    || (local && call.root().equals(call.name()))
                    || its.assigned().contains(call.root());
        }
        return local
                || call.root().isEmpty()
                || its.assigned().contains(call.root())
                || CalledFunctions.isOfLoaders(call.root(), call.name());
    }

    /** Whether a library is asked for no more than the window, the document or its body there. */
    private static boolean isOfWholePage(Call call, StatementNames its) {
        return its.allCalls()
                .noneMatch(
                        each -> each.root().equals(call.root()) && each.name().equals(each.root()));
    }

    private boolean mayChange(String name, StatementNames its, boolean vendors) {
        return name.isEmpty()
                || isTheirs(name)
                || its.assigned().contains(name)
                || (name.equals("top")
                        && its.calls().isEmpty()
                        && its.callsLater().isEmpty())
                || (vendors && its.isHooking(name))
                || (vendors
                        && (facts.isGiven(name)
                                || name.equals("this")
                                || STORES.contains(name)
                                || CalledFunctions.isConstructor(name)));
    }

    private boolean isTheirs(String name) {
        return facts.isTrackersName(name) || tracked.contains(name) || facts.isHandedName(name);
    }

    /**
     * True where something in the script is the page's own, or so much in it is of little account or said to help the
     * tracker that less than that share, in hundredths, is surely the tracker's.
     */
    boolean isMixed(int percent) {
        return doOwn() || isMixed(help(), percent);
    }

    /** Whether a tracker's address may be used, and is not only compared, or kept for the page. */
    boolean mayUseAddress() {
        return help().loads()
                || !IntStream.range(0, own.length)
                        .filter(facts::isTrackers)
                        .allMatch(each -> KeptAddress.isAll(facts.names(each), facts));
    }

    private boolean doOwn() {
        return IntStream.range(0, own.length).anyMatch(each -> facts.isTrackers(each) && doesOwn(each));
    }

    private boolean isMixed(StatementHelp helpers, int percent) {
        long accounted = 0;
        long minor = 0;
        long help = 0;
        for (int each = 0; each < own.length; each++) {
            if (facts.isTrackers(each)) {
                accounted += list.isHeld(each) ? list.length(each) : list.accounted(each);
            } else if (helpers.isTalk(each)) {
                accounted += list.length(each);
            } else if (helpers.isHelping(each)) {
                help += facts.isStep(each) || helpers.isTool(each) ? 0 : list.length(each);
            } else if (!facts.isStep(each) && !facts.names(each).isIdle()) {
                if (own[each] || !facts.names(each).isMinor()) {
                    return true;
                }
                minor += list.length(each);
            }
        }
        long rest = minor + Math.max(0, help - (helpers.loads() ? Math.max(accounted, MIN_HELP_BYTES) : 0));
        return accounted * 100 < (accounted + rest) * percent;
    }
}
