package io.github.hushgate.tracker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The code of one statement, and how far it has been read. */
final class StatementCode {
    private static final Pattern ALONE = Pattern.compile("\\s*([a-zA-Z_$][\\w$]*)\\s*(?:[;,)}]|$)");

    private static final Pattern BODY =
            Pattern.compile("^[;\\s]*(?:var|let|const)\\s*[\\[{]|^[^{\\[]*(?:\\bfunction\\b|=>)");

    private static final Pattern WORDS = Pattern.compile("'[^']*\\w\\s+\\w[^']*'|\"[^\"]*\\w\\s+\\w[^\"]*\"");

    private static final Set<String> CONSTANTS = Set.of("null", "undefined", "false", "true");

    private final byte[] script;
    private final int start;
    private final String text;
    private int at;

    /** Of the statement that lies there in a script. */
    StatementCode(byte[] script, int start, int end) {
        this.script = script;
        this.start = start;
        this.text = withPlainSpaces(new String(script, start, end - start, ISO_8859_1));
    }

    /** White space of more than one byte is as many spaces. */
    private static String withPlainSpaces(String text) {
        return text.replace("\u00C2\u00A0", "  ").replace("\u00EF\u00BB\u00BF", "   ");
    }

    String text() {
        return text;
    }

    /** Where in the script the statement begins. */
    int start() {
        return start;
    }

    /** Where in the script comes what is read next. */
    int place() {
        return start + at;
    }

    /** The same in the statement. */
    int at() {
        return at;
    }

    /** Passes white space and comments; false where nothing is behind them. */
    boolean hasMore() {
        while (at < text.length()) {
            if (text.charAt(at) <= ' ') {
                at++;
            } else if (text.startsWith("-->", at) && beginsLine()) {
                at = behind("\n");
            } else if (text.startsWith("//", at) || text.startsWith("<!--", at)) {
                at = behind("\n");
            } else if (text.startsWith("/*", at)) {
                at = behind("*/");
            } else {
                return true;
            }
        }
        return false;
    }

    /** Whether only white space stands in front of what comes next in its line; there {@code -->} begins a comment. */
    private boolean beginsLine() {
        int before = at - 1;
        while (before >= 0 && text.charAt(before) <= ' ' && text.charAt(before) != '\n') {
            before--;
        }
        return before < 0 || text.charAt(before) == '\n';
    }

    private int behind(String mark) {
        int end = text.indexOf(mark, at + 1);
        return end < 0 ? text.length() : end + mark.length();
    }

    /** What is read next; zero at the end. */
    char here() {
        return charAt(at);
    }

    /** What comes behind that. */
    char second() {
        return charAt(at + 1);
    }

    private char charAt(int place) {
        return place < text.length() ? text.charAt(place) : 0;
    }

    boolean startsWith(String what) {
        return text.startsWith(what, at);
    }

    void skip(int count) {
        at = Math.min(at + count, text.length());
    }

    /** Passes what there is of one character. */
    void skipAll(char c) {
        while (here() == c) {
            at++;
        }
    }

    static boolean isWord(char c) {
        return Literal.isWord((byte) c);
    }

    static boolean isQuote(char c) {
        return Literal.isQuote((byte) c);
    }

    /** Whether the text is one word. */
    static boolean isWord(String text) {
        return !text.isEmpty() && endOfWord(text, 0) == text.length();
    }

    /** The words in a text, in their order. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (int from = nextWord(text, 0); from < text.length(); ) {
            int end = endOfWord(text, from);
            words.add(text.substring(from, end));
            from = nextWord(text, end);
        }
        return words;
    }

    /** Whether one of the words in that part of the script, which is the statement's, is among these. */
    boolean hasWord(int scriptFrom, int scriptTo, Set<String> words) {
        for (String each : words) {
            if (hasWord(scriptFrom - start, scriptTo - start, each)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasWord(int from, int to, String word) {
        int last = to - word.length();
        for (int at = text.indexOf(word, from);
                at >= 0 && at <= last && !word.isEmpty();
                at = text.indexOf(word, at + 1)) {
            if ((at == from || !isWord(text.charAt(at - 1))) && !isWord(charAt(at + word.length()))) {
                return true;
            }
        }
        return false;
    }

    /** As {@link #hasWord}, of words in its code: what is in quotation marks names nothing. */
    boolean hasName(int scriptFrom, int scriptTo, Set<String> names) {
        int to = scriptTo - start;
        int from = scriptFrom - start;
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                if (hasWord(start + from, start + at, names)) {
                    return true;
                }
                at = endOfString(at);
                from = at + 1;
            }
        }
        return from < to && hasWord(start + from, scriptTo, names);
    }

    /** Whether that stands in a part of the script, which is the statement's. */
    boolean has(int scriptFrom, int scriptTo, String what) {
        int found = text.indexOf(what, scriptFrom - start);
        return found >= 0 && found + what.length() <= scriptTo - start;
    }

    /** Whether a member of that name is given something. */
    boolean givesMember(String name) {
        for (int found = text.indexOf(name, 1); found > 0 && !name.isEmpty(); found = text.indexOf(name, found + 1)) {
            int behind = behindSpace(found + name.length());
            if (text.charAt(found - 1) == '.' && charAt(behind) == '=' && charAt(behind + 1) != '=') {
                return true;
            }
        }
        return false;
    }

    /** Whether an object or a list may be written out in it that is not taken apart at once, and no function. */
    boolean hasLiteral() {
        return (text.indexOf('{') >= 0 || text.indexOf('[') >= 0)
                && !BODY.matcher(text).find();
    }

    /** Whether the string whose content begins there is what a function is handed. */
    boolean isArgument(int scriptFrom) {
        int before = scriptFrom - start - 2;
        while (before >= 0 && text.charAt(before) <= ' ') {
            before--;
        }
        return before >= 0 && (text.charAt(before) == '(' || text.charAt(before) == ',');
    }

    /** Whether a text of more than one word stands in that part of the script, which is the statement's. */
    boolean says(int scriptFrom, int scriptTo) {
        return WORDS.matcher(text).region(scriptFrom - start, scriptTo - start).find();
    }

    /** Whether nothing stands in that part of the script, which is the statement's, that an address or a path has. */
    boolean isNoAddress(int scriptFrom, int scriptTo) {
        for (int at = scriptFrom - start; at < scriptTo - start; at++) {
            if (text.charAt(at) == '/' || text.charAt(at) == '.') {
                return false;
            }
        }
        return true;
    }

    private static int nextWord(String text, int from) {
        int at = from;
        while (at < text.length() && !isWord(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int endOfWord(String text, int from) {
        int at = from;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        return at;
    }

    String readWord() {
        int from = at;
        at = endOfWord(text, from);
        return text.substring(from, at);
    }

    /** Where the string ends that begins here: at the statement's end where nothing closes it. */
    int endOfString() {
        return endOfString(at);
    }

    private int endOfString(int quote) {
        int end = quote + 1;
        while (end < text.length() && text.charAt(end) != text.charAt(quote)) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end, text.length());
    }

    /** Where its strings stand, quotation marks included; what looks like one in a comment counts, too. */
    List<StatementNames.Stretch> strings() {
        List<StatementNames.Stretch> strings = new ArrayList<>();
        for (int here = 0; here < text.length(); here++) {
            if (isQuote(text.charAt(here))) {
                int end = endOfString(here);
                strings.add(new StatementNames.Stretch(start + here, start + end + 1));
                here = end;
            }
        }
        return strings;
    }

    /** Whether that part of the statement is an id for which a vendor's tag runs. */
    boolean isContainerId(int from, int to) {
        return ContainerId.of(script, start + from, start + to, false) != null;
    }

    /** Passes a regular expression; false where it does not end. */
    boolean skipPattern() {
        boolean inClass = false;
        int end = at + 1;
        while (end < text.length() && (inClass || text.charAt(end) != '/') && text.charAt(end) != '\n') {
            char c = text.charAt(end);
            inClass = c == '[' || (inClass && c != ']');
            end += c == '\\' ? 2 : 1;
        }
        boolean closed = charAt(end) == '/';
        at = Math.min(end + 1, text.length());
        return closed;
    }

    /** What is read before there: to the mark, which is passed; to the end where there is none. */
    String readTo(char mark) {
        int from = at;
        int end = text.indexOf(mark, at);
        at = end < 0 ? text.length() : end + 1;
        return text.substring(from, end < 0 ? text.length() : end);
    }

    /** What is read before the next string: to the end where there is none. */
    String readToString() {
        int from = at;
        while (hasMore() && !isQuote(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    boolean hasAhead(char what) {
        return text.indexOf(what, at) >= 0;
    }

    private int behindSpace() {
        return behindSpace(at);
    }

    private int behindSpace(int from) {
        int here = from;
        while (here < text.length() && text.charAt(here) <= ' ') {
            here++;
        }
        return here;
    }

    /** What follows, white space left aside; zero at the end. */
    char next() {
        return charAt(behindSpace());
    }

    boolean isNext(String what) {
        return text.startsWith(what, behindSpace());
    }

    /** Where in the script ends what follows, if it is such; less than nothing if not. */
    int endOfNext(Pattern what) {
        Matcher next = what.matcher(text).region(at, text.length());
        return next.lookingAt() ? start + next.end() : -1;
    }

    /** Whether a string follows that begins so. */
    boolean isStringNext(Pattern beginning) {
        int first = behindSpace();
        return isQuote(charAt(first))
                && beginning.matcher(text).region(first + 1, text.length()).lookingAt();
    }

    /** Whether a string of markup follows. */
    boolean isMarkupNext() {
        int first = behindSpace();
        return isQuote(charAt(first)) && charAt(first + 1) == '<';
    }

    /** The name that follows, or the string that says no more than one. */
    String nextWord() {
        int from = at;
        while (from < text.length() && (text.charAt(from) <= ' ' || isQuote(text.charAt(from)))) {
            from++;
        }
        int end = endOfWord(text, from);
        boolean quoted = from > at && isQuote(text.charAt(from - 1));
        boolean more = quoted && end < text.length() && !isQuote(text.charAt(end));
        return more ? "" : text.substring(from, end);
    }

    /** The name that follows, if it is all of a value; else nothing. */
    String nextAlone() {
        Matcher name = ALONE.matcher(text).region(at, text.length());
        return name.lookingAt() && !CONSTANTS.contains(name.group(1)) ? name.group(1) : "";
    }

    /** Where in the script ends what follows next. */
    int behindNext(String name) {
        return start + behindSpace() + name.length();
    }

    /** Whether a slash that is read next begins a regular expression behind that; {@code a} stands for a value. */
    boolean mayBeginPattern(char before) {
        return switch (before) {
            case 0 -> true;
            case 'a' -> ScriptWords.isBefore(script, place(), ScriptWords.OPERATORS);
            case ')' -> ScriptWords.closesHead(script, place());
            default -> "(,=:[!&|?{};+".indexOf(before) >= 0;
        };
    }
}
