package io.github.hushgate.tracker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names in one statement of a script: which it uses, which it gives a value, whose members it changes and what it
 * calls. No parser: what it does not understand makes it unclear.
 */
final class StatementNames {
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

    /** A part of the script. */
    record Stretch(int from, int to) {}

    private static final Set<String> GLOBAL = Set.of("window", "self", "globalThis");
    private static final Set<String> DECLARING = Set.of("var", "let", "const");
    /** Behind these a parenthesis opens and nothing is called. */
    private static final Set<String> NO_CALL =
            CalledFunctions.words("if for while switch catch return typeof in of else do void case async"
                    + " var let const new instanceof function with");

    private static final Set<String> UNCLEAR =
            Set.of("delete", "await", "yield", "with", "debugger", "class", "import", "export");

    /** Properties that load what they are given, whatever they belong to. */
    static final Set<String> LOADING = Set.of(
            "src", "href", "srcset", "srcdoc", "innerHTML", "outerHTML", "poster", "background", "backgroundImage");

    /** Members of the document, or of what is in it, that loaders set. */
    private static final Set<String> UNSEEN =
            Set.of("cookie", "opacity", "display", "visibility", "cssText", "adoptedStyleSheets");

    /** What a visitor sees of an element, or may do with it. */
    private static final Set<String> SHOWN =
            CalledFunctions.words("checked disabled hidden innerText readOnly required selected textContent value");

    private static final int MAX_MINOR_TEXT = 1;

    private static final Set<String> FUNCTION = Set.of("function");
    private static final Set<String> IDLE = Set.of("console", "performance");

    private static final Set<String> WHOLE_PAGE = Set.of("document", "window", "function", "body", "head", "html");

    private static final Pattern EMPTY_LIST =
            Pattern.compile("[;\\s]*(?:(?:var|let|const)\\s+|(?:window|self)\\.)?([\\w$]+)\\s*="
                    + "\\s*(?:(?:window|self)\\.)?\\1\\s*\\|\\|\\s*\\[]\\s*");

    /** How an address begins of which more is written than the scheme. */
    private static final Pattern ADDRESS = Pattern.compile("(?:url\\()?(?:(?:https?:)?//[^/]|\\.{0,2}/[^/])");

    private enum Frame {
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

    /**
     * A bracket that is open, what stood before it and where it opened; named where that is now the variable that a
     * string names, shown where the page shows it, and what member of it the bracket names, if it does.
     */
    private record Open(
            Frame frame, String root, boolean member, boolean named, boolean shown, int call, int from, String name) {
        Open naming(String content) {
            return new Open(frame, root, member, named, shown, call, from, content);
        }
    }

    private final byte[] script;
    private final int start;
    private final String text;
    private final Set<String> variables = new HashSet<>();
    private final Set<String> handed = new HashSet<>();
    private final Set<String> assigned = new HashSet<>();
    private final Set<String> changed = new HashSet<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Call> callsLater = new ArrayList<>();
    private final Set<String> changedLater = new HashSet<>();
    private final Set<String> locals = new HashSet<>();
    private boolean unclear;
    private boolean loading;
    private boolean loadingWhatItIsHanded;
    private boolean assigning;
    private final List<Stretch> addresses = new ArrayList<>();
    /** Whether what it last gave a value to loads it. */
    private boolean givesToLoader;

    private final List<Stretch> fetched = new ArrayList<>();
    /** Variables that it or one of its functions declares, parameters not among them. */
    private final Set<String> declared = new HashSet<>();

    private final Set<String> shows = new HashSet<>();
    private boolean saying;
    private final Set<String> definitions = new HashSet<>();
    private final Set<String> configured = new HashSet<>();

    private final Deque<Open> open = new ArrayDeque<>();
    private int at;
    /** What the value read so far is or is a member of, empty if unknown, and whether it is a member. */
    private String root = "";

    private boolean member;
    /** Whether it is an element that a function found on the page, or of such a one. */
    private boolean shown;

    private String word = "";
    private char before;
    private boolean function;
    /** Whether a brace that comes next begins a function's body. */
    private boolean bodyFollows;

    private boolean declares;
    private int declaresIn;
    /** Where the innermost functions that are only defined began to be noted. */
    private final Deque<int[]> defined = new ArrayDeque<>();

    private final List<String> changes = new ArrayList<>();
    private final List<String> gets = new ArrayList<>();

    /** Of the statement that lies there in a script. */
    StatementNames(byte[] script, int start, int end) {
        this.script = script;
        this.start = start;
        this.text = withPlainSpaces(new String(script, start, end - start, ISO_8859_1));
        while (at < text.length()) {
            step();
        }
        doubt(!open.isEmpty());
        assigned.addAll(gets);
        changed.addAll(changes);
        if (!locals.isEmpty()) {
            for (Set<String> each : List.of(variables, assigned, changed, changedLater)) {
                each.removeIf(locals::contains);
            }
            // A function may have a parameter of its own name.
            assigned.addAll(definitions);
        }
    }

    /** White space of more than one byte is as many spaces. */
    private static String withPlainSpaces(String text) {
        return text.replace("\u00C2\u00A0", "  ").replace("\u00EF\u00BB\u00BF", "   ");
    }

    /** Those in its code; what its own functions declare are none. */
    Set<String> variables() {
        return variables;
    }

    /**
     * What the strings are, where they could be names, that a function expression is handed: a loader's name, often.
     */
    Set<String> handed() {
        return handed;
    }

    /** Variables that it gives a value. */
    Set<String> assigned() {
        return assigned;
    }

    /** Variables of whose members it changes some. */
    Set<String> changed() {
        return changed;
    }

    List<Call> calls() {
        return calls;
    }

    /** Whether the call is handed one of these names, or something with one in it. */
    boolean isHanded(Call call, Set<String> names) {
        int end = call.to - start;
        int from = call.from - start;
        for (int here = from; here <= end && !names.isEmpty(); here++) {
            if (here == end || !isWord(text.charAt(here))) {
                if (here > from && names.contains(text.substring(from, here))) {
                    return true;
                }
                from = here + 1;
            }
        }
        return false;
    }

    /** Whether a function that is written out is among what it is handed. */
    boolean isHandedFunction(Call call) {
        return isHanded(call, FUNCTION)
                || text.substring(call.from - start, call.to - start).contains("=>");
    }

    /** Names of functions that are handed an object, or a list, written out. */
    Set<String> configured() {
        return configured;
    }

    /** What the functions call that it only defines. */
    List<Call> callsLater() {
        return callsLater;
    }

    /** Variables of whose members those functions change some. */
    Set<String> changedLater() {
        return changedLater;
    }

    /** Variables whose value is a function that it defines. */
    Set<String> definitions() {
        return definitions;
    }

    /** Whether it gives an address, or markup, to what loads it. */
    boolean isLoading() {
        return loading;
    }

    /** Strings that begin as an address does. */
    List<Stretch> addresses() {
        return addresses;
    }

    /** The addresses that it asks for, where a function is handed them spelled out. */
    List<Stretch> fetched() {
        return fetched;
    }

    /** Variables of which it changes what a visitor sees, or may do with it. */
    Set<String> shows() {
        return shows;
    }

    /**
     * Whether it is of so little account that nobody is likely to miss it: it calls nothing that does anything, and
     * what it gives a value to is given a number, a very short text, or what it reads.
     */
    boolean isMinor() {
        return !unclear
                && !saying
                && addresses.isEmpty()
                && !loading
                && changed.isEmpty()
                && definitions.isEmpty()
                && callsLater.isEmpty()
                && calls.stream().allMatch(each -> CalledFunctions.isHarmless(each.name));
    }

    /** Whether a function of its does so with what it is handed. */
    boolean isLoadingWhatItIsHanded() {
        return loadingWhatItIsHanded;
    }

    /** Parameters and variables of its own functions. */
    Set<String> locals() {
        return locals;
    }

    /** Whether it does nothing but write to the console, or take the time, or nothing at all. */
    boolean isIdle() {
        return !unclear
                && !assigning
                && assigned.isEmpty()
                && text.indexOf('`') < 0
                && callsLater.isEmpty()
                && calls.stream().allMatch(each -> IDLE.contains(each.root));
    }

    /** Whether it does no more than see to it that a variable of any name has a list. */
    boolean isEmptyList() {
        return EMPTY_LIST.matcher(text).matches();
    }

    boolean isUnclear() {
        return unclear;
    }

    private void doubt(boolean really) {
        unclear |= really;
    }

    private void step() {
        char c = text.charAt(at);
        if (c <= ' ') {
            at++;
        } else if (c == '/' && at + 1 < text.length() && text.charAt(at + 1) == '/') {
            at = endOf("\n");
        } else if (c == '/' && at + 1 < text.length() && text.charAt(at + 1) == '*') {
            at = endOf("*/");
        } else if (text.startsWith("<!--", at)) {
            at = endOf("\n");
        } else {
            boolean body = bodyFollows && c == '{';
            bodyFollows = false;
            token(c, body);
        }
    }

    private void token(char c, boolean body) {
        if (body) {
            body();
        } else if (c == '"' || c == '\'' || c == '`') {
            string(c);
        } else if (c == '/' && mayBeginPattern()) {
            pattern();
        } else if (isWord(c)) {
            word();
        } else if (text.startsWith("...", at)) {
            at += 3;
            operator(',', ' ');
            before = ',';
        } else {
            sign(c);
        }
    }

    private int endOf(String mark) {
        int end = text.indexOf(mark, at + 1);
        return end < 0 ? text.length() : end + mark.length();
    }

    private static boolean isWord(char c) {
        return Literal.isWord((byte) c);
    }

    private void string(char quote) {
        int from = at + 1;
        int end = from;
        while (end < text.length() && text.charAt(end) != quote) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        doubt(end >= text.length());
        String content = text.substring(Math.min(from, text.length()), Math.min(end, text.length()));
        int code = content.indexOf("${");
        doubt(quote == '`' && code >= 0 && content.indexOf('(', code) >= 0);
        at = Math.min(end + 1, text.length());
        saying |= content.length() > MAX_MINOR_TEXT;
        note(content, new Stretch(start + from, start + end));
        boolean name = isName(content);
        if (name) {
            if (isIn(Frame.ARGUMENTS)) {
                handed.add(content);
            }
            loading |= before == '(' && word.isEmpty() && LOADING.contains(content);
        }
        if (quote == '`' && code >= 0) {
            wordsOf(content, variables);
        }
        if (name && before == '[' && GLOBAL.contains(open.peek().root) && !open.peek().member) {
            open.push(new Open(open.pop().frame, content, false, true, false, -1, at, ""));
        } else if (name && before == '[' && next() == ']') {
            open.push(open.pop().naming(content));
        }
        value("");
        before = quote;
    }

    /** An address, in front of which no part of it stands, and whether it is what the statement loads. */
    private void note(String content, Stretch where) {
        if (before != '+' && ADDRESS.matcher(content).lookingAt()) {
            addresses.add(where);
            if ((before == '=' && givesToLoader) || (before == '(' && isFetched())) {
                fetched.add(where);
            }
        }
    }

    private boolean isFetched() {
        if (open.isEmpty() || open.peek().call < 0) {
            return false;
        }
        Call call = calls.get(open.peek().call);
        return CalledFunctions.isFetching(call.root, call.name) || call.name.equals("register");
    }

    private static boolean isName(String content) {
        int same = 0;
        while (same < content.length() && isWord(content.charAt(same))) {
            same++;
        }
        return same > 0 && same == content.length();
    }

    private static void wordsOf(String content, Set<String> words) {
        int from = 0;
        for (int here = 0; here <= content.length(); here++) {
            if (here == content.length() || !isWord(content.charAt(here))) {
                if (here > from) {
                    words.add(content.substring(from, here));
                }
                from = here + 1;
            }
        }
    }

    private boolean mayBeginPattern() {
        return switch (before) {
            case 0 -> true;
            case 'a' -> ScriptWords.isBefore(script, start + at, ScriptWords.OPERATORS);
            case ')' -> ScriptWords.closesHead(script, start + at);
            default -> "(,=:[!&|?{};+".indexOf(before) >= 0;
        };
    }

    private void pattern() {
        boolean inClass = false;
        int end = at + 1;
        while (end < text.length() && (inClass || text.charAt(end) != '/') && text.charAt(end) != '\n') {
            char c = text.charAt(end);
            inClass = c == '[' || (inClass && c != ']');
            end += c == '\\' ? 2 : 1;
        }
        doubt(end >= text.length() || text.charAt(end) != '/');
        at = Math.min(end + 1, text.length());
        value("");
        before = ')';
    }

    private void value(String name) {
        root = name;
        member = false;
        shown = false;
        word = "";
    }

    private void word() {
        int from = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        String read = text.substring(from, at);
        if (before == '.' && !(read.charAt(0) >= '0' && read.charAt(0) <= '9')) {
            memberOf(read);
        } else {
            name(read);
        }
        word = read;
        before = 'a';
    }

    private void memberOf(String read) {
        if (GLOBAL.contains(root) && !member) {
            root = read;
            variables.add(read);
        } else {
            member = true;
        }
    }

    private void name(String read) {
        doubt(UNCLEAR.contains(read) && !(read.equals("import") && next() == '('));
        if (isIn(Frame.PARAMETERS)) {
            locals.add(read);
            return;
        }
        boolean newName = declares && declaresIn == open.size() && (DECLARING.contains(word) || before == ',');
        if (newName || (function && word.equals("function")) || word.equals("class")) {
            (isInFunction() ? locals : gets).add(read);
            declared.add(read);
        }
        if (function && word.equals("function") && open.isEmpty()) {
            definitions.add(read);
        }
        if (read.equals("function")) {
            function = true;
            defines();
        } else if (DECLARING.contains(read)) {
            declares = true;
            declaresIn = open.size();
        } else if (word.equals("new") && before == 'a') {
            calls.add(new Call("", read, start + at, start + at, false));
        }
        variables.add(read);
        root = read;
        member = false;
        shown = false;
    }

    /** A function begins: the value of what was assigned to last, outside of brackets. */
    private void defines() {
        if (open.isEmpty() && !gets.isEmpty() && before != 0) {
            definitions.add(gets.get(gets.size() - 1));
        }
    }

    /** Whether all that is open is brackets, and one of them a condition's. */
    private boolean isInCondition() {
        for (Open each : open) {
            if (each.frame != Frame.BRACKET && each.frame != Frame.CONDITION) {
                return false;
            }
            if (each.frame == Frame.CONDITION) {
                return true;
            }
        }
        return false;
    }

    private boolean isInFunction() {
        for (Open each : open) {
            if (each.frame == Frame.DEFINED || each.frame == Frame.RUN) {
                return true;
            }
        }
        return false;
    }

    private boolean isIn(Frame frame) {
        return !open.isEmpty() && open.peek().frame == frame;
    }

    /** Takes apart what follows: the names in brackets are given values. */
    private void takeApart(char close) {
        Set<String> parts = new HashSet<>();
        int end = text.indexOf(close, at);
        doubt(end < 0);
        wordsOf(text.substring(at, Math.max(at, end)), parts);
        (isInFunction() ? locals : gets).addAll(parts);
        declared.addAll(parts);
        variables.addAll(parts);
        at = Math.max(at, end) + 1;
        value(parts.isEmpty() ? "" : parts.iterator().next());
        before = 'a';
    }

    private void sign(char c) {
        if ((c == '[' || c == '{') && before == 'a' && DECLARING.contains(word)) {
            takeApart(c == '[' ? ']' : '}');
            return;
        }
        char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        at++;
        switch (c) {
            case '(' -> parenthesis();
            case '[' -> opens(Frame.BRACKET);
            case '{' -> opens(Frame.BLOCK);
            case ')', ']', '}' -> {
                if (closes(c)) {
                    before = 'a';
                    return;
                }
            }
            case '.' -> {}
            case '?' -> {
                if (next == '.') {
                    return;
                }
                value("");
            }
            case '=' -> equality(next);
            default -> operator(c, next);
        }
        before = c;
    }

    private void operator(char c, char next) {
        if (c == '*' && function && word.equals("function")) {
            return;
        }
        if (next == '=' && "+-*/%&|^".indexOf(c) >= 0) {
            assign();
            at++;
        } else if (next == '=' && "!<>".indexOf(c) >= 0) {
            at += text.startsWith("==", at) ? 2 : 1;
        } else if (next == c && (c == '+' || c == '-')) {
            count();
            at++;
        }
        declares &= c != ';';
        value("");
    }

    /** One is added or taken away. */
    private void count() {
        doubt(before != 'a' || root.isEmpty());
        (member ? changes : gets).add(root);
    }

    private void equality(char next) {
        if (next == '>') {
            if (before == 'a') {
                locals.add(word);
            }
            bodyFollows = true;
            defines();
            at++;
        } else if (next == '=') {
            while (at < text.length() && text.charAt(at) == '=') {
                at++;
            }
        } else {
            assign();
        }
        value("");
    }

    private void assign() {
        assigning = true;
        givesToLoader = member && LOADING.contains(word);
        if (isIn(Frame.PARAMETERS)) {
            return;
        }
        if (member && LOADING.contains(word)) {
            boolean handed = locals.contains(nextWord());
            loading |= !handed;
            loadingWhatItIsHanded |= handed;
        }
        if (member && (GLOBAL.contains(root) || (root.equals("document") && isLetPass()))) {
            return;
        }
        if (member && SHOWN.contains(word) && !declared.contains(root)) {
            shows.add(root);
        }
        doubt(root.isEmpty() && !member && before != ')');
        (member || root.isEmpty() ? changes : gets).add(root);
    }

    /** What loaders set, and markup, which counts for what is in it. */
    private boolean isLetPass() {
        return (UNSEEN.contains(word) && !shown) || (LOADING.contains(word) && !word.equals("href"));
    }

    private void parenthesis() {
        if (function) {
            function = false;
            open.push(new Open(Frame.PARAMETERS, "", false, false, false, -1, at, ""));
            value("");
            return;
        }
        int call = calls.size();
        if (before == 'a' && !NO_CALL.contains(word)) {
            called(word.equals("$") || word.equals("jQuery") ? asJQuery(word) : word);
        } else if (before == ']') {
            called("");
        }
        Frame bracket = before == 'a' && word.equals("if") ? Frame.CONDITION : Frame.BRACKET;
        Frame frame = before == ')' || before == '}' ? Frame.ARGUMENTS : bracket;
        opens(frame, calls.size() > call ? call : -1);
    }

    private void called(String name) {
        calls.add(new Call(root, name, start + at, start + at, isInCondition()));
    }

    /** What jQuery's function does with what it is handed, where that is no element of the page's own. */
    private String asJQuery(String function) {
        int first = skipSpace(at);
        boolean markup = first + 1 < text.length() && isQuote(text.charAt(first)) && text.charAt(first + 1) == '<';
        if (markup) {
            return "createElement";
        }
        return WHOLE_PAGE.contains(nextWord()) ? "ready" : function;
    }

    private int skipSpace(int from) {
        int here = from;
        while (here < text.length() && text.charAt(here) <= ' ') {
            here++;
        }
        return here;
    }

    /** The name that follows, or the string that says no more than one. */
    private String nextWord() {
        int from = at;
        while (from < text.length() && (text.charAt(from) <= ' ' || isQuote(text.charAt(from)))) {
            from++;
        }
        int end = from;
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        boolean quoted = from > at && isQuote(text.charAt(from - 1));
        boolean more = quoted && end < text.length() && !isQuote(text.charAt(end));
        return more ? "" : text.substring(from, end);
    }

    private static boolean isQuote(char c) {
        return Literal.isQuote((byte) c);
    }

    private void opens(Frame frame) {
        boolean literal =
                frame == Frame.BLOCK || (frame == Frame.BRACKET && before != 'a' && before != ']' && before != ')');
        if (literal && !open.isEmpty() && open.peek().call >= 0) {
            configured.add(calls.get(open.peek().call).name);
        }
        opens(frame, -1);
    }

    private void opens(Frame frame, int call) {
        open.push(new Open(frame, root, member, false, shown, call, at, ""));
        value("");
    }

    private void body() {
        at++;
        boolean run = mayRunHere();
        opens(run ? Frame.RUN : Frame.DEFINED);
        if (!run) {
            defined.push(new int[] {calls.size(), changes.size()});
        }
        before = '{';
    }

    private boolean mayRunHere() {
        for (Open each : open) {
            if (each.frame == Frame.BRACKET || each.frame == Frame.ARGUMENTS || each.frame == Frame.RUN) {
                return true;
            }
        }
        return false;
    }

    /** Whether what closes named a member, which is as good as one behind a dot. */
    private boolean closes(char c) {
        if (open.isEmpty()) {
            doubt(true);
            return false;
        }
        Open closed = open.pop();
        declares &= declaresIn <= open.size();
        value("");
        if (c == ']') {
            root = closed.root;
            member = !closed.named;
            shown = closed.shown;
            word = closed.name;
        } else if (c == ')' && text.startsWith("=>", skipSpace(at))) {
            addParameters(text.substring(closed.from, at - 1));
        } else if (closed.frame == Frame.DEFINED) {
            int[] from = defined.pop();
            if (!isCalledAtOnce()) {
                List<Call> later = calls.subList(from[0], calls.size());
                callsLater.addAll(later);
                later.clear();
                List<String> changesLater = changes.subList(from[1], changes.size());
                changedLater.addAll(changesLater);
                changesLater.clear();
            }
        } else if (closed.frame == Frame.PARAMETERS) {
            bodyFollows = true;
        } else if (c == ')' && closed.call >= 0) {
            calls.set(closed.call, calls.get(closed.call).endingAt(start + at, "&|?<>=".indexOf(next()) >= 0));
            afterCall(closed);
        }
        return !word.isEmpty();
    }

    /** An arrow function's; one with a default value is not looked at. */
    private void addParameters(String parameters) {
        if (parameters.indexOf('=') < 0) {
            wordsOf(parameters, locals);
        }
    }

    /** What looked like a call may be a method that is defined. */
    private void afterCall(Open closed) {
        if (next() == '{') {
            calls.remove(closed.call);
            bodyFollows = true;
        } else {
            root = closed.root;
            member = true;
            shown = closed.shown || CalledFunctions.isOfThePage(calls.get(closed.call).name);
        }
    }

    private boolean isCalledAtOnce() {
        return next() == '(' || next() == '.';
    }

    /** What follows, white space left aside; zero at the end. */
    private char next() {
        int here = skipSpace(at);
        return here < text.length() ? text.charAt(here) : 0;
    }
}
