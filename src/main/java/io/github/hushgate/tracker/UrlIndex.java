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
    private final Grams grams;
    private final List<UrlRule> patterns = new ArrayList<>();
    private final List<UrlPattern.Anchor> anchors = new ArrayList<>();

    /** True where patterns are about paths only. */
    private final boolean inPaths;

    private UrlIndex(int expectedHosts, boolean inPaths) {
        this.hosts = new HostTable(expectedHosts);
        this.inPaths = inPaths;
        this.grams = new Grams(inPaths ? Grams.SMALL : Grams.LARGE);
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

    /**
     * A rule without a host; false where its pattern has too little to look for. Addresses are looked at in every
     * second place only, so it is looked for in two: by a gram that is an even, and one that is an odd way into it.
     */
    boolean addPattern(UrlRule rule, GramChoice choice) {
        List<UrlPattern.Anchor> chosen = choice.of(rule.pattern.parts());
        chosen.forEach(anchor -> add(rule, anchor, anchor.part(), anchor.offset()));
        if (chosen.size() == 1) {
            addWithByteBefore(rule, chosen.get(0));
        }
        return !chosen.isEmpty();
    }

    /** A pattern with one gram only is looked for also by what may stand in front of it. */
    private void addWithByteBefore(UrlRule rule, UrlPattern.Anchor anchor) {
        byte[] part = anchor.part();
        byte[] longer = new byte[part.length - anchor.offset() + 1];
        System.arraycopy(part, anchor.offset(), longer, 1, longer.length - 1);
        var before = new UrlPattern.Anchor(part, anchor.offset() - 1);
        for (int each = 0; each <= Byte.MAX_VALUE; each++) {
            if (Grams.isFolded(each)) {
                longer[0] = (byte) each;
                add(rule, before, longer, 0);
            }
        }
    }

    /** A rule without a host for this index of paths; false where it does not begin with a slash and three bytes. */
    boolean addPath(UrlRule rule) {
        byte[][] parts = rule.pattern.parts();
        byte[] start = parts.length == 0 ? NOTHING : Arrays.copyOf(parts[0], Math.min(parts[0].length, Grams.LENGTH));
        boolean plain = start.length == Grams.LENGTH && start[0] == '/' && !GramChoice.holdsWildcard(start, 0);
        if (plain) {
            add(rule, new UrlPattern.Anchor(parts[0], 0), parts[0], 0);
        }
        return plain;
    }

    private void add(UrlRule rule, UrlPattern.Anchor anchor, byte[] literal, int gram) {
        grams.add(literal, gram, patterns.size());
        patterns.add(rule);
        anchors.add(anchor);
    }

    void trim() {
        hosts.trim();
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
        if (found != null || grams.isEmpty()) {
            return found;
        }
        return inPaths ? matchPath(url, types, all, own) : matchPattern(url, types, all, own);
    }

    /** Whether a rule names this address's host or one above it. */
    boolean knowsHost(BrowserUrl url) {
        byte[] bytes = url.bytes();
        for (int at = url.hostStart(); at < url.hostEnd(); at++) {
            boolean label = at == url.hostStart() || bytes[at - 1] == '.';
            if (label && hosts.find(bytes, at, url.hostEnd()) != null) {
                return true;
            }
        }
        return false;
    }

    /** False where no pattern of this index of paths can begin at that slash of an address that ends at {@code end}. */
    boolean mayBegin(byte[] bytes, int slash, int end) {
        return slash + Grams.LENGTH <= end && grams.mayBegin(Grams.at(bytes, slash));
    }

    /** The same of the rules that name a host. */
    @Nullable
    UrlRule matchHost(BrowserUrl url, int types, boolean all, boolean own) {
        byte[] bytes = url.bytes();
        int from = url.hostStart();
        int to = url.hostEnd();
        if (from == to || !hosts.mayEnd(bytes, to)) {
            return null;
        }
        UrlRule found = null;
        long hash = HostTable.seed();
        int end = to;
        for (; end - from >= Long.BYTES; end -= Long.BYTES) {
            long word = HostTable.word(bytes, end);
            found = matchDomains(word, hash, end, found, url, types, all, own);
            hash = HostTable.step(hash, word);
        }
        long word = HostTable.lastOf(HostTable.word(bytes, end), end - from);
        found = matchDomains(word, hash, end, found, url, types, all, own);
        UrlRule whole = hosts.find(bytes, from, to, HostTable.step(hash, word));
        UrlRule better = whole == null ? null : firstMatch(whole, url, true, types, all, own);
        return better == null ? found : better;
    }

    /** The most specific rule of the domains that begin in these eight bytes of the host, or the one found before. */
    private @Nullable UrlRule matchDomains(
            long word,
            long hash,
            int end,
            @Nullable UrlRule before,
            BrowserUrl url,
            int types,
            boolean all,
            boolean own) {
        UrlRule found = before;
        long dots = Stops.of('.', word);
        if (end == url.hostEnd() && !hosts.hasTopLevel()) {
            dots &= ~Long.highestOneBit(dots);
        }
        for (; dots != 0; dots ^= Long.highestOneBit(dots)) {
            int dot = Long.SIZE - 1 - Long.numberOfLeadingZeros(dots);
            int label = end - Long.BYTES + (dot >>> 3) + 1;
            UrlRule rule = hosts.find(url.bytes(), label, url.hostEnd(), HostTable.step(hash, word & (-2L << dot)));
            UrlRule better = rule == null ? null : firstMatch(rule, url, false, types, all, own);
            found = better == null ? found : better;
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
        for (int at = grams.next(bytes, 0, last); at < last; at = grams.next(bytes, at + Grams.STEP, last)) {
            UrlRule rule = matchGram(at, url, types, all, own);
            if (rule != null) {
                return rule;
            }
        }
        return null;
    }

    /** In an index of paths each pattern begins with a slash; of most slashes none does. */
    private @Nullable UrlRule matchPath(BrowserUrl url, int types, boolean all, boolean own) {
        byte[] bytes = url.bytes();
        int last = url.end() - Grams.LENGTH + 1;
        for (int at = url.pathStart(); at < last; at += Long.SIZE) {
            long begins = 0;
            for (long slashes = Stops.slashes(bytes, at, last); slashes != 0; slashes &= slashes - 1) {
                int slash = Long.numberOfTrailingZeros(slashes);
                begins |= grams.bit(Grams.at(bytes, at + slash)) << slash;
            }
            for (; begins != 0; begins &= begins - 1) {
                UrlRule rule = matchGram(at + Long.numberOfTrailingZeros(begins), url, types, all, own);
                if (rule != null) {
                    return rule;
                }
            }
        }
        return null;
    }

    private @Nullable UrlRule matchGram(int at, BrowserUrl url, int types, boolean all, boolean own) {
        byte[] bytes = url.bytes();
        for (int entry = grams.first(bytes, at); entry >= 0; entry = grams.next(entry, bytes, at)) {
            UrlRule rule = patterns.get(grams.value(entry));
            if (rule.covers(types, all, own)
                    && anchors.get(grams.value(entry)).isAt(bytes, at, url.end())
                    && rule.pattern.matches(
                            bytes, inPaths ? url.pathStart() : 0, url.end(), url.hostStart(), url.hostEnd())) {
                return rule;
            }
        }
        return null;
    }
}
