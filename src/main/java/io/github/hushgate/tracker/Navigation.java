package io.github.hushgate.tracker;

import io.github.hushgate.tracker.StatementEffects.Call;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What leads the visitor to another address: as a link does, where it waits for what the visitor does, else as a
 * refresh.
 */
final class Navigation {
    /** For whom it waits. */
    enum Waits {
        FOR_NOBODY,
        FOR_A_CALLER,
        FOR_THE_VISITOR
    }

    static final String LOCATION = "location";

    /** What lets run what it is handed when a form is sent, by that name or another. */
    static final String ON_SUBMIT = "onSubmit";

    /** Functions that do something to an element, but when they are handed a function. */
    private static final Set<String> EVENTS_TOO = CalledFunctions.words("submit reset focus blur");

    private static final Set<String> LOCATED = CalledFunctions.words("document top parent opener");
    private static final Set<String> OF_LOCATION = Set.of("assign", "replace");

    /** Functions of libraries that are named for what the visitor does. */
    private static final Set<String> VISITORS = CalledFunctions.words(
            "click dblclick mousedown mouseup touchstart touchend keydown keyup keypress submit change input "
                    + ON_SUBMIT);

    private static final Pattern VISITORS_EVENT = Pattern.compile("(?:on)?(?:(?:dbl|aux)?click|contextmenu|submit"
            + "|change|input|(?:mouse|pointer)(?:down|up)|touch(?:start|end)|key(?:down|up|press))");

    private static final Pattern HANDLERS_NAME = Pattern.compile("on[a-z]+");

    /** What stands before a function's body that is given to a handler. */
    private static final Pattern HANDLER = Pattern.compile(
            "\\.(on\\w+)\\s*=\\s*(?:async\\s*)?(?:function\\b[^{]*|\\([^()]*\\)\\s*=>\\s*|[\\w$]+\\s*=>\\s*)\\{$");

    /** Of that at most so much is looked at. */
    private static final int MAX_HANDLER = 64;

    private static final Pattern TEXT = Pattern.compile("['\"`]([\\w.]+)[^'\"`]*['\"`]");

    private Navigation() {}

    /** Whether what is given a value leads there: a variable or member of that name, of what has the other name. */
    static boolean isGiven(ReadValue value, String name, String owner) {
        return name.equals("href")
                ? owner.equals(LOCATION)
                : name.equals(LOCATION) && (!value.member() || LOCATED.contains(value.root()));
    }

    /** Whether a function of what has that name leads to what it is handed. */
    static boolean isOfLocation(String name, String owner) {
        return owner.equals(LOCATION) && OF_LOCATION.contains(name);
    }

    static boolean isCall(Call call) {
        return isOfLocation(call.name(), call.root())
                || (call.name().equals("open") && call.root().equals("open"));
    }

    static boolean isEventToo(String name) {
        return EVENTS_TOO.contains(name);
    }

    /** Whether a function that a call is handed waits for the visitor: the call's name may say so, or an event's. */
    static boolean waits(Call call, String handed) {
        int function = handed.indexOf("function");
        int arrow = handed.indexOf("=>");
        int end = function < 0 ? arrow : arrow < 0 ? function : Math.min(function, arrow);
        var texts = TEXT.matcher(handed).region(0, end < 0 ? handed.length() : end);
        while (texts.find()) {
            if (isVisitors(texts.group(1))) {
                return true;
            }
        }
        return VISITORS.contains(call.name());
    }

    /** Whether the function whose body begins there is given to a handler of what the visitor does. */
    static boolean isVisitorsHandler(String code, int body) {
        int from = Math.max(0, body - MAX_HANDLER);
        int named = code.indexOf(".on", from);
        if (named < 0 || named > body) {
            return false;
        }
        Matcher handler = HANDLER.matcher(code).region(from, body);
        return handler.find() && isVisitors(handler.group(1));
    }

    static boolean isVisitorsHandler(String name) {
        return HANDLERS_NAME.matcher(name).matches() && isVisitors(name);
    }

    /** Whether an event, or a handler, of that name is for what the visitor does: some more may stand behind a dot. */
    static boolean isVisitors(String event) {
        int dot = event.indexOf('.');
        return VISITORS_EVENT.matcher(dot < 0 ? event : event.substring(0, dot)).matches();
    }

    /** Whether a function that is given to what has this name runs whatever the visitor does. */
    static boolean runsUnasked(String name) {
        return (HANDLERS_NAME.matcher(name).matches() && !isVisitors(name)) || name.equals("ready");
    }
}
