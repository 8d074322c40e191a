package io.github.hushgate.tracker;

import io.github.hushgate.tracker.StatementEffects.Call;
import io.github.hushgate.tracker.StatementNames.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Where addresses stand in one statement, spelled out, and what it does with them. */
final class StatementAddresses {
    /** How an address begins of which more is written than the scheme, and no other name in place of its host. */
    static final Pattern ADDRESS = Pattern.compile(
            "(?:url\\()?(?:(?:https?:)?//(?!www\\.w3\\.org/|\\$?\\{|%s|[_A-Z]+(?:[/?]|$))[^/]|\\.{0,2}/[^/])");

    /** What was last given something. */
    enum Given {
        /** What leads the visitor to an address. */
        LEADING,
        /** What loads an address. */
        LOADING,
        OTHER
    }

    private final StatementCode code;
    private final StatementBrackets brackets;
    private final StatementEffects effects;

    private final List<Stretch> all = new ArrayList<>();
    private final List<Stretch> fetched = new ArrayList<>();
    private final List<Stretch> listed = new ArrayList<>();
    private final List<Stretch> led = new ArrayList<>();
    private final List<Stretch> ledLater = new ArrayList<>();
    private final List<Stretch> linked = new ArrayList<>();

    StatementAddresses(StatementCode code, StatementBrackets brackets, StatementEffects effects) {
        this.code = code;
        this.brackets = brackets;
        this.effects = effects;
    }

    /** The strings that begin as an address does. */
    List<Stretch> all() {
        return all;
    }

    /** Those for which the statement asks, where a function is handed them spelled out. */
    List<Stretch> fetched() {
        return fetched;
    }

    /** The strings in lists and objects that functions are handed; all of a list of one value. */
    List<Stretch> listed() {
        return listed;
    }

    /** The addresses to which it leads the visitor, without being asked. */
    List<Stretch> led() {
        return led;
    }

    /** Those to which a function does so that it only defines. */
    List<Stretch> ledLater() {
        return ledLater;
    }

    /** Those to which it does so once the visitor has done something. */
    List<Stretch> linked() {
        return linked;
    }

    /** A list of one value that a function is handed. */
    void listOfOne(Stretch where) {
        listed.add(where);
    }

    /**
     * A string.
     *
     * @param before the character in front of it; behind a plus it is a part of an address at most
     * @param given what is given it, if it stands behind an equals sign
     * @param target the name of what was given something last outside of brackets
     */
    void string(String content, Stretch where, char before, Given given, String target) {
        if (before != '+'
                && mayBeAddress(content)
                && ADDRESS.matcher(withPlainSlashes(content)).lookingAt()) {
            all.add(where);
            if ((before == '=' && given == Given.LEADING) || (before == '(' && isLedTo())) {
                leads(where, target);
            } else if ((before == '=' && given == Given.LOADING) || isFetched(before)) {
                fetched.add(where);
            }
        }
        boolean counted =
                !listed.isEmpty() && where.to() <= listed.get(listed.size() - 1).to();
        if (brackets.isHanded() && !counted) {
            listed.add(where);
        }
    }

    /** Most strings are none, by their first character. */
    private static boolean mayBeAddress(String content) {
        return !content.isEmpty() && "uh/.\\".indexOf(content.charAt(0)) >= 0;
    }

    private static String withPlainSlashes(String content) {
        return content.indexOf('\\') < 0 ? content : content.replace("\\/", "/");
    }

    private void leads(Stretch where, String target) {
        switch (brackets.waits(effects, code, Navigation.runsUnasked(target))) {
            case FOR_NOBODY -> led.add(where);
            case FOR_A_CALLER -> ledLater.add(where);
            case FOR_THE_VISITOR -> linked.add(where);
        }
    }

    private boolean isLedTo() {
        return brackets.call() >= 0 && Navigation.isCall(effects.call(brackets.call()));
    }

    private boolean isFetched(char before) {
        if (brackets.call() < 0 || (before != '(' && before != ',')) {
            return false;
        }
        Call call = effects.call(brackets.call());
        return before == ','
                ? call.name().equals("open") && !call.root().equals("open")
                : CalledFunctions.isFetching(call.root(), call.name())
                        || call.name().equals("register");
    }
}
