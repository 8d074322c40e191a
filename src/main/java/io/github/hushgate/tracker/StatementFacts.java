package io.github.hushgate.tracker;

import io.github.hushgate.tracker.StatementEffects.Call;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The statements of one short script in which a tracker was found, and what their names stand for. */
final class StatementFacts {
    /** They make what loads when it is told what. */
    static final Set<String> MAKING =
            CalledFunctions.words("cloneNode createElement createElementNS Image Audio XMLHttpRequest CSSStyleSheet");

    /** Words that begin as the names of handlers do. */
    private static final Pattern OTHERWISE_ON = Pattern.compile("on(?:e|ce|ly|line|going)(?:[A-Z_\\d].*)?");

    private static final Pattern HANDLER = Pattern.compile("on[a-z]+");

    /** What jQuery's {@code ready} may be asked of, and a function's {@code bind}. */
    private static final Set<String> WHOLE_PAGE = CalledFunctions.words("bind document window body head html");

    /** Variables that a page has anyhow. */
    private static final Set<String> PLATFORM =
            CalledFunctions.words("document event history localStorage location name navigator opener parent"
                    + " sessionStorage status title top window self globalThis");

    private final StatementList list;
    private final Predicate<String> isTrackers;
    private final StatementNames[] names;
    private final boolean[] trackers;
    /** Those that write the rest of what a tracker's statement began to write. */
    private final boolean[] writesOn;
    /** What any statement gives a value to. */
    private final Set<String> given = new HashSet<>();
    /** What is given a collection. */
    private final Set<String> collections = new HashSet<>();
    /** Names that are given a handler, which is called by another one then. */
    private final Set<String> kept = new HashSet<>();
    /** Names that are given a tracker's address, or markup with one. */
    private final Set<String> addresses = new HashSet<>();
    /** Those of them that are variables with it, and those of these that hold more than an address. */
    private final Set<String> addressNames = new HashSet<>();

    private final Set<String> holders = new HashSet<>();
    /** What the tracker's statements define, functions above all. */
    private final Set<String> theirs = new HashSet<>();
    /** Names that a loader was handed behind its address: it defines them. */
    private final Set<String> handed = new HashSet<>();
    /** Variables that are given what a tracker's function returns. */
    private final Set<String> returned = new HashSet<>();

    /** The names are those that trackers define; with {@code held}, the tracker's statements are data that name one. */
    StatementFacts(byte[] bytes, StatementList list, Predicate<String> isTrackers, boolean held) {
        this.list = list;
        this.isTrackers = isTrackers;
        names = new StatementNames[list.count()];
        trackers = new boolean[names.length];
        writesOn = new boolean[names.length];
        for (int each = 0; each < names.length; each++) {
            names[each] = StatementNames.of(bytes, list.start(each), list.end(each));
            trackers[each] = held ? list.isHeld(each) : list.isTrackers(each);
            given.addAll(names[each].assigned());
            collections.addAll(names[each].collections());
            if (names[each].isKeepingHandler()) {
                kept.addAll(names[each].assigned());
            }
        }
        noteTheirs();
        noteAddresses();
        noteWriting();
    }

    private void noteTheirs() {
        for (int each = 0; each < names.length; each++) {
            if (trackers[each]) {
                theirs.addAll(names[each].definitions());
                if (list.isVendors(each)) {
                    theirs.addAll(names[each].assigned());
                }
                if (callsTheirsAlone(names[each])) {
                    returned.addAll(names[each].assigned());
                }
            }
        }
        for (int each = 0; each < names.length; each++) {
            if (!trackers[each] && Starters.isAlias(names[each], theirs)) {
                theirs.addAll(names[each].assigned());
            } else if (!trackers[each] && runsWhatLoaderMakes(names[each])) {
                theirs.addAll(names[each].definitions());
            } else if (!trackers[each]) {
                theirs.removeAll(names[each].definitions());
            }
        }
    }

    /** Whether it only defines functions that let functions run which a loader made members of something. */
    private boolean runsWhatLoaderMakes(StatementNames its) {
        if (its.definitions().isEmpty()
                || !its.calls().isEmpty()
                || its.callsLater().isEmpty()) {
            return false;
        }
        Set<String> made = new HashSet<>();
        for (Call each : its.callsLater()) {
            if (!given.contains(each.root()) && isMadeByLoader(each.root())) {
                made.add(each.root());
            }
        }
        return Starters.isOne(its, made);
    }

    private boolean callsTheirsAlone(StatementNames its) {
        for (Call each : its.calls()) {
            if (!isTrackersName(each.root())) {
                return false;
            }
        }
        return !its.calls().isEmpty() && its.callsLater().isEmpty();
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

    private void noteWriting() {
        WrittenMarkup markup = new WrittenMarkup();
        for (int each = 0; each < names.length; each++) {
            String code = names[each].code().text();
            if (trackers[each] && list.isAddressed(each)) {
                markup.begins(code);
            } else {
                writesOn[each] = markup.goesOn(code);
            }
        }
    }

    int count() {
        return names.length;
    }

    StatementList list() {
        return list;
    }

    StatementNames names(int statement) {
        return names[statement];
    }

    /** Whether it is a tracker's by its words. */
    boolean isTrackers(int statement) {
        return trackers[statement];
    }

    /** Whether trackers define a variable of that name. */
    boolean isTrackersName(String name) {
        return isTrackers.test(name);
    }

    boolean isGiven(String name) {
        return given.contains(name);
    }

    /** Whether it names a handler that another one takes the place of. */
    boolean isKept(String name) {
        return kept.contains(name);
    }

    /** Whether a loader was handed the name, behind the tracker's address. */
    boolean isHandedName(String name) {
        return handed.contains(name);
    }

    /** Whether names among these stand for a tracker's address, or something that was given one. */
    boolean nameAddress(Set<String> variables) {
        return intersect(variables, addresses);
    }

    /** Whether it names something of the script's that is given a tracker's address. */
    boolean isLoader(String name) {
        return addresses.contains(name) && given.contains(name);
    }

    /** Whether variables among these hold one. */
    boolean holdAddress(Set<String> variables) {
        return intersect(variables, addressNames);
    }

    /** Whether a loader was handed one of these, behind the tracker's address. */
    boolean wereHanded(Set<String> variables) {
        return intersect(variables, handed);
    }

    /** What the tracker's statements define. */
    Set<String> theirs() {
        return theirs;
    }

    /** Whether a function of that name is the tracker's: its snippet makes it, under whatever name, or gave it away. */
    boolean isTheirFunction(String name) {
        return isTrackersName(name)
                || theirs.contains(name)
                || handed.contains(name)
                || returned.contains(name)
                || (!given.contains(name) && isMadeByLoader(name));
    }

    private boolean isMadeByLoader(String name) {
        for (int each = 0; each < names.length; each++) {
            if (trackers[each]
                    && list.isVendors(each)
                    && list.isAddressed(each)
                    && names[each].code().givesMember(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether something of a tracker stands in what a function is handed. */
    boolean isHit(Call call) {
        return list.isHitWithin(call.from(), call.to());
    }

    boolean isHit(StatementNames.Stretch stretch) {
        return list.isHitWithin(stretch.from(), stretch.to());
    }

    /** Whether it is nobody's own; what names an address of its own is a loader of the page's. */
    boolean isStep(int statement) {
        return writesOn[statement]
                || (list.isStep(statement)
                        && names[statement].addresses().all().isEmpty()
                        && !names[statement].isShowingFound());
    }

    /** Whether it only changes, or asks, a collection that the script has made. */
    boolean isOfCollection(Call call) {
        return collections.contains(call.root()) && CalledFunctions.isOfCollections(call.name());
    }

    /** Whether it defines a class of which objects are only made to be handed something of the tracker's. */
    boolean isTrackersClass(StatementNames its) {
        return its.isClass() && !isMade(its.definitions(), false) && isMade(its.definitions(), true);
    }

    /** Whether one of these is handed something somewhere, of the tracker's or not. */
    private boolean isMade(Set<String> classes, boolean theirs) {
        return Arrays.stream(names)
                .anyMatch(each -> each.allCalls()
                        .filter(call -> classes.contains(call.name()) && call.from() < call.to())
                        .anyMatch(call -> isHandedTheirs(call, each) == theirs));
    }

    /** Whether it lets a function run that is neither written out there nor the script's. */
    boolean delaysAnothers(Call call, StatementNames its) {
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
    boolean isHandedTheirs(Call call, StatementNames its) {
        return isHit(call)
                || isOfCallHandedTheirs(call, its)
                || its.isHanded(call, addresses)
                || its.isHanded(call, its.assigned())
                || its.isHandedLocals(call);
    }

    /** Whether it is a function, handed nothing, of what another returns that was handed something of the tracker's. */
    boolean isOfWhatIsMade(Call call, StatementNames its) {
        return call.to() - call.from() <= 1 && isOfCallHandedTheirs(call, its);
    }

    private boolean isOfCallHandedTheirs(Call call, StatementNames its) {
        return !call.root().equals(call.name())
                && its.allCalls()
                        .anyMatch(
                                each -> (each.name().equals(call.root()) || isOfOnePromise(each, call)) && isHit(each));
    }

    private static boolean isOfOnePromise(Call first, Call then) {
        return then.name().equals("then") && first.root().equals(then.root());
    }

    /**
     * One function that is only handed texts, or functions, or the tracker's texts in a list: whatever its name, it
     * loads, or lets run, what it is given.
     */
    boolean isLoader(Set<String> unknown, StatementNames its) {
        return unknown.size() == 1
                && !unknown.contains("$")
                && !unknown.contains("jQuery")
                && (!intersect(unknown, its.configured()) || listsTheirs(unknown, its));
    }

    /**
     * Whether all that is said in the lists and objects which these are handed is the tracker's. What by its name loads
     * scripts may be told something else that is no address.
     */
    private boolean listsTheirs(Set<String> functions, StatementNames its) {
        boolean ofScripts = CalledFunctions.isOfScripts(functions.iterator().next());
        boolean theirs = ofScripts;
        for (StatementNames.Stretch each : its.addresses().listed()) {
            if (functions.contains(innermost(each, its))) {
                boolean hit = isHit(each) || its.code().hasWord(each.from(), each.to(), addresses);
                if (!hit && !(ofScripts && its.code().isNoAddress(each.from(), each.to()))) {
                    return false;
                }
                theirs = true;
            }
        }
        return theirs;
    }

    /** The name of the function that is handed what stands there, and nothing of which another is handed, too. */
    private static String innermost(StatementNames.Stretch stretch, StatementNames its) {
        return its.allCalls()
                .filter(each -> each.from() <= stretch.from() && stretch.to() <= each.to())
                .min(Comparator.comparingInt(each -> each.to() - each.from()))
                .map(Call::name)
                .orElse("");
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
    boolean isLoaderOfTheirs(Call call, StatementNames its) {
        return isHandedAddress(call, its)
                && !its.code().says(call.from(), call.to())
                && !call.root().equals("document")
                && !CalledFunctions.isDelaying(call.name())
                && its.allCalls().filter(each -> its.isHanded(each, addresses)).count() == 1
                && isLoader(Set.of(call.name()), its);
    }

    static boolean makes(Call call) {
        return MAKING.contains(call.name());
    }

    static boolean isPages(String name) {
        return (HANDLER.matcher(name).matches() && isOfAnEvent(name)) || PLATFORM.contains(name);
    }

    /** Whether it may give a value to what a page has anyhow: a function is no handler for its name. */
    static boolean isPages(StatementNames its) {
        return its.assigned().stream()
                .anyMatch(each -> isPages(each)
                        && !(its.definitions().contains(each)
                                && !HANDLER.matcher(each).matches())
                        && !its.isThis());
    }

    /** It is called when something happens. */
    static boolean isOfAnEvent(String name) {
        return name.startsWith("on") && !OTHERWISE_ON.matcher(name).matches();
    }

    static boolean intersect(Set<String> some, Set<String> others) {
        return !Collections.disjoint(some, others);
    }
}
