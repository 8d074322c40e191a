package io.github.hushgate.tracker;

import io.github.hushgate.tracker.StatementEffects.Call;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    /** A statement of more code is the page's own. */
    private static final int MAX_STATEMENT_BYTES = 512;

    /** So many bytes may help however little is the tracker's; else no more than that. */
    private static final int MIN_HELP_BYTES = 256;

    /** They make what loads when it is told what. */
    private static final Set<String> MAKING =
            CalledFunctions.words("createElement createElementNS Image Audio XMLHttpRequest CSSStyleSheet");

    /** Elements with addresses for the visitor. */
    private static final Set<String> LINKS = CalledFunctions.words("a area form");

    /** What loaders do not listen to by assigning. */
    private static final Set<String> EVENTS = CalledFunctions.words("onbeforeunload onclick onchange onhashchange"
            + " onkeydown onpopstate onresize onscroll onsubmit onunload");

    /** Words that begin as the names of handlers do. */
    private static final Pattern OTHERWISE_ON = Pattern.compile("on(?:e|ce|ly|line|going)(?:[A-Z_\\d].*)?");

    /** What jQuery's {@code ready} may be asked of, and a function's {@code bind}. */
    private static final Set<String> WHOLE_PAGE = CalledFunctions.words("bind document window body head html");

    private static final Set<String> ARGUMENTS = Set.of("arguments");

    /** Variables that a page has anyhow. */
    private static final Set<String> PLATFORM =
            CalledFunctions.words("document event history localStorage location name navigator opener parent"
                    + " sessionStorage status title top window self globalThis");

    private final StatementList list;
    private final Predicate<String> isTrackers;
    private final StatementNames[] names;
    private final boolean mayHelp;
    private final boolean[] trackers;
    private final boolean[] own;
    private final boolean[] helping;
    /** What the tracker's statements and those that help them give values to, and what they use. */
    private final Set<String> tracked = new HashSet<>();

    private final Set<String> wanted = new HashSet<>();
    /** What any statement gives a value to. */
    private final Set<String> given = new HashSet<>();
    /** Elements that steps make. */
    private final Set<String> made = new HashSet<>();
    /** Names that are given a tracker's address, or markup with one. */
    private final Set<String> addresses = new HashSet<>();
    /** Those of them that are variables with it, and those of these that hold more than an address. */
    private final Set<String> addressNames = new HashSet<>();

    private final Set<String> holders = new HashSet<>();
    /** Functions of the script that do nothing but reckon. */
    private final Set<String> plain = new HashSet<>();
    /** What the tracker's statements define, functions above all. */
    private final Set<String> theirs = new HashSet<>();
    /** Names that a loader was handed behind its address: it defines them. */
    private final Set<String> handed = new HashSet<>();

    /** The names are those that trackers define. */
    StatementOwners(byte[] bytes, StatementList list, Predicate<String> isTrackers) {
        this(bytes, list, isTrackers, false);
    }

    /** With {@code held}, data that name a tracker's address are its statements, and nothing else is. */
    private StatementOwners(byte[] bytes, StatementList list, Predicate<String> isTrackers, boolean held) {
        this.list = list;
        this.mayHelp = list.count() > 0 && list.end(list.count() - 1) - list.start(0) <= MAX_HELPED_BYTES;
        this.isTrackers = isTrackers;
        names = new StatementNames[list.count()];
        trackers = new boolean[names.length];
        own = new boolean[names.length];
        helping = new boolean[names.length];
        for (int each = 0; each < names.length; each++) {
            names[each] = StatementNames.of(bytes, list.start(each), list.end(each));
            trackers[each] = held ? list.isHeld(each) : list.isTrackers(each);
            given.addAll(names[each].assigned());
            if (trackers[each] || names[each].calls().stream().anyMatch(StatementOwners::makes)) {
                tracked.addAll(names[each].assigned());
            }
        }
        noteTheirs();
        for (int each = 0; each < names.length; each++) {
            own[each] = !trackers[each] && !isStep(each) && isOwn(each);
        }
        noteAddresses();
    }

    /**
     * Whether a script does nothing but load an address that it holds in data first: {@code var t = {url: '...'}}. Data
     * of the page's own name other addresses, too, or something else is done with them.
     */
    static boolean loadsWhatItHolds(byte[] bytes, StatementList list, Predicate<String> isTrackers, int percent) {
        StatementOwners owners = new StatementOwners(bytes, list, isTrackers, true);
        for (int each = 0; each < owners.names.length; each++) {
            boolean others = !owners.names[each].addresses().stream()
                    .allMatch(address -> list.isHitWithin(address.from(), address.to()));
            if (list.isHeld(each) && others) {
                return false;
            }
        }
        return !owners.isMixed(percent) && owners.loads();
    }

    private void noteTheirs() {
        for (int each = 0; each < names.length; each++) {
            if (trackers[each]) {
                theirs.addAll(names[each].definitions());
                if (list.isVendors(each)) {
                    theirs.addAll(names[each].assigned());
                }
            }
        }
        for (int each = 0; each < names.length; each++) {
            if (!trackers[each] && Starters.isAlias(names[each], theirs)) {
                theirs.addAll(names[each].assigned());
            } else if (!trackers[each]) {
                theirs.removeAll(names[each].definitions());
            }
        }
    }

    private void noteAddresses() {
        for (int each = 0; each < names.length; each++) {
            if (trackers[each] && list.isVendors(each)) {
                handed.addAll(names[each].handed());
            }
            if (trackers[each] && list.isAddressed(each)) {
                addresses.addAll(names[each].assigned());
                addressNames.addAll(names[each].assigned());
                if (names[each].code().hasLiteral()) {
                    holders.addAll(names[each].assigned());
                }
                names[each].changed().stream()
                        .filter(name -> !PLATFORM.contains(name))
                        .forEach(addresses::add);
            }
        }
        for (int each = 0; each < names.length && !handed.isEmpty(); each++) {
            if (!trackers[each] || !list.isVendors(each)) {
                handed.removeIf(names[each].assigned()::contains);
            }
        }
    }

    /** Whether a statement with a tracker's words does something of the page's, too. */
    private boolean doesOwn(int statement) {
        StatementNames its = names[statement];
        boolean vendors = list.isVendors(statement)
                || its.assigned().stream().anyMatch(isTrackers)
                || intersect(its.variables(), addresses);
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
                                        .allMatch(each -> isTrackers.test(each) || isOfAnEvent(each))));
    }

    private boolean callsOwn(int statement, boolean vendors) {
        StatementNames its = names[statement];
        boolean defined =
                !its.definitions().isEmpty() && its.definitions().stream().allMatch(isTrackers);
        Set<String> unknown = new HashSet<>();
        boolean fetches = false;
        for (Call each : concat(its.calls(), its.callsLater())) {
            if ((!defined && CalledFunctions.isShowing(each.name())) || delaysAnothers(each, its)) {
                return true;
            }
            if (list.isAddressed(statement) && CalledFunctions.isOfClients(each.root(), each.name())) {
                fetches = true;
            } else if (!isTheirs(each.root()) && !mayCall(each, its, vendors) && !(vendors && each.asked())) {
                if (!isOfWhatIsMade(each, its)) {
                    unknown.add(each.name());
                }
                if (!isHandedTheirs(each, its)) {
                    return true;
                }
            }
        }
        return !unknown.isEmpty() && !(vendors && !fetches && isLoader(unknown, its));
    }

    /** Whether it changes what a visitor sees of an element that the script has not made. */
    private boolean shows(StatementNames its) {
        return its.isShowingFound() || (!its.assigned().containsAll(its.shows()) && !given.containsAll(its.shows()));
    }

    /** Where no address is a tracker's, the first is where its snippet loads it from: the site's own host, perhaps. */
    private boolean fetchesOwn(int statement) {
        long ofOthers = names[statement].fetched().stream()
                .filter(each -> !list.isHitWithin(each.from(), each.to()))
                .count();
        return ofOthers > (list.isAddressed(statement) ? 0 : 1);
    }

    /** Whether it is a link, or leads to an address of the page's own. */
    private boolean leadsOn(StatementNames its) {
        return !its.linked().isEmpty()
                || (!its.ledLater().isEmpty() && Arrays.stream(names).noneMatch(each -> each.runs(its.definitions())))
                || !Stream.concat(its.led().stream(), its.ledLater().stream())
                        .allMatch(each -> list.isHitWithin(each.from(), each.to()));
    }

    private static boolean listens(StatementNames its) {
        return its.assigned().stream()
                .anyMatch(each -> EVENTS.contains(each) && !its.definitions().contains(each));
    }

    /** Whether it lets a function run that is neither written out there nor the script's. */
    private boolean delaysAnothers(Call call, StatementNames its) {
        return (CalledFunctions.isDelaying(call.name())
                        || CalledFunctions.isObserving(call.root(), call.name())
                        || isGivenToAnEvent(call, its))
                && call.to() - call.from() > 1
                && !its.isHandedFunction(call)
                && !its.isHanded(call, WHOLE_PAGE)
                && !its.isHanded(call, given)
                && !isHandedTheirs(call, its);
    }

    /** No call, but a function's name that is a handler's value. */
    private static boolean isGivenToAnEvent(Call call, StatementNames its) {
        return isOfAnEvent(call.name()) && its.assigned().contains(call.name());
    }

    /** Whether what a function is handed has something of the tracker's in it. */
    private boolean isHandedTheirs(Call call, StatementNames its) {
        return list.isHitWithin(call.from(), call.to())
                || isOfCallHandedTheirs(call, its)
                || its.isHanded(call, addresses)
                || its.isHanded(call, its.assigned())
                || its.isHandedLocals(call);
    }

    /** Whether it is a function, handed nothing, of what another returns that was handed something of the tracker's. */
    private boolean isOfWhatIsMade(Call call, StatementNames its) {
        return call.to() - call.from() <= 1 && isOfCallHandedTheirs(call, its);
    }

    private boolean isOfCallHandedTheirs(Call call, StatementNames its) {
        return !call.root().equals(call.name())
                && Stream.concat(its.calls().stream(), its.callsLater().stream())
                        .anyMatch(each -> (each.name().equals(call.root()) || isOfOnePromise(each, call))
                                && list.isHitWithin(each.from(), each.to()));
    }

    private static boolean isOfOnePromise(Call first, Call then) {
        return then.name().equals("then") && first.root().equals(then.root());
    }

    private static List<Call> concat(List<Call> some, List<Call> others) {
        List<Call> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    /**
     * One function that is only handed texts, or functions, or the tracker's texts in a list: whatever its name, it
     * loads, or lets run, what it is given.
     */
    private boolean isLoader(Set<String> unknown, StatementNames its) {
        return unknown.size() == 1
                && !unknown.contains("$")
                && !unknown.contains("jQuery")
                && (!intersect(unknown, its.configured()) || listsTheirs(its));
    }

    /** Of data that hold one, what they are asked for must be said. */
    private boolean isHandedAddress(Call call, StatementNames its) {
        return its.isHanded(call, addressNames)
                && (!its.isHanded(call, holders)
                        || holders.stream()
                                .anyMatch(each -> its.code().has(call.from(), call.to(), each + ".")
                                        || its.code().has(call.from(), call.to(), each + "[")));
    }

    /** The same where it is handed the name of a tracker's address. */
    private boolean isLoaderOfTheirs(Call call, StatementNames its) {
        return isHandedAddress(call, its)
                && !its.code().says(call.from(), call.to())
                && !call.root().equals("document")
                && !CalledFunctions.isDelaying(call.name())
                && concat(its.calls(), its.callsLater()).stream()
                                .filter(each -> its.isHanded(each, addresses))
                                .count()
                        == 1
                && isLoader(Set.of(call.name()), its);
    }

    private boolean callsLoader(int statement) {
        StatementNames its = names[statement];
        return its.calls().stream()
                .anyMatch(each -> trackers[statement] ? isHandedAddress(each) : isLoaderOfTheirs(each, its));
    }

    private boolean isHandedAddress(Call call) {
        return !CalledFunctions.isOfValues(call.name())
                && !CalledFunctions.isHarmless(call.name())
                && list.isHitWithin(call.from(), call.to());
    }

    /** Whether all that is said in lists and objects which functions are handed is the tracker's. */
    private boolean listsTheirs(StatementNames its) {
        return !its.listed().isEmpty()
                && its.listed().stream()
                        .allMatch(each -> list.isHitWithin(each.from(), each.to())
                                || its.code().hasWord(each.from(), each.to(), addresses));
    }

    private static boolean mayCall(Call call, StatementNames its, boolean vendors) {
        boolean local = its.locals().contains(call.root()) && !its.told().contains(call.root());
        if (!vendors) {
            return CalledFunctions.isTalk(call.root(), call.name())
                    || (local && call.root().equals(call.name()))
                    || its.assigned().contains(call.root());
        }
        return local
                || call.root().isEmpty()
                || its.assigned().contains(call.root())
                || CalledFunctions.isOfLoaders(call.root(), call.name());
    }

    private boolean mayChange(String name, StatementNames its, boolean vendors) {
        return name.isEmpty()
                || isTheirs(name)
                || its.assigned().contains(name)
                || (name.equals("top")
                        && its.calls().isEmpty()
                        && its.callsLater().isEmpty())
                || (vendors && (given.contains(name) || name.equals("this") || name.equals("Image")));
    }

    private boolean isTheirs(String name) {
        return isTrackers.test(name) || tracked.contains(name) || handed.contains(name);
    }

    private static boolean makes(Call call) {
        return MAKING.contains(call.name());
    }

    private boolean isOwn(int statement) {
        return names[statement].isUnclear()
                || list.length(statement) > MAX_STATEMENT_BYTES
                || (names[statement].assigned().stream().anyMatch(StatementOwners::isPages)
                        && !Starters.isOne(names[statement], theirs));
    }

    /** What names an address of its own is a loader of the page's. */
    private boolean isStep(int statement) {
        return list.isStep(statement) && names[statement].addresses().isEmpty();
    }

    private static boolean isPages(String name) {
        return isOfAnEvent(name) || PLATFORM.contains(name);
    }

    /** It is called when something happens. */
    static boolean isOfAnEvent(String name) {
        return name.startsWith("on") && !OTHERWISE_ON.matcher(name).matches();
    }

    /**
     * True where something in the script is the page's own, or so much in it is of little account or said to help the
     * tracker that less than that share, in hundredths, is surely the tracker's.
     */
    boolean isMixed(int percent) {
        for (int each = 0; each < names.length; each++) {
            if (trackers[each] && doesOwn(each)) {
                return true;
            }
        }
        lookForHelp();
        long accounted = 0;
        long minor = 0;
        long help = 0;
        for (int each = 0; each < names.length; each++) {
            if (trackers[each]) {
                accounted += list.isHeld(each) ? list.length(each) : list.accounted(each);
            } else if (helping[each]) {
                help += isStep(each) ? 0 : list.length(each);
            } else if (names[each].isMinor() && !own[each]) {
                minor += list.length(each);
            } else if (!isStep(each) && !names[each].isIdle()) {
                return true;
            }
        }
        long rest = minor + Math.max(0, help - (loads() ? Math.max(accounted, MIN_HELP_BYTES) : 0));
        return accounted * 100 < (accounted + rest) * percent;
    }

    private void lookForHelp() {
        tracked.clear();
        for (int each = 0; each < names.length; each++) {
            if (!trackers[each] && !own[each] && doesNoMore(names[each]) && doesNoMoreLater(names[each])) {
                plain.addAll(names[each].definitions());
            }
        }
        for (int each = 0; each < names.length; each++) {
            if (trackers[each]) {
                joins(each);
            } else if (isStep(each) || makesOnly(names[each])) {
                made.addAll(names[each].assigned());
            }
        }
        boolean more = mayHelp;
        while (more) {
            more = false;
            for (int each = 0; each < names.length; each++) {
                if (!helping[each] && !own[each] && !trackers[each] && helps(each)) {
                    helping[each] = true;
                    more = true;
                    joins(each);
                }
            }
        }
    }

    /** Whether it only makes what may load something when it is told what. */
    private static boolean makesOnly(StatementNames its) {
        return its.calls().stream().anyMatch(StatementOwners::makes)
                && its.calls().stream().allMatch(each -> makes(each) && !its.isHanded(each, LINKS))
                && its.callsLater().isEmpty()
                && its.changed().isEmpty();
    }

    private void joins(int statement) {
        tracked.addAll(names[statement].assigned());
        wanted.addAll(names[statement].variables());
    }

    private boolean helps(int statement) {
        StatementNames its = names[statement];
        boolean connected = intersect(its.variables(), tracked)
                || intersect(its.assigned(), wanted)
                || intersect(its.variables(), handed)
                || isQueue(its)
                || (!its.assigned().isEmpty() && its.assigned().stream().allMatch(isTrackers));
        return connected
                && !its.isShowingFound()
                && !asksForOwn(its)
                && (isStep(statement)
                        || Starters.isOne(its, theirs)
                        || (doesNoMore(its) && (isHandler(its) || doesNoMoreLater(its))));
    }

    /** Whether it fetches an address of the page's own, leads to one, or lets a function of another script run. */
    private boolean asksForOwn(StatementNames its) {
        return !its.linked().isEmpty()
                || !Stream.of(its.fetched(), its.led(), its.ledLater())
                        .flatMap(List::stream)
                        .allMatch(each -> list.isHitWithin(each.from(), each.to()))
                || concat(its.calls(), its.callsLater()).stream().anyMatch(each -> delaysAnothers(each, its));
    }

    /** Whether it defines what only keeps what it is told until a tracker asks for it: a function, or a list. */
    private static boolean isQueue(StatementNames its) {
        if (its.isEmptyList()) {
            return true;
        }
        List<Call> calls = concat(its.calls(), its.callsLater());
        return its.assigned().size() == 1
                && !calls.isEmpty()
                && calls.stream().allMatch(each -> each.name().equals("push") && its.isHanded(each, ARGUMENTS));
    }

    private boolean doesNoMore(StatementNames its) {
        boolean loadsTracker = !its.isLoading() || intersect(its.variables(), addresses);
        return loadsTracker
                && its.calls().stream().allMatch(each -> isHarmless(each, its) || isOfLoaded(each, its))
                && its.changed().stream().allMatch(each -> isTracked(each, its));
    }

    /** Whether it is a function of what an address of the tracker's was asked for. */
    private boolean isOfLoaded(Call call, StatementNames its) {
        return intersect(its.variables(), addressNames)
                && its.locals().contains(call.root())
                && !its.told().contains(call.root());
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

    private boolean isHarmless(Call call, StatementNames its) {
        return CalledFunctions.isPlumbing(call.name())
                || isOfValues(call, its)
                || plain.contains(call.root())
                || asksForTracker(call, its)
                || isLoaderOfTheirs(call, its)
                || isOfLoader(call, its)
                || isTrackers.test(call.root())
                || CalledFunctions.isBuilding(call.root(), call.name())
                || (call.root().equals("customElements") && its.isHanded(call, theirs))
                || isTracked(call.root().isEmpty() ? call.name() : call.root(), its)
                || (CalledFunctions.isFetching(call.root(), call.name()) && intersect(its.variables(), addresses));
    }

    /** Whether it asks what a tracker's statement depends on: a consent, most often. */
    private boolean asksForTracker(Call call, StatementNames its) {
        return CalledFunctions.isReading(call.root(), call.name())
                && !its.assigned().isEmpty()
                && wanted.containsAll(its.assigned());
    }

    /** Whether it is a function, handed nothing, of what a loader of the tracker's address returns. */
    private boolean isOfLoader(Call call, StatementNames its) {
        return call.to() - call.from() <= 1
                && its.calls().stream()
                        .anyMatch(each -> each.root().equals(call.root()) && isLoaderOfTheirs(each, its));
    }

    private boolean isOfValues(Call call, StatementNames its) {
        boolean value = call.root().isEmpty()
                || call.root().equals(call.name())
                || given.contains(call.root())
                || CalledFunctions.isPromising(call.root())
                || (call.root().equals("Object") && its.isHanded(call, MAKING));
        return value && CalledFunctions.isOfValues(call.name());
    }

    private static boolean isLoading(StatementNames its) {
        return its.isLoading()
                || its.isLoadingWhatItIsHanded()
                || !its.led().isEmpty()
                || !its.ledLater().isEmpty()
                || Stream.concat(its.calls().stream(), its.callsLater().stream())
                        .anyMatch(call -> CalledFunctions.isLoading(call.name())
                                || CalledFunctions.isFetching(call.root(), call.name()));
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
            addressed |= trackers[each] && list.isAddressed(each);
            loading |= (trackers[each] || helping[each]) && (isLoading(names[each]) || callsLoader(each));
        }
        return addressed && loading;
    }

    private static boolean intersect(Set<String> some, Set<String> others) {
        return !Collections.disjoint(some, others);
    }
}
