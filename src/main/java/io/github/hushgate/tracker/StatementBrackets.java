package io.github.hushgate.tracker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;

/** The brackets that are open in a statement while it is read. */
final class StatementBrackets {
    /** What is in a bracket. */
    enum Frame {
        BRACKET,
        /** What stands behind an {@code if}. */
        CONDITION,
        /** What a function expression is handed where it stands. */
        ARGUMENTS,
        BLOCK,
        PARAMETERS,
        /** A function's body that the statement only defines. */
        DEFINED,
        /** One that may be called at once. */
        RUN
    }

    private static final Set<Frame> FUNCTIONS = EnumSet.of(Frame.DEFINED, Frame.RUN);
    private static final Set<Frame> RUNNING = EnumSet.of(Frame.BRACKET, Frame.ARGUMENTS, Frame.RUN);

    /**
     * A bracket that is open, the value in front of it, the number of the call that it belongs to, or less than none,
     * and where in the statement its content begins; named where that value is now the variable that a string names,
     * and what member of it the bracket names, if it does.
     */
    record Open(Frame frame, ReadValue value, boolean named, int call, int from, String name) {
        Open(Frame frame, ReadValue value, int call, int from) {
            this(frame, value, false, call, from, "");
        }

        Open namingVariable(String variable) {
            return new Open(frame, ReadValue.of(variable), true, -1, from, "");
        }

        Open namingMember(String member) {
            return new Open(frame, value, named, call, from, member);
        }
    }

    private final Deque<Open> open = new ArrayDeque<>(8);
    /** How many of them are functions' bodies, and how many such that a function in them may run. */
    private int functions;

    private int running;

    void push(Open bracket) {
        open.push(bracket);
        functions += FUNCTIONS.contains(bracket.frame()) ? 1 : 0;
        running += RUNNING.contains(bracket.frame()) ? 1 : 0;
    }

    Open pop() {
        Open closed = open.pop();
        functions -= FUNCTIONS.contains(closed.frame()) ? 1 : 0;
        running -= RUNNING.contains(closed.frame()) ? 1 : 0;
        return closed;
    }

    /** The innermost. */
    Open peek() {
        return open.peek();
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    int depth() {
        return open.size();
    }

    /** Whether the innermost is such a one. */
    boolean isIn(Frame frame) {
        return !open.isEmpty() && open.peek().frame() == frame;
    }

    /** Whether the innermost holds parameters, or what takes one apart. */
    boolean isInParameters() {
        var inner = open.iterator();
        Frame first = inner.hasNext() ? inner.next().frame() : Frame.RUN;
        return first == Frame.PARAMETERS
                || ((first == Frame.BLOCK || first == Frame.BRACKET)
                        && inner.hasNext()
                        && inner.next().frame() == Frame.PARAMETERS);
    }

    /** Whether the innermost may be a list or an object that a function is handed. */
    boolean isHanded() {
        var inner = open.iterator();
        boolean literal = inner.hasNext() && inner.next().call() < 0;
        return literal && inner.hasNext() && inner.next().call() >= 0;
    }

    /** The number of the call whose arguments the innermost holds; less than none where it holds no call's. */
    int call() {
        return open.isEmpty() ? -1 : open.peek().call();
    }

    /** The same of the one around the innermost. */
    int callAround() {
        var inner = open.iterator();
        inner.next();
        return inner.hasNext() ? inner.next().call() : -1;
    }

    /** Whether all that is open is brackets, and one of them a condition's. */
    boolean isInCondition() {
        for (Open each : open) {
            if (each.frame() != Frame.BRACKET && each.frame() != Frame.CONDITION) {
                return false;
            }
            if (each.frame() == Frame.CONDITION) {
                return true;
            }
        }
        return false;
    }

    /**
     * For whom what is read waits: for the visitor in a handler, or in a function that is handed to a call which does;
     * for a caller in another function that the statement only defines, for whatever is not {@code unasked}.
     */
    Navigation.Waits waits(StatementEffects effects, StatementCode code, boolean unasked) {
        boolean body = false;
        boolean defined = false;
        for (Open each : open) {
            boolean function = FUNCTIONS.contains(each.frame());
            if (function && Navigation.isVisitorsHandler(code.text(), each.from())) {
                return Navigation.Waits.FOR_THE_VISITOR;
            }
            body |= function;
            defined |= each.frame() == Frame.DEFINED;
            if (each.call() >= 0) {
                String handed = code.text().substring(each.from(), code.at());
                if ((body || handed.contains("=>")) && Navigation.waits(effects.call(each.call()), handed)) {
                    return Navigation.Waits.FOR_THE_VISITOR;
                }
                body = false;
            }
        }
        return defined && !unasked ? Navigation.Waits.FOR_A_CALLER : Navigation.Waits.FOR_NOBODY;
    }

    boolean isInFunction() {
        return functions > 0;
    }

    /** Whether a function that is written here may run with the statement. */
    boolean mayRunHere() {
        return running > 0;
    }
}
