package io.github.hushgate.tracker;

import io.github.hushgate.url.BrowserUrl;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says which rule of which list decides about an address. For people: it allocates as it likes. */
final class Explainer {
    private final UrlLookup lookup;
    private final Map<String, String> kept;

    Explainer(UrlLookup lookup, Map<String, String> kept) {
        this.lookup = lookup;
        this.kept = kept;
    }

    Explanation explain(BrowserUrl url) {
        UrlRule rule = lookup.known(url);
        if (rule != null && rule.verdict != UrlRule.Verdict.NAME) {
            return known(rule, url);
        }
        @Nullable Explanation listed = listed(url);
        if (listed != null) {
            return listed;
        }
        return rule != null
                ? known(rule, url)
                : new Explanation(Optional.empty(), false, "", "", "No rule matches this address.");
    }

    private Explanation known(UrlRule rule, BrowserUrl url) {
        Tracker tracker = rule.tracker.orElseThrow();
        boolean owner =
                tracker.category() == Category.LISTED || tracker.evidence().startsWith("trackers.alias");
        String list = owner ? "owner" : "catalog";
        String reason = switch (rule.verdict) {
            case REMOVE -> owner ? tracker.evidence() : tracker.name() + " of " + tracker.entity() + ".";
            case KEEP -> "Kept by the owner: " + kept.getOrDefault(tracker.id(), "");
            case NAME -> tracker.name() + " is only named in reports; the policy decides about it.";
        };
        return new Explanation(
                rule.tracker,
                rule.verdict == UrlRule.Verdict.REMOVE,
                list,
                host(tracker, rule, url) + rule.pattern,
                reason);
    }

    /** The host of the rule as the catalog spells it; the index keeps only its hash and bytes. */
    private static String host(Tracker tracker, UrlRule rule, BrowserUrl url) {
        return tracker.signatures(Signature.HostRule.class)
                .filter(each -> each.exact() == rule.exactHost && each.covers(url.host()))
                .map(Signature.HostRule::host)
                .max(Comparator.comparingInt(String::length))
                .map(host -> (rule.exactHost ? "" : "*.") + host)
                .orElse("*");
    }

    private @Nullable Explanation listed(BrowserUrl url) {
        boolean own = lookup.isOwn(url);
        for (FilterList list : lookup.lists()) {
            UrlRule rule = list.match(url, ResourceType.ALL, false, own);
            if (rule != null) {
                Explanation spared = spared(url, own);
                return spared != null
                        ? spared
                        : new Explanation(rule.tracker, true, list.name(), list.text(rule), "The list names it.");
            }
        }
        return null;
    }

    private @Nullable Explanation spared(BrowserUrl url, boolean own) {
        for (FilterList list : lookup.lists()) {
            UrlRule rule = list.exception(url, ResourceType.ALL, true, own);
            if (rule != null) {
                return new Explanation(
                        Optional.empty(),
                        false,
                        list.name(),
                        list.text(rule),
                        "A list names it, an exception spares it.");
            }
        }
        return null;
    }
}
