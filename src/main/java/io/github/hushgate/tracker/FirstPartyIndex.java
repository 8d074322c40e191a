package io.github.hushgate.tracker;

import io.github.hushgate.url.BrowserUrl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trackers that the page's own origin serves: by a container id in the address, or by a catalogued path and its query.
 */
final class FirstPartyIndex {
    /** A catalogued path with the parameters that must be there, each a glob. */
    private static final class Rule {
        final byte[] path;
        final byte[][] query;
        final boolean anyPath;
        final Optional<Tracker> tracker;

        Rule(Signature.FirstPartyRule rule, Tracker tracker) {
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
    }

    private final Map<ContainerId, Optional<Tracker>> ids = new EnumMap<>(ContainerId.class);
    private final List<Rule> rules = new ArrayList<>();

    FirstPartyIndex(TrackerCatalog catalog) {
        for (ContainerId each : ContainerId.values()) {
            Tracker unknown = new Tracker(each.tracker(), each.title(), each.entity(), Category.ANALYTICS);
            ids.put(each, Optional.of(catalog.byId(each.tracker()).orElse(unknown)));
        }
        for (Tracker tracker : catalog.trackers()) {
            tracker.signatures(Signature.FirstPartyRule.class).forEach(rule -> rules.add(new Rule(rule, tracker)));
        }
    }

    /** With a query that fits, or an id. */
    Optional<Tracker> find(BrowserUrl url) {
        Optional<Tracker> byId = byContainerId(url);
        return byId.isPresent() ? byId : byRule(url, false);
    }

    /** Also by the path alone. */
    Optional<Tracker> findByPath(BrowserUrl url) {
        Optional<Tracker> found = find(url);
        return found.isPresent() ? found : byRule(url, true);
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

    private Optional<Tracker> byRule(BrowserUrl url, boolean pathAlone) {
        boolean asked = url.pathEnd() < url.end();
        for (int at = 0; (asked || pathAlone) && at < rules.size(); at++) {
            Rule each = rules.get(at);
            boolean fits = pathAlone ? !each.anyPath || hasShape(url, each) : hasShape(url, each);
            if (fits && Glob.matches(each.path, url.bytes(), url.pathStart(), url.pathEnd())) {
                return each.tracker;
            }
        }
        return Optional.empty();
    }

    /** The rule asks for parameters, and each of them is among those of the address. */
    private static boolean hasShape(BrowserUrl url, Rule rule) {
        boolean all = rule.query.length > 0;
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
