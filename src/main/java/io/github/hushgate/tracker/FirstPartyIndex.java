package io.github.hushgate.tracker;

import io.github.hushgate.url.BrowserUrl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trackers that the page's own origin serves: by a container id in the address, or by a catalogued path and its query.
 */
final class FirstPartyIndex {
    /** A catalogued path with the parameters that must be there, each a glob. */
    private static final class Rule {
        final int order;
        final byte[] path;
        final byte[][] query;
        final boolean anyPath;
        final Optional<Tracker> tracker;

        Rule(Signature.FirstPartyRule rule, Tracker tracker, int order) {
            this.order = order;
            this.path = bytes(rule.path());
            this.anyPath = rule.path().equals("*");
            this.tracker = Optional.of(tracker);
            List<byte[]> shape = new ArrayList<>();
            for (String each :
                    rule.query().isEmpty() ? new String[0] : rule.query().split("&", -1)) {
                shape.add(bytes(each));
            }
            this.query = shape.toArray(byte[][]::new);
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        /** How long the first parameter's name is; -1 where no name stands there in so many words. */
        int nameLength() {
            int equals = nameEnd(query[0], 0, query[0].length);
            for (int at = 0; at < equals; at++) {
                if (query[0][at] == '*') {
                    return -1;
                }
            }
            return equals < query[0].length ? equals : -1;
        }
    }

    private static final int PLACES = 64;
    private static final Rule[] NONE = {};

    private final Map<ContainerId, Optional<Tracker>> ids = new EnumMap<>(ContainerId.class);
    private final List<Rule> rules = new ArrayList<>();
    /** The rules with a query, by the {@link #place} of their first parameter's name. */
    private final Rule[][] byName = new Rule[PLACES][];

    FirstPartyIndex(TrackerCatalog catalog) {
        for (ContainerId each : ContainerId.values()) {
            Tracker unknown = new Tracker(each.tracker(), each.title(), each.entity(), Category.ANALYTICS);
            ids.put(each, Optional.of(catalog.byId(each.tracker()).orElse(unknown)));
        }
        Arrays.fill(byName, NONE);
        for (Tracker tracker : catalog.trackers()) {
            tracker.signatures(Signature.FirstPartyRule.class).forEach(rule -> add(rule, tracker));
        }
    }

    private void add(Signature.FirstPartyRule signature, Tracker tracker) {
        Rule rule = new Rule(signature, tracker, rules.size());
        rules.add(rule);
        if (rule.query.length == 0) {
            return;
        }
        int length = rule.nameLength();
        if (length <= 0) {
            throw new IllegalArgumentException("catalog: " + tracker.id() + ": \"" + signature.query()
                    + "\" must begin with a parameter's name; \"id=*\" would do");
        }
        int place = place(rule.query[0], 0, length);
        byName[place] = Arrays.copyOf(byName[place], byName[place].length + 1);
        byName[place][byName[place].length - 1] = rule;
    }

    private static int place(byte[] bytes, int from, int to) {
        return (bytes[from] + 5 * bytes[to - 1] + 11 * (to - from)) & (PLACES - 1);
    }

    private static int nameEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '=') {
            at++;
        }
        return at;
    }

    /** With a query that fits, or an id. */
    Optional<Tracker> find(BrowserUrl url) {
        Optional<Tracker> byId = byContainerId(url);
        return byId.isPresent() ? byId : byQuery(url);
    }

    /** Also by the path alone. */
    Optional<Tracker> findByPath(BrowserUrl url) {
        Optional<Tracker> found = find(url);
        return found.isPresent() ? found : byPath(url);
    }

    private Optional<Tracker> byContainerId(BrowserUrl url) {
        byte[] bytes = url.bytes();
        int from = url.pathStart();
        for (int at = from; at <= url.end(); at++) {
            if (at == url.end() || isSeparator(bytes[at], at >= url.pathEnd())) {
                boolean name = at < url.end() && bytes[at] == '=';
                ContainerId id = name ? null : ContainerId.of(bytes, from, at, from > url.pathEnd());
                if (id != null) {
                    return ids.getOrDefault(id, Optional.empty());
                }
                from = at + 1;
            }
        }
        return Optional.empty();
    }

    private static boolean isSeparator(byte b, boolean inQuery) {
        return inQuery ? b == '?' || b == '&' || b == '=' : b == '/';
    }

    /** False where no rule for this path begins with a parameter of the name that stands between the last two. */
    boolean mayAsk(byte[] bytes, int path, int pathEnd, int name, int nameEnd) {
        for (Rule each : name == nameEnd ? NONE : byName[place(bytes, name, nameEnd)]) {
            if (Glob.matches(each.path, bytes, path, pathEnd)) {
                return true;
            }
        }
        return false;
    }

    private Optional<Tracker> byQuery(BrowserUrl url) {
        byte[] bytes = url.bytes();
        Rule found = null;
        int from = url.pathEnd() + 1;
        for (int at = from; at <= url.end(); at++) {
            if (at == url.end() || bytes[at] == '&') {
                int nameEnd = nameEnd(bytes, from, at);
                Rule rule = nameEnd == from || nameEnd == at ? null : first(byName[place(bytes, from, nameEnd)], url);
                found = rule == null || (found != null && found.order < rule.order) ? found : rule;
                from = at + 1;
            }
        }
        return found == null ? Optional.empty() : found.tracker;
    }

    private static @Nullable Rule first(Rule[] rules, BrowserUrl url) {
        for (Rule each : rules) {
            if (hasShape(url, each) && fitsPath(url, each)) {
                return each;
            }
        }
        return null;
    }

    private static boolean fitsPath(BrowserUrl url, Rule rule) {
        return Glob.matches(rule.path, url.bytes(), url.pathStart(), url.pathEnd());
    }

    private Optional<Tracker> byPath(BrowserUrl url) {
        for (Rule each : rules) {
            if (!each.anyPath && fitsPath(url, each)) {
                return each.tracker;
            }
        }
        return Optional.empty();
    }

    /** Each parameter that the rule asks for is among those of the address. */
    private static boolean hasShape(BrowserUrl url, Rule rule) {
        boolean all = true;
        for (byte[] wanted : rule.query) {
            all &= hasParameter(url, wanted);
        }
        return all;
    }

    private static boolean hasParameter(BrowserUrl url, byte[] wanted) {
        byte[] bytes = url.bytes();
        int from = url.pathEnd() + 1;
        for (int at = from; at <= url.end(); at++) {
            if (at == url.end() || bytes[at] == '&') {
                if (Glob.matches(wanted, bytes, from, at)) {
                    return true;
                }
                from = at + 1;
            }
        }
        return false;
    }
}
