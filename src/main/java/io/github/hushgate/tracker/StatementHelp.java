package io.github.hushgate.tracker;

import io.github.hushgate.tracker.StatementEffects.Call;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which statements of a script help to load a tracker that others name: they give values to names that it uses, or do
 * something with what its names stand for, and call nothing that could do more.
 */
final class StatementHelp {
    /** Elements with addresses for the visitor. */
    private static final Set<String> LINKS = CalledFunctions.words("a area form");

    private static final Set<String> THIS = Set.of("this");
    private static final Set<String> ARGUMENTS = Set.of("arguments");

    private final StatementFacts facts;
    private final boolean[] own;
    private final boolean[] helping;
    /** What the tracker's statements and those that help them give values to, and what they use. */
    private final Set<String> tracked = new HashSet<>();

    private final Set<String> wanted = new HashSet<>();
    /** Functions that help. */
    private final Set<String> functions = new HashSet<>();
    /** Elements that steps make. */
    private final Set<String> made = new HashSet<>();
    /** Functions of the script that do nothing but reckon. */
    private final Set<String> plain = new HashSet<>();

    /** Of a script's statements, of which some are the page's own. */
    StatementHelp(StatementFacts facts, boolean[] own, boolean any) {
        this.facts = facts;
        this.own = own;
        helping = new boolean[own.length];
        look(any);
    }

    /** Whether the script has a function of that name that does nothing but reckon. */
    boolean isPlain(String function) {
        return plain.contains(function);
    }

    /** Whether it only lets functions run: the tracker's, or what it is handed. */
    boolean isStarter(int statement) {
        StatementNames its = facts.names(statement);
        return Starters.isOne(its, facts.theirs()) || Starters.isOne(its, functions) || Starters.isOwnKind(its);
    }

    /**
     * Whether it is that, loads what it is handed, as a class of the tracker's does, or only changes what loads the
     * tracker: it weighs nothing.
     */
    boolean isTool(int statement) {
        StatementNames its = facts.names(statement);
        return its.isLoadingWhatItIsHanded()
                || facts.isTrackersClass(its)
                || isStarter(statement)
                || changesLoader(its);
    }

    /** Whether it only changes what the script has made and gives a tracker's address to. */
    private boolean changesLoader(StatementNames its) {
        return its.assigned().isEmpty()
                && its.changed().stream().allMatch(facts::isLoader)
                && its.allCalls()
                        .allMatch(each -> facts.isLoader(each.root()) || CalledFunctions.isHarmless(each.name()));
    }

    boolean isHelping(int statement) {
        return helping[statement];
    }

    /** Whether it does nothing but call functions of the tracker's: it is the tracker's as well. */
    boolean isTalk(int statement) {
        return helping[statement] && talks(facts.names(statement));
    }

    private boolean talks(StatementNames its) {
        if (its.calls().isEmpty()
                || !its.assigned().isEmpty()
                || !its.changed().isEmpty()
                || !its.callsLater().isEmpty()) {
            return false;
        }
        boolean talks = false;
        for (Call each : its.calls()) {
            boolean theirs = facts.isTheirFunction(each.root());
            talks |= theirs;
            if (!theirs && !each.root().isEmpty() && !CalledFunctions.isHarmless(each.name())) {
                return false;
            }
        }
        return talks;
    }

    private void look(boolean any) {
        for (int each = 0; each < helping.length; each++) {
            if (!facts.isTrackers(each)
                    && !own[each]
                    && doesNoMore(facts.names(each))
                    && doesNoMoreLater(facts.names(each))) {
                plain.addAll(facts.names(each).definitions());
            }
        }
        for (int each = 0; each < helping.length; each++) {
            if (facts.isTrackers(each)) {
                joins(each);
            } else if (facts.isStep(each) || makesOnly(facts.names(each))) {
                made.addAll(facts.names(each).assigned());
            }
        }
        boolean more = any;
        while (more) {
            more = false;
            for (int each = 0; each < helping.length; each++) {
                if (!helping[each] && !own[each] && !facts.isTrackers(each) && helps(each)) {
                    helping[each] = true;
                    more = true;
                    functions.addAll(facts.names(each).definitions());
                    joins(each);
                }
            }
        }
    }

    /** Whether it only makes what may load something when it is told what. */
    private static boolean makesOnly(StatementNames its) {
        return its.calls().stream().anyMatch(StatementFacts::makes)
                && its.calls().stream()
                        .allMatch(each -> (StatementFacts.makes(each) && !its.isHanded(each, LINKS))
                                || CalledFunctions.isOfThePage(each.name()))
                && its.callsLater().isEmpty()
                && its.changed().isEmpty();
    }

    private void joins(int statement) {
        tracked.addAll(facts.names(statement).assigned());
        wanted.addAll(facts.names(statement).variables());
    }

    private boolean helps(int statement) {
        StatementNames its = facts.names(statement);
        boolean connected = StatementFacts.intersect(its.variables(), tracked)
                || StatementFacts.intersect(its.assigned(), wanted)
                || facts.wereHanded(its.variables())
                || StatementFacts.intersect(its.definitions(), facts.theirs())
                || isQueue(its)
                || talks(its)
                || (!its.assigned().isEmpty() && its.assigned().stream().allMatch(facts::isTrackersName));
        return connected
                && !its.isShowingFound()
                && Collections.disjoint(its.shows(), its.told())
                && (talks(its) || !asksForOwn(its))
                && (facts.isStep(statement)
                        || isStarter(statement)
                        || (doesNoMore(its) && (isHandler(its) || doesNoMoreLater(its))));
    }

    /** Whether it fetches an address of the page's own, leads to one, or lets a function of another script run. */
    private boolean asksForOwn(StatementNames its) {
        return !its.addresses().linked().isEmpty()
                || !Stream.of(
                                its.addresses().fetched(),
                                its.addresses().led(),
                                its.addresses().ledLater())
                        .flatMap(List::stream)
                        .allMatch(facts::isHit)
                || its.addresses().all().stream().anyMatch(each -> !facts.isHit(each) && isHandedToALoader(each, its))
                || its.allCalls().anyMatch(each -> facts.delaysAnothers(each, its));
    }

    /** Whether a function is handed it of which more is not known than that it is no harmless one. */
    private static boolean isHandedToALoader(StatementNames.Stretch address, StatementNames its) {
        return its.code().isArgument(address.from())
                && its.allCalls()
                        .filter(each -> each.from() <= address.from() && address.to() <= each.to())
                        .min(Comparator.comparingInt(each -> each.to() - each.from()))
                        .filter(each -> !CalledFunctions.isHarmless(each.name()))
                        .filter(each -> !CalledFunctions.isOfValues(each.name()))
                        .isPresent();
    }

    /** Whether it defines what only keeps what it is told until a tracker asks for it: a function, or a list. */
    private static boolean isQueue(StatementNames its) {
        if (its.isEmptyList()) {
            return true;
        }
        List<Call> calls = its.allCalls().toList();
        return its.assigned().size() == 1
                && !calls.isEmpty()
                && calls.stream().allMatch(each -> each.name().equals("push") && its.isHanded(each, ARGUMENTS));
    }

    private boolean doesNoMore(StatementNames its) {
        boolean loadsTracker = !its.isLoading() || facts.nameAddress(its.variables());
        return loadsTracker
                && its.calls().stream()
                        .allMatch(each -> isHarmless(each, its) || isOfLoaded(each, its) || isOfParameter(each, its))
                && its.changed().stream().allMatch(each -> isTracked(each, its));
    }

    /** Whether it is a function of what an address of the tracker's was asked for. */
    private boolean isOfLoaded(Call call, StatementNames its) {
        return facts.holdAddress(its.variables())
                && its.locals().contains(call.root())
                && !its.told().contains(call.root());
    }

    /** Whether it calls a function that it is handed itself; a library's is not meant. */
    private static boolean isOfParameter(Call call, StatementNames its) {
        return call.root().equals(call.name())
                && its.locals().contains(call.root())
                && !call.root().equals("$");
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
                || facts.isLoaderOfTheirs(call, its)
                || isOfLoader(call, its)
                || (CalledFunctions.isKeeping(call.root(), call.name()) && its.isHanded(call, tracked))
                || facts.isTrackersName(call.root())
                || facts.isOfCollection(call)
                || isOfTrackersClass(call, its)
                || CalledFunctions.isBuilding(call.root(), call.name())
                || (call.root().equals("customElements") && its.isHanded(call, facts.theirs()))
                || isTracked(call.root().isEmpty() ? call.name() : call.root(), its)
                || (CalledFunctions.isFetching(call.root(), call.name()) && facts.nameAddress(its.variables()))
                || facts.isTheirFunction(call.root());
    }

    /** Whether it is what a class of the tracker's does with the address that it was handed, and with the visitor. */
    private boolean isOfTrackersClass(Call call, StatementNames its) {
        boolean does = CalledFunctions.isKeeping(call.root(), call.name())
                || (CalledFunctions.isFetching(call.root(), call.name()) && its.isHanded(call, THIS));
        return does && facts.isTrackersClass(its);
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
                        .anyMatch(each -> each.root().equals(call.root()) && facts.isLoaderOfTheirs(each, its));
    }

    private boolean isOfValues(Call call, StatementNames its) {
        boolean value = call.root().isEmpty()
                || call.name().equals("forEach")
                || call.root().equals(call.name())
                || facts.isGiven(call.root())
                || CalledFunctions.isPromising(call.root())
                || call.root().equals(Navigation.LOCATION)
                || CalledFunctions.isReading(call.root(), call.name())
                || (call.root().equals("Object")
                        && (its.isHanded(call, StatementFacts.MAKING) || its.isHandedLocals(call)));
        return value && CalledFunctions.isOfValues(call.name());
    }

    private boolean isTracked(String name, StatementNames its) {
        return tracked.contains(name)
                || made.contains(name)
                || facts.isHandedName(name)
                || its.assigned().contains(name);
    }

    /** Whether an address stands in what trackers account for and something of theirs loads such. */
    boolean loads() {
        boolean addressed = false;
        boolean loading = false;
        for (int each = 0; each < helping.length; each++) {
            addressed |= facts.isTrackers(each) && facts.list().isAddressed(each);
            loading |= (facts.isTrackers(each) || helping[each]) && (isLoading(facts.names(each)) || callsLoader(each));
        }
        return addressed && loading;
    }

    private static boolean isLoading(StatementNames its) {
        return its.isLoading()
                || its.isLoadingWhatItIsHanded()
                || !its.addresses().led().isEmpty()
                || !its.addresses().ledLater().isEmpty()
                || its.allCalls()
                        .anyMatch(call -> CalledFunctions.isLoading(call.name())
                                || CalledFunctions.isFetching(call.root(), call.name()));
    }

    private boolean callsLoader(int statement) {
        StatementNames its = facts.names(statement);
        return its.calls().stream()
                .anyMatch(each -> facts.isTrackers(statement) ? isHandedHit(each) : facts.isLoaderOfTheirs(each, its));
    }

    /** Whether a function of which no more is known is handed something of a tracker. */
    private boolean isHandedHit(Call call) {
        return !CalledFunctions.isOfValues(call.name())
                && !CalledFunctions.isHarmless(call.name())
                && facts.isHit(call);
    }
}
