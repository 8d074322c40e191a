package io.github.hushgate.tracker;

import io.github.hushgate.tracker.StatementAddresses.Given;
import io.github.hushgate.tracker.StatementBrackets.Frame;
import io.github.hushgate.tracker.StatementBrackets.Open;
import io.github.hushgate.tracker.StatementEffects.Call;
import io.github.hushgate.tracker.StatementNames.Stretch;
import io.github.hushgate.tracker.StatementNames.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one statement of a script for its names: which it uses, which it gives a value, whose members it changes and
 * what it calls. No parser: what it does not understand makes the statement unclear.
 */
final class StatementReader {
    private static final Set<String> DECLARING = Set.of("var", "let", "const");
    /** Behind these a parenthesis opens and nothing is called. */
    private static final Set<String> NO_CALL =
            CalledFunctions.words("if for while switch catch return typeof in of else do void case async"
                    + " var let const new instanceof function with await yield");

    private static final Set<String> UNCLEAR = CalledFunctions.words("delete with debugger import export");

    private static final Set<String> IMPORTING = CalledFunctions.words("from as default");

    private static final Set<String> WHOLE_PAGE = CalledFunctions.words("document window function body head html");

    /** Elements that are made for no other reason than that a visitor reads what is in them. */
    private static final Set<String> READ = CalledFunctions.words("p h1 h2 h3 h4 h5 h6 span strong em b li ul ol td th"
            + " label legend button option summary dialog output");

    /** What is taken out of an object under another name. */
    private static final Pattern MEMBER_NAME = Pattern.compile("[\\w$]+\\s*:");

    /** Elements that are looked for only to hear what happens to them. */
    private static final Pattern LISTENED_TO = Pattern.compile(
            "\\s*(?:'[^'<]*'|\"[^\"<]*\")\\s*\\)\\s*\\.\\s*(?:on|one|bind|each|click|submit|change|scroll)\\b");

    /** A function that is written out. */
    private static final Pattern FUNCTION =
            Pattern.compile("\\s*(?:async\\b\\s*)?(?:function\\b|[\\w$]+\\s*=>|\\([\\w$,\\s]*\\)\\s*=>)");

    /** Where the page's own address comes from. */
    private static final Pattern OWN_ADDRESS =
            Pattern.compile("\\s*(?:window\\.)?(?:document\\.)?(?:referrer|URL|location(?:\\.href)?)\\s*(?:[;,)]|$)");

    /** Functions of jQuery's that read where they are handed nothing. */
    private static final Set<String> READING =
            CalledFunctions.words("val text html serialize serializeArray width height offset index scrollTop");

    /** Those that do where they are handed a name. */
    private static final Set<String> READING_NAMED = CalledFunctions.words("attr data prop css is hasClass");

    // Groups that repeat are possessive in what follows: others take a stack frame for each time.
    private static final String NAME_ALONE = "\\s*(?:'[^']*'|\"[^\"]*\")\\s*\\)";
    private static final Pattern NAME = Pattern.compile(NAME_ALONE);

    /** Elements that are looked for only to read something of them. */
    private static final Pattern READ_FROM = Pattern.compile("[^()]*\\)\\s*\\.\\s*"
            + "(?:(?:closest|find|parent|parents|eq|first|last|children|next|prev)\\s*\\([^()]*\\)\\s*\\.\\s*)*+"
            + "(?:(?:" + String.join("|", READING) + ")\\s*\\(\\s*\\)"
            + "|(?:" + String.join("|", READING_NAMED) + ")\\s*\\(" + NAME_ALONE + ")");

    private static final Pattern ONE_NAME = Pattern.compile("\\s*[a-zA-Z_$][\\w$.]*\\s*]");

    /** The rest of a list of one value, or of one of which one text is made. */
    private static final Pattern ONE_VALUE =
            Pattern.compile("(?:[^,\\[\\]{}()]|\\([^()]*\\))*+]|[^\\[\\]{}]*]\\s*\\.\\s*join\\b");

    private static final Pattern CALL = Pattern.compile("\\s*([\\w$]+)(?:\\.[\\w$]+)*+\\s*\\([^()]*\\)[\\s;]*");

    private static final int MAX_MINOR_TEXT = 1;

    private final StatementCode code;
    private final StatementBrackets brackets = new StatementBrackets();
    private final StatementEffects effects = new StatementEffects();

    private final Set<String> variables = new HashSet<>();
    /** Those of them that stand outside of its functions, which may have parameters of the same name. */
    private final Set<String> outside = new HashSet<>();

    private final boolean withFunctions;
    /** What the last {@code catch} is handed. */
    private String caught = "";

    private final Set<String> locals = new HashSet<>();
    /** Parameters that tell a function what happens on the page, or what was found on it. */
    private final Set<String> told = new HashSet<>();
    /** Variables that are given a value, in their order. */
    private final List<String> gets = new ArrayList<>();
    /** Variables that the statement or one of its functions declares, parameters not among them. */
    private final Set<String> declared = new HashSet<>();

    private final Set<String> definitions = new HashSet<>();
    /** Names of functions that are written out in the statement, wherever. */
    private final Set<String> functions = new HashSet<>();

    private final Set<String> shows = new HashSet<>();
    /** Variables that are given what was found on the page, or what a visitor reads. */
    private final Set<String> found = new HashSet<>();

    private final Set<String> handed = new HashSet<>();
    private final Set<String> configured = new HashSet<>();
    private final StatementAddresses addresses;
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);

    private ReadValue value = ReadValue.UNKNOWN;
    /** The name that was read last, if what was read last is one. */
    private String word = "";
    /** The name of which that is a member, if it is one's. */
    private String owner = "";
    /** The character that was read last; {@code a} for a value. */
    private char before;
    /** Whether a function's parameters come next, or its body. */
    private boolean function;

    private boolean bodyFollows;
    /** Whether what comes next is given to a handler of what the visitor does. */
    private boolean visitorsNext;
    /** Whether variables are declared, and how many brackets deep. */
    private boolean declares;

    private int declaresIn;
    /** The variable that was last given a value, if it was one. */
    private String given = "";

    private Given givenTo = Given.OTHER;
    /** The name of what was given something last outside of brackets. */
    private String target = "";

    StatementReader(StatementCode code) {
        this.code = code;
        addresses = new StatementAddresses(code, brackets, effects);
        withFunctions = code.text().contains("function") || code.text().contains("=>");
    }

    /** What there is in the statement; to be called once. */
    StatementNames read() {
        while (code.hasMore()) {
            token();
        }
        doubt(!brackets.isEmpty());
        variables.removeAll(locals);
        variables.addAll(outside);
        // A function may have a parameter of its own name.
        gets.removeIf(each -> locals.contains(each)
                && !definitions.contains(each)
                && (told.contains(each) || !outside.contains(each)));
        effects.changes().removeIf(locals::contains);
        effects.changesLater().removeIf(locals::contains);
        return new StatementNames(
                code,
                variables,
                locals,
                declared,
                told,
                set(gets),
                set(effects.changes()),
                set(effects.changesLater()),
                definitions,
                shows,
                handed,
                configured,
                effects.calls(),
                effects.callsLater(),
                addresses,
                traits);
    }

    private static Set<String> set(List<String> names) {
        return names.isEmpty() ? Set.of() : new HashSet<>(names);
    }

    private void doubt(boolean really) {
        note(Trait.UNCLEAR, really);
    }

    private void note(Trait trait, boolean really) {
        if (really) {
            traits.add(trait);
        }
    }

    private void token() {
        char c = code.here();
        boolean body = bodyFollows && c == '{';
        bodyFollows = false;
        if (body) {
            body();
        } else if (StatementCode.isQuote(c)) {
            string(c);
        } else if (c == '/' && code.mayBeginPattern(before)) {
            doubt(!code.skipPattern());
            reads(ReadValue.UNKNOWN);
            before = ')';
        } else if (StatementCode.isWord(c)) {
            word();
        } else if (c == '#') {
            // A member of its own class, which only that can name.
            code.skip(1);
        } else if (code.startsWith("...")) {
            code.skip(3);
            reads(ReadValue.UNKNOWN);
            before = ',';
        } else if (code.startsWith("||=") || code.startsWith("&&=") || code.startsWith("??=")) {
            code.skip(2);
            sign('=');
        } else {
            sign(c);
        }
    }

    private void reads(ReadValue next) {
        value = next;
        word = "";
    }

    private void string(char quote) {
        int from = code.at() + 1;
        int end = code.endOfString();
        doubt(end == code.text().length());
        String content = code.text().substring(Math.min(from, end), end);
        code.skip(content.length() + 2);
        int inserted = content.indexOf("${");
        if (quote == '`' && inserted >= 0) {
            doubt(content.indexOf('(', inserted) >= 0);
            variables.addAll(StatementCode.words(content));
        }
        note(Trait.SAYING, content.length() > MAX_MINOR_TEXT && !code.isContainerId(from, end));
        Stretch where = new Stretch(code.start() + from, code.start() + end);
        addresses.string(content, where, before, givenTo, target);
        if (StatementCode.isWord(content)) {
            nameInString(content);
        } else if (before == '(' && brackets.call() >= 0) {
            callInString(content, where);
        }
        reads(ReadValue.UNKNOWN);
        before = quote;
    }

    private void nameInString(String name) {
        if (brackets.isIn(Frame.ARGUMENTS)) {
            handed.add(name);
        }
        note(Trait.LOADING, before == '(' && word.isEmpty() && PropertyNames.isLoading(name) && !isAskedFor());
        if (READ.contains(name) && brackets.call() >= 0 && isMaking(effects.call(brackets.call()))) {
            found.add(given);
            int around = brackets.callAround();
            note(Trait.SHOWING_FOUND, around >= 0 && effects.call(around).name().equals("assign"));
        }
        if (before == '[' && brackets.peek().value().isGlobal()) {
            brackets.push(brackets.pop().namingVariable(name));
            variables.add(name);
        } else if (before == '[' && code.next() == ']') {
            brackets.push(brackets.pop().namingMember(name));
        }
    }

    /** A timer may be handed one. */
    private void callInString(String content, Stretch where) {
        String timer = effects.call(brackets.call()).name();
        if (timer.equals("setTimeout") || timer.equals("setInterval")) {
            Matcher called = CALL.matcher(content);
            doubt(!called.matches());
            if (called.matches()) {
                variables.add(called.group(1));
                int call = effects.call(ReadValue.of(called.group(1)), called.group(1), where.from(), false);
                effects.callEnds(call, where.to(), false);
            }
        }
    }

    private static boolean isMaking(Call call) {
        return call.name().equals("createElement");
    }

    /** Whether a function is handed it that only says what stands there. */
    private boolean isAskedFor() {
        return brackets.call() >= 0
                && CalledFunctions.isHarmless(effects.call(brackets.call()).name());
    }

    private void word() {
        String read = code.readWord();
        owner = before == '.' ? word : "";
        if (before == '.' && !(read.charAt(0) >= '0' && read.charAt(0) <= '9')) {
            memberOf(read);
        } else {
            name(read);
        }
        word = read;
        before = 'a';
    }

    private void memberOf(String read) {
        if (value.isGlobal()) {
            value = ReadValue.of(read);
            variables.add(read);
        } else {
            value = value.anyMember();
        }
    }

    private void name(String read) {
        doubt(UNCLEAR.contains(read) && !isClearHere(read));
        if (brackets.isInParameters()) {
            parameter(read, brackets.callAround());
            return;
        }
        declaration(read);
        if (read.equals("import") && brackets.isEmpty() && code.next() != '(') {
            imports();
        } else if (read.equals("function")) {
            function = true;
            defines();
        } else if (DECLARING.contains(read)) {
            declares = true;
            declaresIn = brackets.depth();
        } else if (word.equals("new") && before == 'a') {
            effects.call(ReadValue.UNKNOWN, read, code.place(), false);
        }
        variables.add(read);
        if (withFunctions && !brackets.isInFunction() && !caught.equals(read)) {
            outside.add(read);
        }
        value = ReadValue.of(read);
        if (read.equals("this") && brackets.isThisTheVisitors(effects, code)) {
            value = ReadValue.of(StatementNames.VISITORS_THIS);
            told.add(StatementNames.VISITORS_THIS);
        }
    }

    /** A module that is asked for, or a variable of a name that the script has made up. */
    private boolean isClearHere(String read) {
        return read.equals("import") ? code.next() == '(' : read.equals("delete") && code.isNext("window[");
    }

    /** One of a function that is handed to that call, if any. */
    private void parameter(String read, int call) {
        locals.add(read);
        if (visitorsNext || (call >= 0 && tells(effects.call(call)))) {
            told.add(read);
        }
    }

    private boolean tells(Call call) {
        return CalledFunctions.isOfThePages(call.root(), call.name())
                || (CalledFunctions.isRegistering(call.name()) && !locals.contains(call.root()));
    }

    private void declaration(String read) {
        boolean variable = declares && declaresIn == brackets.depth() && (DECLARING.contains(word) || before == ',');
        boolean named = function && word.equals("function");
        if (named) {
            functions.add(read);
        }
        if (variable || named || word.equals("class")) {
            (brackets.isInFunction() ? locals : gets).add(read);
            declared.add(read);
            given = read;
        }
        if (brackets.isEmpty() && (named || word.equals("class"))) {
            definitions.add(read);
            if (Character.isUpperCase(read.charAt(0)) || !named) {
                locals.add("this");
            }
        }
    }

    /** The names that are imported, up to where from. */
    private void imports() {
        List<String> parts = StatementCode.words(code.readToString());
        parts.removeIf(IMPORTING::contains);
        gets.addAll(parts);
        declared.addAll(parts);
        traits.add(Trait.LOADING);
    }

    /** A function begins: the value of what was assigned to last, outside of brackets. */
    private void defines() {
        if (!given.isEmpty()) {
            functions.add(given);
        }
        if (brackets.isEmpty() && !gets.isEmpty() && before != 0) {
            definitions.add(gets.get(gets.size() - 1));
        }
    }

    /** Takes apart what follows: the names in brackets are given values. */
    private void takeApart(char close) {
        doubt(!code.hasAhead(close));
        List<String> parts =
                StatementCode.words(MEMBER_NAME.matcher(code.readTo(close)).replaceAll(""));
        (brackets.isInFunction() ? locals : gets).addAll(parts);
        declared.addAll(parts);
        variables.addAll(parts);
        reads(parts.isEmpty() ? ReadValue.UNKNOWN : ReadValue.of(parts.get(0)));
        before = 'a';
    }

    private void sign(char c) {
        if ((c == '[' || c == '{') && before == 'a' && DECLARING.contains(word)) {
            takeApart(c == '[' ? ']' : '}');
            return;
        }
        char next = code.second();
        code.skip(1);
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
                reads(ReadValue.UNKNOWN);
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
            code.skip(1);
        } else if (next == '=' && "!<>".indexOf(c) >= 0) {
            code.skip(code.startsWith("==") ? 2 : 1);
        } else if (next == c && (c == '+' || c == '-')) {
            count();
            code.skip(1);
        }
        declares &= c != ';';
        visitorsNext &= c != ';';
        reads(ReadValue.UNKNOWN);
    }

    /** One is added or taken away. */
    private void count() {
        doubt(before != 'a' || value.isUnknown());
        gets(value.member());
    }

    private void gets(boolean member) {
        if (member) {
            effects.change(value);
        } else {
            gets.add(value.root());
        }
    }

    private void equality(char next) {
        if (next == '>') {
            if (before == 'a') {
                parameter(word, brackets.call());
            }
            bodyFollows = true;
            defines();
            code.skip(1);
        } else if (next == '=') {
            code.skipAll('=');
        } else {
            assign();
        }
        reads(ReadValue.UNKNOWN);
    }

    private void assign() {
        if (value.root().equals("this") && word.startsWith("on") && code.isNext("null")) {
            return;
        }
        traits.add(Trait.ASSIGNING);
        visitorsNext = value.member() && Navigation.isVisitorsHandler(word);
        boolean leads = Navigation.isGiven(value, word, owner);
        boolean loads = value.member()
                && PropertyNames.isLoading(word)
                && !(word.equals("href") && code.endOfNext(OWN_ADDRESS) >= 0);
        givenTo = leads ? Given.LEADING : loads ? Given.LOADING : Given.OTHER;
        if (brackets.isEmpty()) {
            target = word;
        }
        if (brackets.isInParameters()) {
            return;
        }
        if (loads) {
            traits.add(locals.contains(code.nextWord()) ? Trait.LOADING_WHAT_IT_IS_HANDED : Trait.LOADING);
        }
        if (leads && value.member() && code.isStringNext(StatementAddresses.ADDRESS)) {
            return;
        }
        if (value.isMemberOfGlobal() || (value.isMemberOfDocument() && isLetPass())) {
            return;
        }
        if (value.isMemberOfDocument() && (word.startsWith("on") || word.equals("ready"))) {
            // As one of the window's.
            gets.add(word);
            return;
        }
        given = value.member() ? "" : value.root();
        if (code.isNext("document.forms")) {
            found.add(given);
        }
        if (!value.member() && value.root().startsWith("on")) {
            handler(value.root(), code.nextAlone());
        }
        if (value.member() && !owner.equals("prototype") && PropertyNames.isShown(word)) {
            note(Trait.SHOWING_FOUND, found.contains(value.root()));
            if (!declared.contains(value.root())) {
                shows.add(value.root());
            }
        }
        doubt(value.isUnknown() && !value.member() && before != ')');
        gets(value.member() || value.isUnknown());
    }

    /** One that is given what has that name is as good as a call that is handed it. */
    private void handler(String event, String name) {
        if (functions.contains(name)) {
            definitions.add(event);
        }
        if (!name.isEmpty()) {
            int call = effects.call(ReadValue.UNKNOWN, event, code.place(), false);
            effects.callEnds(call, code.behindNext(name), false);
        }
    }

    /** What loaders set, and markup, which counts for what is in it. */
    private boolean isLetPass() {
        return (PropertyNames.isUnseen(word) && !value.shown()) || PropertyNames.isMarkup(word);
    }

    private void parenthesis() {
        if (before == 'a' && word.equals("catch")) {
            caught = code.nextWord();
            locals.add(caught);
        }
        if (function) {
            function = false;
            opens(Frame.PARAMETERS);
            return;
        }
        int call = -1;
        boolean ownScript = word.equals("remove") && owner.equals("currentScript");
        if (before == 'a' && !ownScript && !NO_CALL.contains(word)) {
            call = calls(asKnown(word));
        } else if (before == ']') {
            call = calls("");
        }
        Frame bracket = before == 'a' && word.equals("if") ? Frame.CONDITION : Frame.BRACKET;
        opens(before == ')' || before == '}' ? Frame.ARGUMENTS : bracket, call);
    }

    private int calls(String name) {
        ReadValue of = Navigation.isOfLocation(name, owner) ? ReadValue.of(Navigation.LOCATION) : value;
        boolean alone = !value.member() && value.root().equals(name);
        String called =
                name.equals("bind") && owner.equals("createElement") ? owner : CalledFunctions.known(name, alone);
        return effects.call(of, called, code.place(), brackets.isInCondition());
    }

    /** What does it, by what it is handed: jQuery's functions do several things, by one name. */
    private String asKnown(String called) {
        if (called.equals("$") || called.equals("jQuery")) {
            return asJQuery(called);
        }
        if ((READING.contains(called) && code.next() == ')')
                || (READING_NAMED.contains(called) && code.endOfNext(NAME) >= 0)) {
            return "getAttribute";
        }
        return Navigation.isEventToo(called) && code.endOfNext(FUNCTION) >= 0 ? Navigation.ON_SUBMIT : called;
    }

    /** What jQuery's function does with what it is handed, where that is no element of the page's own. */
    private String asJQuery(String called) {
        if (code.isMarkupNext()) {
            return "createElement";
        }
        if (code.endOfNext(LISTENED_TO) >= 0) {
            return "querySelector";
        }
        if (code.endOfNext(READ_FROM) >= 0) {
            return "getAttribute";
        }
        String handedTo = code.nextWord();
        return WHOLE_PAGE.contains(handedTo) || functions.contains(handedTo) ? "ready" : called;
    }

    private void opens(Frame frame) {
        boolean literal =
                frame == Frame.BLOCK || (frame == Frame.BRACKET && before != 'a' && before != ']' && before != ')');
        if (literal && brackets.call() >= 0 && code.next() != '}') {
            handsLiteral(frame);
        }
        opens(frame, -1);
    }

    /** A list of one variable is as good as that. */
    private void handsLiteral(Frame frame) {
        if (frame == Frame.BRACKET && code.endOfNext(ONE_NAME) >= 0) {
            return;
        }
        configured.add(effects.call(brackets.call()).name());
        int end = frame == Frame.BRACKET ? code.endOfNext(ONE_VALUE) : -1;
        if (end >= 0) {
            addresses.listOfOne(new Stretch(code.place(), end));
        }
    }

    private void opens(Frame frame, int call) {
        brackets.push(new Open(frame, value, call, code.at()));
        reads(ReadValue.UNKNOWN);
    }

    private void body() {
        code.skip(1);
        visitorsNext = false;
        boolean run = brackets.mayRunHere();
        opens(run ? Frame.RUN : Frame.DEFINED, -1);
        if (!run) {
            effects.definitionBegins();
        }
        before = '{';
    }

    /** Whether what closes named a member, which is as good as one behind a dot. */
    private boolean closes(char c) {
        doubt(brackets.isEmpty());
        if (brackets.isEmpty()) {
            return false;
        }
        Open closed = brackets.pop();
        declares &= declaresIn <= brackets.depth();
        reads(ReadValue.UNKNOWN);
        if (c == ']') {
            value = closed.named() ? closed.value() : closed.value().anyMember();
            word = closed.name();
            owner = closed.value().member() ? "" : closed.value().root();
        } else if (c == ')' && code.isNext("=>")) {
            parameters(code.text().substring(closed.from(), code.at() - 1));
        } else if (closed.frame() == Frame.DEFINED) {
            effects.definitionEnds(code.next() == '(' || code.next() == '.');
        } else if (closed.frame() == Frame.PARAMETERS) {
            bodyFollows = true;
        } else if (c == ')' && closed.call() >= 0) {
            callEnds(closed);
        }
        return !word.isEmpty();
    }

    /** An arrow function's; one with a default value is not looked at. */
    private void parameters(String list) {
        if (list.indexOf('=') < 0) {
            StatementCode.words(list).forEach(each -> parameter(each, brackets.call()));
        }
    }

    /** The element itself, if it is a variable's. */
    private ReadValue appended(Open closed) {
        String element = code.text().substring(closed.from(), code.at() - 1).strip();
        return StatementCode.isWord(element)
                ? ReadValue.of(element)
                : closed.value().ofCall(false);
    }

    /** What looked like a call may be a method that is defined. */
    private void callEnds(Open closed) {
        Call call = effects.callEnds(closed.call(), code.place(), "&|?<>=".indexOf(code.next()) >= 0);
        if (code.next() == '{') {
            effects.takeBack(closed.call());
            parameters(code.text().substring(closed.from(), code.at() - 1));
            bodyFollows = true;
        } else {
            boolean ofThePage = CalledFunctions.isOfThePage(call.name());
            value = call.name().equals("appendChild")
                    ? appended(closed)
                    : closed.value().ofCall(ofThePage);
            if (ofThePage && !given.isEmpty()) {
                found.add(given);
            }
        }
    }
}
