package io.github.hushgate.tracker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The owner's own decisions: what is kept, what is added, what goes by another name. Each with its reason. */
final class OwnerRules {
    private final Map<String, String> keep = new LinkedHashMap<>();
    private final Map<String, String> add = new LinkedHashMap<>();
    private final List<Alias> alias = new ArrayList<>();
    private List<String> site = List.of();

    private record Alias(String host, String as, String reason) {
        String evidence() {
            return "trackers.alias: " + host + " stands for " + as + " (" + reason + ")";
        }
    }

    void keep(String tracker, String reason) {
        keep.put(tracker, reason);
    }

    void add(String host, String reason) {
        add.put(host, reason);
    }

    void alias(String host, String target, String reason) {
        alias.add(new Alias(host, target, reason));
    }

    void site(List<String> hosts) {
        site = List.copyOf(hosts);
    }

    OwnHosts site() {
        return new OwnHosts(site);
    }

    Set<String> keptIds() {
        return keep.keySet();
    }

    Map<String, String> kept() {
        return Map.copyOf(keep);
    }

    void check(TrackerCatalog catalog) {
        for (String id : keep.keySet()) {
            if (catalog.byId(id).isEmpty()) {
                throw new IllegalArgumentException(
                        "trackers.keep: no tracker has the id \"" + id + "\"; \"catalog list\" names all");
            }
        }
    }

    /** The trackers that the additions and aliases stand for, with their hosts. */
    List<Tracker> added(TrackerCatalog catalog) {
        List<Tracker> trackers = new ArrayList<>();
        add.forEach((host, reason) -> trackers.add(own(host, false, "", reason)));
        alias.forEach(each -> addAlias(catalog, each, trackers));
        return trackers;
    }

    private static Tracker own(String host, boolean exact, String path, String reason) {
        var rule = new Signature.HostRule(host, exact, path, Signature.Role.LOADER, Signature.Confidence.SOLE_PURPOSE);
        return new Tracker("own:" + host, host, host, Category.LISTED, Risk.VISIT_DISCLOSURE, List.of(rule), reason);
    }

    private static void addAlias(TrackerCatalog catalog, Alias alias, List<Tracker> out) {
        int before = out.size();
        for (Tracker tracker : catalog.trackers()) {
            List<Signature> rules = tracker.signatures(Signature.HostRule.class)
                    .filter(rule -> rule.covers(alias.as()))
                    .<Signature>map(rule ->
                            new Signature.HostRule(alias.host(), true, rule.path(), rule.role(), rule.confidence()))
                    .toList();
            if (!rules.isEmpty()) {
                out.add(new Tracker(
                        tracker.id(),
                        tracker.name(),
                        tracker.entity(),
                        tracker.category(),
                        tracker.risk(),
                        rules,
                        alias.evidence()));
            }
        }
        if (out.size() == before) {
            out.add(own(alias.host(), true, "", alias.evidence()));
        }
    }
}
