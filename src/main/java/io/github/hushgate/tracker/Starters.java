package io.github.hushgate.tracker;

import io.github.hushgate.tracker.StatementEffects.Call;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** Statements that do nothing but let functions run which others define: at once, or when something happens. */
final class Starters {
    /** What else stands in them. */
    private static final Set<String> WORDS =
            CalledFunctions.words("if else try catch function return typeof in new this"
                    + " true false null undefined document window self globalThis body console");

    private static final Set<String> DECLARING = CalledFunctions.words("var let const window self");

    private Starters() {}

    /** Whether it does no more than give one of these functions, or what holds one, another name. */
    static boolean isAlias(StatementNames its, Set<String> functions) {
        return !its.isUnclear()
                && its.calls().isEmpty()
                && its.callsLater().isEmpty()
                && its.changed().isEmpty()
                && !Collections.disjoint(its.variables(), functions)
                && its.variables().stream()
                        .allMatch(each ->
                                functions.contains(each) || its.assigned().contains(each) || DECLARING.contains(each));
    }

    /** Whether the functions that it lets run are all among these, and it does nothing else. */
    static boolean isOne(StatementNames its, Set<String> functions) {
        return !Collections.disjoint(its.variables(), functions) && onlyLetsRun(its, functions);
    }

    /** Whether it only defines a function that lets run what it is handed. */
    static boolean isOwnKind(StatementNames its) {
        return !its.definitions().isEmpty() && onlyLetsRun(its, its.locals());
    }

    private static boolean onlyLetsRun(StatementNames its, Set<String> functions) {
        if (its.isUnclear()
                || its.isShowingFound()
                || !its.shows().isEmpty()
                || !its.changed().isEmpty()
                || !its.changedLater().isEmpty()
                || !its.assigned().stream()
                        .allMatch(each -> StatementFacts.isOfAnEvent(each)
                                || its.definitions().contains(each))) {
            return false;
        }
        Set<String> left = new HashSet<>(its.variables());
        left.removeAll(functions);
        left.removeAll(WORDS);
        left.removeAll(DECLARING);
        left.removeAll(its.assigned());
        left.removeIf(each -> Character.isDigit(each.charAt(0)));
        for (Call each : its.allCalls().toList()) {
            if (!functions.contains(each.root())
                    && !isLocal(each.root(), its)
                    && !StatementFacts.isOfAnEvent(each.name())
                    && !CalledFunctions.isOfStarters(each.root(), each.name())) {
                return false;
            }
            left.remove(each.root());
            left.remove(each.name());
        }
        return left.isEmpty();
    }

    /** Whether it is handed that, by no event and not as what was found on the page. */
    private static boolean isLocal(String name, StatementNames its) {
        return its.locals().contains(name) && !its.told().contains(name);
    }
}
