package io.github.hushgate.tracker;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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

    /** The innermost last. */
    private final List<Open> open = new ArrayList<>(8);
    /** How many of them are functions' bodies, and how many such that a function in them may run. */
    private int functions;

    private int running;

    void push(Open bracket) {
        open.add(bracket);
        functions += FUNCTIONS.contains(bracket.frame()) ? 1 : 0;
        running += RUNNING.contains(bracket.frame()) ? 1 : 0;
    }

    Open pop() {
        Open closed = open.remove(open.size() - 1);
        functions -= FUNCTIONS.contains(closed.frame()) ? 1 : 0;
        running -= RUNNING.contains(closed.frame()) ? 1 : 0;
        return closed;
    }

    /** The innermost. */
    Open peek() {
        return open.get(open.size() - 1);
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    int depth() {
        return open.size();
    }

    /** Whether the innermost is such a one. */
    boolean isIn(Frame frame) {
        return isAt(0, frame);
    }

    /** Whether there is such a one, so many brackets further out than the innermost. */
    private boolean isAt(int outwards, Frame frame) {
        return open.size() > outwards && open.get(open.size() - 1 - outwards).frame() == frame;
    }

    /** Whether the innermost holds parameters, or what takes one apart. */
    boolean isInParameters() {
        return isAt(0, Frame.PARAMETERS)
                || (isAt(1, Frame.PARAMETERS) && (isAt(0, Frame.BLOCK) || isAt(0, Frame.BRACKET)));
    }

    /** Whether the innermost may be a list or an object that a function is handed. */
    boolean isHanded() {
        return call() < 0 && callAround() >= 0;
    }

    /** The number of the call whose arguments the innermost holds; less than none where it holds no call's. */
    int call() {
        return callAt(0);
    }

    private int callAt(int outwards) {
        return open.size() > outwards ? open.get(open.size() - 1 - outwards).call() : -1;
    }

    /** The same of the one around the innermost. */
    int callAround() {
        return callAt(1);
    }

    /** Whether all that is open is brackets, and one of them a condition's. */
    boolean isInCondition() {
        for (int at = open.size() - 1; at >= 0; at--) {
            Frame frame = open.get(at).frame();
            if (frame != Frame.BRACKET && frame != Frame.CONDITION) {
                return false;
            }
            if (frame == Frame.CONDITION) {
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
        for (int at = open.size() - 1; at >= 0; at--) {
            Open each = open.get(at);
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

    /** Whether {@code this} is what the visitor did something to: in a handler of such an event, no arrow function. */
    boolean isThisTheVisitors(StatementEffects effects, StatementCode code) {
        for (int at = open.size() - 1; at >= 0; at--) {
            Open each = open.get(at);
            if (FUNCTIONS.contains(each.frame()) && !isArrow(code.text(), each.from())) {
                return Navigation.isVisitorsHandler(code.text(), each.from())
                        || (at > 0
                                && open.get(at - 1).call() >= 0
                                && isVisitors(open.get(at - 1), each, effects, code));
            }
        }
        return false;
    }

    private static boolean isVisitors(Open handed, Open body, StatementEffects effects, StatementCode code) {
        return Navigation.waits(effects.call(handed.call()), code.text().substring(handed.from(), body.from()));
    }

    private static boolean isArrow(String text, int body) {
        int before = body - 2;
        while (before > 0 && text.charAt(before) <= ' ') {
            before--;
        }
        return before > 0 && text.charAt(before) == '>' && text.charAt(before - 1) == '=';
    }

    boolean isInFunction() {
        return functions > 0;
    }

    /** Whether a function that is written here may run with the statement. */
    boolean mayRunHere() {
        return running > 0;
    }
}
