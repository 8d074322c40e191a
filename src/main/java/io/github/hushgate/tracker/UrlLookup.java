package io.github.hushgate.tracker;

import io.github.hushgate.url.BrowserUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that is known about addresses: the catalog, the owner's own rules, the owner's lists. */
final class UrlLookup {
    private final Supplier<List<FilterList>> lists;
    private final boolean hasLists;
    private final Set<String> kept;
    private final OwnHosts site;
    private final UrlIndex rules = UrlIndex.ofPaths(1_024);
    private final List<String> extraHosts = new ArrayList<>();

    UrlLookup(TrackerCatalog catalog, OwnerRules owner, boolean hasLists, Supplier<List<FilterList>> lists) {
        this.lists = lists;
        this.hasLists = hasLists;
        this.kept = Set.copyOf(owner.keptIds());
        this.site = owner.site();
        for (Tracker tracker : catalog.trackers()) {
            tracker.signatures(Signature.HostRule.class).forEach(rule -> add(tracker, rule));
        }
        for (Tracker tracker : owner.added(catalog)) {
            tracker.signatures(Signature.HostRule.class).forEach(rule -> {
                extraHosts.add(rule.host());
                add(tracker, rule);
            });
        }
        rules.trim();
    }

    private void add(Tracker tracker, Signature.HostRule rule) {
        boolean toEnd = rule.path().endsWith("$");
        String path = toEnd ? rule.path().substring(0, rule.path().length() - 1) : rule.path();
        boolean anyHost = rule.host().isEmpty();
        UrlPattern pattern = UrlPattern.of(path, anyHost ? UrlPattern.Start.ANYWHERE : UrlPattern.Start.FIXED, toEnd);
        UrlRule compiled = new UrlRule(
                Optional.of(tracker),
                verdict(tracker),
                pattern,
                rule.exact(),
                ResourceType.ALL,
                UrlRule.Party.ANY,
                0,
                0);
        if (!anyHost) {
            rules.addHost(rule.host(), compiled);
        } else if (!rules.addPath(compiled)) {
            throw new IllegalArgumentException(
                    "catalog: " + tracker.id() + ": \"" + path + "\" says too little without a host");
        }
    }

    private UrlRule.Verdict verdict(Tracker tracker) {
        if (isKept(tracker)) {
            return UrlRule.Verdict.KEEP;
        }
        return tracker.category().isRemoved() ? UrlRule.Verdict.REMOVE : UrlRule.Verdict.NAME;
    }

    boolean isKept(Tracker tracker) {
        return kept.contains(tracker.id());
    }

    boolean hasLists() {
        return hasLists;
    }

    /** The hosts of the owner's own rules. */
    List<String> extraHosts() {
        return extraHosts;
    }

    Optional<Tracker> removable(BrowserUrl url) {
        return removable(url, ResourceType.ALL, true);
    }

    /** The tracker that must not load from there. */
    Optional<Tracker> removable(BrowserUrl url, int types, boolean all) {
        return removable(url, types, all, false);
    }

    /** The tracker of which this address' host is, rules that only know what stands in addresses left aside. */
    Optional<Tracker> removableHost(BrowserUrl url) {
        return removable(url, ResourceType.ALL, true, true);
    }

    private Optional<Tracker> removable(BrowserUrl url, int types, boolean all, boolean hostsOnly) {
        UrlRule rule = known(url);
        if (rule != null && rule.verdict != UrlRule.Verdict.NAME) {
            return rule.verdict == UrlRule.Verdict.REMOVE ? rule.tracker : Optional.empty();
        }
        return hasLists ? listed(url, types, all, hostsOnly) : Optional.empty();
    }

    /** The service there, whatever becomes of it. */
    Optional<Tracker> service(BrowserUrl url) {
        UrlRule rule = known(url);
        return rule != null ? rule.tracker : listed(url, ResourceType.ALL, true, false);
    }

    /** The catalog's or the owner's rule for the address, read plainly where it is escaped. */
    @Nullable
    UrlRule known(BrowserUrl url) {
        Optional<BrowserUrl> plain = url.unescaped();
        return rules.match(plain.isPresent() ? plain.get() : url, ResourceType.ALL, false, false);
    }

    /** Whether no rule names this address's host, so that only what follows the host can make it known. */
    boolean knowsPathsOnly(BrowserUrl url) {
        return !hasLists && !rules.knowsHost(url);
    }

    /** See {@link PlainPath}. */
    boolean isUnknownPath(byte[] bytes, int from, int to, FirstPartyIndex queries) {
        return PlainPath.isUnknown(bytes, from, to, rules, queries);
    }

    private Optional<Tracker> listed(BrowserUrl url, int types, boolean all, boolean hostsOnly) {
        List<FilterList> now = lists.get();
        boolean own = !now.isEmpty() && site.holds(url);
        for (int at = 0; at < now.size(); at++) {
            UrlRule rule =
                    hostsOnly ? now.get(at).matchHost(url, own) : now.get(at).match(url, types, all, own);
            if (rule != null && !isSpared(now, url, types, all, own)) {
                return rule.tracker;
            }
        }
        return Optional.empty();
    }

    private static boolean isSpared(List<FilterList> lists, BrowserUrl url, int types, boolean all, boolean own) {
        for (int at = 0; at < lists.size(); at++) {
            if (lists.get(at).exception(url, types, all, own) != null) {
                return true;
            }
        }
        return false;
    }

    List<FilterList> lists() {
        return lists.get();
    }

    boolean isOwn(BrowserUrl url) {
        return site.holds(url);
    }
}
