package io.github.hushgate.tracker;

import io.github.hushgate.url.BrowserUrl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules about addresses, to be looked up without allocating: by host and its parents, then by a gram of their pattern.
 */
final class UrlIndex {
    private static final byte[] NOTHING = {};

    private final HostTable hosts;
    private final Grams grams = new Grams();
    private final List<UrlRule> patterns = new ArrayList<>();
    private final List<UrlPattern.Anchor> anchors = new ArrayList<>();

    /** True where patterns are about paths only. */
    private final boolean inPaths;

    private UrlIndex(int expectedHosts, boolean inPaths) {
        this.hosts = new HostTable(expectedHosts);
        this.inPaths = inPaths;
    }

    /** An index whose patterns may stand anywhere in an address. */
    static UrlIndex ofAddresses(int expectedHosts) {
        return new UrlIndex(expectedHosts, false);
    }

    /** An index whose patterns stand in the path and the query, and begin with a slash. */
    static UrlIndex ofPaths(int expectedHosts) {
        return new UrlIndex(expectedHosts, true);
    }

    /** A rule for a host; its pattern is matched from the path on. */
    void addHost(String host, UrlRule rule) {
        hosts.add(host, rule);
    }

    /** A rule without a host; false where its pattern has too little to look for. */
    boolean addPattern(UrlRule rule, GramChoice choice) {
        return addPattern(rule, choice.of(rule.pattern.parts()));
    }

    /** A rule without a host for this index of paths; false where it does not begin with a slash and three bytes. */
    boolean addPath(UrlRule rule) {
        byte[][] parts = rule.pattern.parts();
        byte[] start = parts.length == 0 ? NOTHING : Arrays.copyOf(parts[0], Math.min(parts[0].length, Grams.LENGTH));
        boolean plain = start.length == Grams.LENGTH && start[0] == '/' && !GramChoice.holdsWildcard(start, 0);
        return plain && addPattern(rule, start);
    }

    private boolean addPattern(UrlRule rule, byte[] literal) {
        if (literal.length < Grams.LENGTH) {
            return false;
        }
        grams.add(Grams.at(literal, 0), patterns.size());
        patterns.add(rule);
        anchors.add(rule.pattern.anchor(literal));
        return true;
    }

    void trim() {
        hosts.trim();
    }

    int size() {
        return hosts.size() + patterns.size();
    }

    /**
     * The most specific rule that matches, or null.
     *
     * @param types what the address is loaded as, {@link ResourceType#bit} by bit
     * @param all true where a rule must cover all of these types
     * @param own true for an address of the page's own site
     */
    @Nullable
    UrlRule match(BrowserUrl url, int types, boolean all, boolean own) {
        UrlRule found = matchHost(url, types, all, own);
        return found != null || grams.isEmpty() ? found : matchPattern(url, types, all, own);
    }

    /** Whether a rule names this address's host or one above it. */
    boolean knowsHost(BrowserUrl url) {
        byte[] bytes = url.bytes();
        long hash = HostTable.seed();
        for (int at = url.hostEnd() - 1; at >= url.hostStart(); at--) {
            hash = HostTable.mix(hash, bytes[at]);
            boolean label = at == url.hostStart() || bytes[at - 1] == '.';
            if (label && hosts.find(bytes, at, url.hostEnd(), hash) != null) {
                return true;
            }
        }
        return false;
    }

    /** False where no pattern of this index of paths can begin at that slash of an address that ends at {@code end}. */
    boolean mayBegin(byte[] bytes, int slash, int end) {
        return slash + Grams.LENGTH <= end && grams.mayBegin(Grams.at(bytes, slash));
    }

    private @Nullable UrlRule matchHost(BrowserUrl url, int types, boolean all, boolean own) {
        byte[] bytes = url.bytes();
        int from = url.hostStart();
        int to = url.hostEnd();
        long hash = HostTable.seed();
        UrlRule found = null;
        for (int at = to - 1; at >= from; at--) {
            hash = HostTable.mix(hash, bytes[at]);
            if (at == from || bytes[at - 1] == '.') {
                UrlRule rule = hosts.find(bytes, at, to, hash);
                if (rule != null) {
                    UrlRule better = firstMatch(rule, url, at == from, types, all, own);
                    found = better == null ? found : better;
                }
            }
        }
        return found;
    }

    private static @Nullable UrlRule firstMatch(
            UrlRule first, BrowserUrl url, boolean wholeHost, int types, boolean all, boolean own) {
        for (UrlRule rule = first; rule != null; rule = rule.next) {
            if ((wholeHost || !rule.exactHost)
                    && rule.covers(types, all, own)
                    && rule.pattern.matches(url.bytes(), url.pathStart(), url.end(), 0, 0)) {
                return rule;
            }
        }
        return null;
    }

    private @Nullable UrlRule matchPattern(BrowserUrl url, int types, boolean all, boolean own) {
        byte[] bytes = url.bytes();
        int last = url.end() - Grams.LENGTH + 1;
        for (int at = next(bytes, inPaths ? url.pathStart() : 0, last); at < last; at = next(bytes, at + 1, last)) {
            UrlRule rule = matchGram(at, url, types, all, own);
            if (rule != null) {
                return rule;
            }
        }
        return null;
    }

    /** The next place at which a pattern may be: in an index of paths it begins with a slash. */
    private int next(byte[] bytes, int from, int last) {
        if (!inPaths) {
            return grams.next(bytes, from, last);
        }
        int slash = Stops.next(bytes, from, last, (byte) '/');
        while (slash < last && !grams.mayBegin(Grams.at(bytes, slash))) {
            slash = Stops.next(bytes, slash + 1, last, (byte) '/');
        }
        return slash;
    }

    private @Nullable UrlRule matchGram(int at, BrowserUrl url, int types, boolean all, boolean own) {
        for (int entry = grams.first(Grams.at(url.bytes(), at)); entry >= 0; entry = grams.next(entry)) {
            UrlRule rule = patterns.get(grams.value(entry));
            if (rule.covers(types, all, own)
                    && anchors.get(grams.value(entry)).isAt(url.bytes(), at, url.end())
                    && rule.pattern.matches(
                            url.bytes(), inPaths ? url.pathStart() : 0, url.end(), url.hostStart(), url.hostEnd())) {
                return rule;
            }
        }
        return null;
    }
}
