package io.github.hushgate.examples.crimereport;

import java.util.Map;

/**
 * Fills <code>${name}</code> in a page. Values are escaped, except those whose name begins with {@code raw}: these are
 * pages themselves.
 */
final class Template {
    private Template() {}

    static String fill(String page, Map<String, String> values) {
        var filled = new StringBuilder();
        int from = 0;
        for (int open = page.indexOf("${"); open >= 0; open = page.indexOf("${", from)) {
            int close = page.indexOf('}', open);
            String name = page.substring(open + 2, close);
            String value = values.getOrDefault(name, "");
            filled.append(page, from, open).append(name.startsWith("raw") ? value : escape(value));
            from = close + 1;
        }
        return filled.append(page, from, page.length()).toString();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
