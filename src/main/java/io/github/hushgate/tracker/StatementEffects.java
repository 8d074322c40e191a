package io.github.hushgate.tracker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What a statement calls and whose members it changes: at once, and in the functions that it only defines. */
final class StatementEffects {
    /**
     * A call: of a member of what that name stands for (empty where that is not known), or of the name itself; and
     * where in the script what it is handed begins and ends. It is only asked where what it says decides whether
     * something else is done.
     */
    record Call(String root, String name, int from, int to, boolean asked) {
        private Call endingAt(int end, boolean inCondition) {
            return new Call(root, name, from, end, asked || inCondition);
        }
    }

    private record Mark(int calls, int changes) {}

    private final List<Call> calls = new ArrayList<>();
    private final List<Call> callsLater = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();
    private final List<String> changesLater = new ArrayList<>();
    /** Where the innermost functions that are only defined begin. */
    private final Deque<Mark> defined = new ArrayDeque<>(2);

    /** The number by which the call is known until it ends. */
    int call(ReadValue value, String name, int at, boolean asked) {
        calls.add(new Call(value.root(), name, at, at, asked));
        return calls.size() - 1;
    }

    Call call(int number) {
        return calls.get(number);
    }

    Call callEnds(int number, int end, boolean inCondition) {
        calls.set(number, calls.get(number).endingAt(end, inCondition));
        return calls.get(number);
    }

    /** It was none. */
    void takeBack(int number) {
        calls.remove(number);
    }

    void change(ReadValue value) {
        changes.add(value.root());
    }

    void definitionBegins() {
        defined.push(new Mark(calls.size(), changes.size()));
    }

    /** What happened since then happens later, unless the function is called where it stands. */
    void definitionEnds(boolean called) {
        Mark from = defined.pop();
        if (!called) {
            move(calls.subList(from.calls, calls.size()), callsLater);
            move(changes.subList(from.changes, changes.size()), changesLater);
        }
    }

    private static <T> void move(List<T> some, List<T> to) {
        to.addAll(some);
        some.clear();
    }

    List<Call> calls() {
        return calls;
    }

    List<Call> callsLater() {
        return callsLater;
    }

    List<String> changes() {
        return changes;
    }

    List<String> changesLater() {
        return changesLater;
    }
}
