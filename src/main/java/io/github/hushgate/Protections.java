package io.github.hushgate;

import io.github.hushgate.policy.AllowKind;
import io.github.hushgate.policy.ApprovedScripts;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.PolicyOptions;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.policy.ReferrerPolicy;
import io.github.hushgate.policy.SecurityHeaders;
import io.github.hushgate.policy.SourceExpression;
import io.github.hushgate.route.RoutePattern;
import io.github.hushgate.route.RuleSet;
import io.github.hushgate.route.SensitiveRoutes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Turns the rules that a request falls under into its protection: the strictest mode and preset, the hosts of all of
 * them. What one rule alone means is made at start-up, so that a wrong setting stops it; what several mean together is
 * made when first seen, and kept. Safe for many threads.
 */
final class Protections {
    /** Different overlaps of rules that are kept, at most; any further one is made anew for each request. */
    static final int MAX_OVERLAPS = 1_000;

    /** The name by which reports of pages beside the sensitive ones, and of workers, are known. */
    static final String NEIGHBOUR = "visit";

    private final List<HushgateConfig.Rule> rules;
    private final Map<AllowKind, List<String>> siteHosts;
    private final String reportUrl;
    private final String build;
    private final PolicyOptions options;
    private final List<Protection> single;
    private final Map<RuleSet, Protection> overlaps = new ConcurrentHashMap<>();

    /** The protections of a site whose reports go to {@code reportUrl}, path-absolute or absolute. */
    Protections(HushgateConfig config, String reportUrl) {
        this.rules = config.rules();
        this.siteHosts = config.allow();
        this.reportUrl = reportUrl;
        this.build = config.build();
        this.options = config.policyOptions().withApproved(approved(config));
        this.single = IntStream.range(0, rules.size())
                .mapToObj(rule -> join(List.of(rule), Map.of()))
                .toList();
    }

    private static List<SourceExpression.Hash> approved(HushgateConfig config) {
        Set<SourceExpression.Hash> hashes = new LinkedHashSet<>();
        config.approved().forEach(set -> hashes.addAll(set.scripts().hashes()));
        config.approvedScripts().ifPresent(file -> hashes.addAll(read(file).hashes()));
        return List.copyOf(hashes);
    }

    private static ApprovedScripts read(Path file) {
        try {
            return ApprovedScripts.read(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    SettingKeys.APPROVED.name() + ": \"" + file
                            + "\" cannot be read; name a file that \"approve\" wrote",
                    e);
        }
    }

    /** The endpoint as policies name it: where the owner says that browsers see it, or below the context. */
    static String reportUrl(HushgateConfig config, String contextPath) {
        return config.reports()
                .url()
                .map(Object::toString)
                .orElse(contextPath + config.reports().path());
    }

    /** The matcher whose rule sets {@link #of} understands. */
    static SensitiveRoutes routes(HushgateConfig config) {
        List<RoutePattern> sensitive = config.rules().stream()
                .map(HushgateConfig.Rule::pattern)
                .map(RoutePattern::of)
                .toList();
        return SensitiveRoutes.of(
                sensitive, config.except().stream().map(RoutePattern::of).toList());
    }

    /** The patterns by the names that stand in the endpoint's query. */
    Map<String, RoutePattern> byName() {
        Map<String, RoutePattern> names = new LinkedHashMap<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            names.put(name(rule), single.get(rule).route());
        }
        names.put(NEIGHBOUR, RoutePattern.of("/*"));
        return names;
    }

    /** The protection of each rule alone. */
    List<Protection> single() {
        return single;
    }

    /** What a header set for anything but a sensitive page is made from: the ceiling, with the site's own hosts. */
    SecurityHeaders.Settings beside(Disposition mode) {
        return new SecurityHeaders.Settings(Preset.CONTAIN, mode, siteHosts, reportUrl, NEIGHBOUR, build, options);
    }

    /** Whether one of the rules is sealed. */
    boolean isSealed(RuleSet matched) {
        return of(matched).preset() == Preset.SEALED;
    }

    /** The patterns of the rules, or of the sealed ones alone. */
    List<RoutePattern> patterns(boolean sealedOnly) {
        return single.stream()
                .filter(each -> !sealedOnly || each.preset() == Preset.SEALED)
                .map(Protection::route)
                .toList();
    }

    /** What to tell the owner at start-up, each sentence once. */
    List<String> warnings() {
        Set<String> all = new LinkedHashSet<>();
        single.forEach(each -> all.addAll(each.headers().warnings()));
        rules.forEach(rule -> rule.cacheControl()
                .or(options::cacheControl)
                .filter(value -> !ConfigRules.keepsNothing(value))
                .ifPresent(value -> all.add("cache-control: \"" + value + "\" on \"" + rule.pattern()
                        + "\" lets its pages stay in the browser, where whoever uses the computer next can read them;"
                        + " \"no-store\" would not")));
        return List.copyOf(all);
    }

    /** The protection under these rules, of which there must be one at least. */
    Protection of(RuleSet matched) {
        List<Integer> which = indexes(matched);
        return which.size() == 1 ? single.get(which.get(0)) : overlap(matched, which);
    }

    /** The protection under these rules for a page that another page of the site may frame. */
    Protection framed(RuleSet matched) {
        return join(indexes(matched), Map.of(AllowKind.FRAMED_BY, List.of("'self'")));
    }

    private List<Integer> indexes(RuleSet matched) {
        return IntStream.range(0, rules.size())
                .filter(matched::contains)
                .boxed()
                .toList();
    }

    private Protection overlap(RuleSet matched, List<Integer> which) {
        Protection known = overlaps.get(matched);
        if (known != null) {
            return known;
        }
        Protection made = join(which, Map.of());
        if (overlaps.size() < MAX_OVERLAPS) {
            overlaps.put(matched, made);
        }
        return made;
    }

    private Protection join(List<Integer> which, Map<AllowKind, List<String>> more) {
        Disposition mode = Disposition.REPORT;
        Preset preset = Preset.CONTAIN;
        Map<AllowKind, List<String>> allow = new EnumMap<>(AllowKind.class);
        allow.putAll(more);
        for (int each : which) {
            HushgateConfig.Rule rule = rules.get(each);
            mode = rule.mode() == Disposition.ENFORCE ? Disposition.ENFORCE : mode;
            preset = rule.preset().compareTo(preset) > 0 ? rule.preset() : preset;
            rule.allow().forEach((kind, hosts) -> allow.merge(kind, hosts, Protections::both));
        }
        int first = which.get(0);
        PolicyOptions theirs = headers(which, preset);
        var settings = new SecurityHeaders.Settings(preset, mode, allow, reportUrl, name(first), build, theirs);
        return new Protection(RoutePattern.of(rules.get(first).pattern()), mode, preset, SecurityHeaders.of(settings));
    }

    /**
     * The strictest Referrer-Policy of these rules. A Cache-Control that one of them has of its own counts for all, but
     * where another says otherwise, or brings a nonce, nothing is kept.
     */
    private PolicyOptions headers(List<Integer> which, Preset preset) {
        ReferrerPolicy referrer = rules.get(which.get(0)).referrerPolicy();
        Set<String> own = new LinkedHashSet<>();
        for (int each : which) {
            HushgateConfig.Rule rule = rules.get(each);
            referrer = rule.referrerPolicy().compareTo(referrer) < 0 ? rule.referrerPolicy() : referrer;
            rule.cacheControl().ifPresent(own::add);
        }
        PolicyOptions theirs = options.withReferrerPolicy(referrer);
        if (own.isEmpty()) {
            return theirs;
        }
        String only = own.iterator().next();
        boolean may = own.size() == 1 && (preset == Preset.CONTAIN || ConfigRules.keepsNothing(only));
        return may ? theirs.withCacheControl(only) : theirs.withNoStore();
    }

    private static List<String> both(List<String> some, List<String> more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return new ArrayList<>(all);
    }

    private static String name(int rule) {
        return Integer.toString(rule);
    }
}
