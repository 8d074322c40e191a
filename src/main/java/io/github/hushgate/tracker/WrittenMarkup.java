package io.github.hushgate.tracker;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Markup that a script writes into the document piece by piece. */
final class WrittenMarkup {
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"|'((?:[^'\\\\]|\\\\.)*+)'");

    /** A statement that only writes what stands in it. */
    private static final Pattern WRITING = Pattern.compile("[;\\s]*(?:window\\.)?document\\s*\\.\\s*write(?:ln)?\\s*\\("
            + "\\s*(?:" + STRING + ")(?:\\s*\\+\\s*(?:" + STRING + "))*+\\s*\\)[;\\s]*");

    /** What ends elements, and begins no other. */
    private static final Pattern ENDING = Pattern.compile("(?:\\s*</\\s*[a-zA-Z]+\\s*>)*+\\s*<?\\s*");

    private static final Pattern NOTHING = Pattern.compile("[;\\s]*");

    private String first = "";
    private String written = "";

    /** A statement that writes a tracker's markup; whatever else it says, counts as markup, too. */
    void begins(String statement) {
        first = statement.contains("write") ? statement : "";
        written = "";
    }

    /** Whether the statement behind it only writes the rest of a tag, or ends elements; another ends what was begun. */
    boolean goesOn(String statement) {
        if ((first.isEmpty() && written.isEmpty()) || NOTHING.matcher(statement).matches()) {
            return false;
        }
        String more = WRITING.matcher(statement).matches() ? texts(statement) : "";
        if (!more.isEmpty() && written.isEmpty()) {
            written = texts(first);
        }
        first = "";
        boolean rest = !more.isEmpty() && ENDING.matcher(behindTag(more)).matches();
        written = rest ? written + more : "";
        return rest;
    }

    /** What comes behind the tag that was begun; all of it where none was. */
    private String behindTag(String more) {
        if (written.lastIndexOf('<') <= written.lastIndexOf('>')) {
            return more;
        }
        return more.substring(more.indexOf('>') < 0 ? more.length() : more.indexOf('>') + 1);
    }

    private static String texts(String statement) {
        StringBuilder all = new StringBuilder();
        for (Matcher each = STRING.matcher(statement); each.find(); ) {
            all.append(each.group(1) == null ? each.group(2) : each.group(1));
        }
        return all.toString().replace("\\", "");
    }
}
