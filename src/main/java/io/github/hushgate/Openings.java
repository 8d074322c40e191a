package io.github.hushgate;

import io.github.hushgate.policy.AllowKind;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.url.BrowserUrl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the owner's settings leave open to catalogued trackers, looked at once, at start-up. */
final class Openings {
    private static final String UNKNOWN_ORIGIN = "https://www.example.org";

    private final List<HushgateConfig.Rule> rules;
    private final Map<AllowKind, List<String>> dangerous;
    private final List<Protection> protections;
    private final TrackerProbes probes;
    private final String origin;

    Openings(HushgateConfig config, Protections protections, TrackerProbes probes) {
        this.rules = config.rules();
        this.dangerous = config.policyOptions().dangerous();
        this.protections = protections.single();
        this.probes = probes;
        this.origin = config.ownOrigins().stream().findFirst().orElse(UNKNOWN_ORIGIN);
    }

    /** Throws IllegalArgumentException where a sealed page may link to a tracker. */
    void check() {
        for (HushgateConfig.Rule rule : rules) {
            if (rule.preset() == Preset.SEALED) {
                rule.allow().getOrDefault(AllowKind.LINK, List.of()).forEach(host -> refuseTracker(rule, host));
            }
        }
    }

    private void refuseTracker(HushgateConfig.Rule rule, String host) {
        tracker(host).ifPresent(name -> {
            throw new IllegalArgumentException(AllowKind.LINK.key() + ": \"" + host + "\" is a host of " + name
                    + ", and rule \"" + rule.pattern()
                    + "\" is sealed; leave it out, or give the rule preset \"confidential\", where links are free");
        });
    }

    /** The allowed hosts that the catalog knows, a sentence for each. */
    List<String> warnings() {
        Set<String> warnings = new LinkedHashSet<>();
        for (HushgateConfig.Rule rule : rules) {
            rule.allow()
                    .forEach((kind, hosts) -> hosts.forEach(host -> tracker(host)
                            .ifPresent(name -> warnings.add(kind.key() + ": \"" + host + "\" is a host of " + name
                                    + "; rule \"" + rule.pattern() + "\" lets it through"))));
        }
        return List.copyOf(warnings);
    }

    /**
     * What stays open on purpose, a line for each tracker and rule; rules that are open to the same are told of
     * together. Nothing when nothing was opened.
     */
    List<String> told() {
        Map<List<Object>, List<String>> known = new HashMap<>();
        Map<List<String>, List<String>> byOpening = new LinkedHashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            HushgateConfig.Rule rule = rules.get(i);
            if (!rule.allow().isEmpty() || !dangerous.isEmpty()) {
                Protection protection = protections.get(i);
                List<String> open = known.computeIfAbsent(
                        List.of(rule.preset(), rule.allow()),
                        same -> probes.open(protection.headers(), rule.preset(), origin));
                byOpening.computeIfAbsent(open, same -> new ArrayList<>()).add(rule.pattern());
            }
        }
        List<String> lines = new ArrayList<>();
        byOpening.forEach((open, patterns) ->
                open.forEach(line -> lines.add(line + " on " + String.join(", ", patterns) + ", as set")));
        return lines;
    }

    private Optional<String> tracker(String source) {
        String address = source.contains("://") ? source : "https://" + source;
        return BrowserUrl.parse(address).flatMap(url -> probes.nameOfHost(url.host()));
    }
}
