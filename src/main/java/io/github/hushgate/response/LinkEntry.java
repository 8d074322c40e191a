package io.github.hushgate.response;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One entry of a Link header.
 *
 * @param text as it stands there
 * @param relations lower case
 * @param addresses its own, and those of {@code imagesrcset}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8288#section-3">RFC 8288, Link serialisation</a>
 */
record LinkEntry(String text, List<String> relations, List<String> addresses) {
    static List<LinkEntry> parse(String value) {
        var entries = new ArrayList<LinkEntry>();
        for (String part : HeaderText.split(value, ',')) {
            if (!part.isBlank()) {
                entries.add(entry(part.strip()));
            }
        }
        return entries;
    }

    private static LinkEntry entry(String text) {
        var relations = new ArrayList<String>();
        var addresses = new ArrayList<String>();
        List<String> parts = HeaderText.split(text, ';');
        addresses.add(address(parts.get(0).strip()));
        for (String parameter : parts.subList(1, parts.size())) {
            int equals = parameter.indexOf('=');
            String name = (equals < 0 ? parameter : parameter.substring(0, equals))
                    .strip()
                    .toLowerCase(Locale.ROOT);
            String value = equals < 0 ? "" : HeaderText.unquote(parameter.substring(equals + 1));
            if (name.equals("rel")) {
                relations.addAll(List.of(value.toLowerCase(Locale.ROOT).strip().split("\\s+")));
            } else if (name.equals("imagesrcset")) {
                candidates(value, addresses);
            }
        }
        return new LinkEntry(text, relations, addresses);
    }

    private static void candidates(String sources, List<String> addresses) {
        for (String candidate : sources.split(",", -1)) {
            String address = candidate.strip();
            int end = address.indexOf(' ');
            addresses.add(end < 0 ? address : address.substring(0, end));
        }
    }

    private static String address(String bracketed) {
        int close = bracketed.indexOf('>');
        return bracketed.startsWith("<") && close > 0
                ? bracketed.substring(1, close).strip()
                : bracketed;
    }
}
