package io.github.hushgate.review;

/** HTML under construction. Whatever is text is escaped: every stored field is hostile. One thread. */
final class Html {
    private final StringBuilder out = new StringBuilder();

    /** Markup of ours, as it stands. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Text, in an element or between the quotes of an attribute. */
    Html text(Object text) {
        String plain = String.valueOf(text);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(isShown(c) ? c : '\ufffd');
            }
        }
        return this;
    }

    /** Neither controls nor what turns the direction of the text around. */
    private static boolean isShown(char c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
        return !control && Character.getType(c) != Character.FORMAT;
    }

    /** An element that holds text alone: {@code el("td class=number", 3)}. */
    Html el(String nameAndAttributes, Object text) {
        raw("<" + nameAndAttributes + ">").text(text);
        int space = nameAndAttributes.indexOf(' ');
        return raw("</" + (space < 0 ? nameAndAttributes : nameAndAttributes.substring(0, space)) + ">");
    }

    /** A table's head. */
    Html head(String caption, String... titles) {
        raw("<div class=wide role=region tabindex=0 aria-label=\"")
                .text(caption)
                .raw("\"><table>");
        el("caption", caption).raw("<thead><tr>");
        for (String title : titles) {
            el("th scope=col", title);
        }
        return raw("</tr></thead><tbody>");
    }

    /** The end of a table that {@link #head} began. */
    Html foot() {
        return raw("</tbody></table></div>");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
