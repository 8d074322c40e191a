package io.github.hushgate.tracker;

import io.github.hushgate.tracker.StatementEffects.Call;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names in one statement of a script, as {@link StatementReader} finds them.
 *
 * @param variables those in its code; what its own functions declare are none
 * @param locals parameters and variables of its own functions
 * @param declared those of them that are declared, and the statement's own: no parameters
 * @param told those of them that tell what happens on the page, or what was found on it
 * @param assigned variables that it gives a value
 * @param changed variables of whose members it changes some
 * @param changedLater the same of functions that it only defines
 * @param definitions variables whose value is a function that it defines
 * @param shows variables of which it changes what a visitor sees, or may do with it
 * @param handed what the strings are, where they could be names, that a function expression is handed: a loader's name,
 *     often
 * @param configured names of functions that are handed an object, or a list, written out
 * @param calls what it calls
 * @param callsLater what the functions call that it only defines
 * @param addresses where addresses stand in it, and what it does with them
 */
record StatementNames(
        StatementCode code,
        Set<String> variables,
        Set<String> locals,
        Set<String> declared,
        Set<String> told,
        Set<String> assigned,
        Set<String> changed,
        Set<String> changedLater,
        Set<String> definitions,
        Set<String> shows,
        Set<String> handed,
        Set<String> configured,
        List<Call> calls,
        List<Call> callsLater,
        StatementAddresses addresses,
        Set<Trait> traits) {
    /** A part of the script. */
    record Stretch(int from, int to) {}

    enum Trait {
        /** Something in it was not understood. */
        UNCLEAR,
        /** It gives something a value. */
        ASSIGNING,
        /** A text of some length stands in it. */
        SAYING,
        /** It changes what a visitor sees of what it found on the page. */
        SHOWING_FOUND,
        /** It gives an address, or markup, to what loads it. */
        LOADING,
        /** A function of its does so with what it is handed. */
        LOADING_WHAT_IT_IS_HANDED
    }

    /** The root of what is {@code this} in a handler of what the visitor does; no name in a script. */
    static final String VISITORS_THIS = "this, of an event";

    private static final Set<String> FUNCTION = Set.of("function");
    private static final Set<String> IDLE = Set.of("console", "performance");

    private static final Pattern HANDLER =
            Pattern.compile("[;\\s]*(?:var|let|const)\\s+[\\w$]+\\s*=\\s*(?:window|document|self)\\.on[a-z]+\\s*");

    private static final Set<String> HOOKS = Set.of("Drupal", "console", "history", "XMLHttpRequest");
    private static final Pattern HOOKING =
            Pattern.compile("\\b(?:Drupal\\.behaviors\\.\\w+|console\\.\\w+|history\\.(?:push|replace)State"
                    + "|XMLHttpRequest\\.prototype\\.\\w+)\\s*=[^=]");

    private static final Pattern THIS = Pattern.compile("[;\\s]*(?:var|let|const)\\s+[\\w$]+\\s*=\\s*this\\s*");

    private static final Pattern EMPTY_LIST =
            Pattern.compile("[;\\s]*(?:(?:var|let|const)\\s+|(?:window|self)\\.)?([\\w$]+)\\s*="
                    + "\\s*(?:(?:window|self)\\.)?\\1\\s*\\|\\|\\s*\\[]\\s*");

    private static final Pattern COLLECTION =
            Pattern.compile("([\\w$]+)\\s*=\\s*new\\s+(?:Set|Map|WeakSet|WeakMap)\\b");

    /** Of the statement that lies there in a script. */
    static StatementNames of(byte[] script, int start, int end) {
        return new StatementReader(new StatementCode(script, start, end)).read();
    }

    /** Whether the call is handed one of these names, or something with one in it. */
    boolean isHanded(Call call, Set<String> names) {
        return code.hasWord(call.from(), call.to(), names);
    }

    /** Whether a function that is written out is among what it is handed. */
    boolean isHandedFunction(Call call) {
        return code.has(call.from(), call.to(), "=>")
                || (code.has(call.from(), call.to(), "function") && isHanded(call, FUNCTION));
    }

    /** Whether it is handed something that the statement's own functions made or were handed. */
    boolean isHandedLocals(Call call) {
        Set<String> others = locals;
        if (!told.isEmpty()) {
            others = new HashSet<>(locals);
            others.removeAll(told);
        }
        return code.hasName(call.from(), call.to(), others);
    }

    /** What it calls, at once or later. */
    Stream<Call> allCalls() {
        return Stream.concat(calls.stream(), callsLater.stream());
    }

    boolean isUnclear() {
        return traits.contains(Trait.UNCLEAR);
    }

    /** Whether it changes what a visitor sees of what it found on the page. */
    boolean isShowingFound() {
        return traits.contains(Trait.SHOWING_FOUND);
    }

    /** Whether it calls one of these functions, or lets it be called, whatever the visitor does. */
    boolean runs(Set<String> functions) {
        return calls.stream().anyMatch(each -> runs(each, functions))
                || (code.hasWord(code.start(), code.start() + code.text().length(), functions)
                        && assigned.stream().anyMatch(Navigation::runsUnasked));
    }

    private boolean runs(Call call, Set<String> functions) {
        boolean called = functions.contains(call.name()) && call.root().equals(call.name());
        return called
                ? calls.stream()
                        .noneMatch(each -> each.from() < call.from() && call.to() < each.to() && isVisitors(each))
                : (CalledFunctions.isDelaying(call.name()) || CalledFunctions.isRegistering(call.name()))
                        && isHanded(call, functions)
                        && !isVisitors(call);
    }

    private boolean isVisitors(Call call) {
        int start = code.start();
        return Navigation.waits(call, code.text().substring(call.from() - start, call.to() - start));
    }

    /** Whether it gives an address, or markup, to what loads it. */
    boolean isLoading() {
        return traits.contains(Trait.LOADING);
    }

    /** Whether a function of its does so with what it is handed. */
    boolean isLoadingWhatItIsHanded() {
        return traits.contains(Trait.LOADING_WHAT_IT_IS_HANDED);
    }

    /**
     * Whether it is of so little account that nobody is likely to miss it: it calls nothing that does anything, and
     * what it gives a value to is given a number, a very short text, or what it reads.
     */
    boolean isMinor() {
        return !isUnclear()
                && !traits.contains(Trait.SAYING)
                && addresses.all().isEmpty()
                && !isLoading()
                && changed.isEmpty()
                && definitions.isEmpty()
                && callsLater.isEmpty()
                && calls.stream().allMatch(each -> CalledFunctions.isHarmless(each.name()));
    }

    /** Whether it does nothing but write to the console, or take the time, or nothing at all. */
    boolean isIdle() {
        return !isUnclear()
                && !traits.contains(Trait.ASSIGNING)
                && assigned.isEmpty()
                && code.text().indexOf('`') < 0
                && callsLater.isEmpty()
                && calls.stream()
                        .allMatch(each ->
                                IDLE.contains(each.root()) || CalledFunctions.isOfWriting(each.root(), each.name()));
    }

    /** Variables that are given an empty collection, or one of what it holds. */
    List<String> collections() {
        if (!code.text().contains("Set") && !code.text().contains("Map")) {
            return List.of();
        }
        return COLLECTION
                .matcher(code.text())
                .results()
                .map(each -> each.group(1))
                .toList();
    }

    /** Whether it defines a class, or a function that is called with {@code new}. */
    boolean isClass() {
        return !definitions.isEmpty() && locals.contains("this");
    }

    /** Whether it does no more than give a handler of the page a name. */
    boolean isKeepingHandler() {
        return HANDLER.matcher(code.text()).matches();
    }

    /** Whether what it changes of that only puts a function in the place of another, or among those of a framework. */
    boolean isHooking(String name) {
        return HOOKS.contains(name) && HOOKING.matcher(code.text()).find();
    }

    /** Whether it does no more than give {@code this} a name. */
    boolean isThis() {
        return THIS.matcher(code.text()).matches();
    }

    /** Whether it does no more than see to it that a variable of any name has a list. */
    boolean isEmptyList() {
        return EMPTY_LIST.matcher(code.text()).matches();
    }
}
