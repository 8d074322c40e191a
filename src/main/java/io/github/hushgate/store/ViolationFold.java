package io.github.hushgate.store;

import io.github.hushgate.policy.Disposition;
import io.github.hushgate.report.BlockedUrl;
import io.github.hushgate.report.ViolationGroup;
import io.github.hushgate.report.ViolationReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Folds violations so that one refusal counts once: several policies report the same one, so the largest of their
 * counts stands. A Connection-Allowlist names no directive: only what it counts beyond all directives together is left
 * to it.
 */
final class ViolationFold {
    private record Place(String route, BlockedUrl blocked, String tracker) {}

    private record Rule(String type, String directive) {}

    private final Map<Place, Map<Rule, Map<String, Policy>>> places = new HashMap<>();

    void add(ViolationReport report) {
        boolean allowlist = isAllowlist(report.type());
        Rule rule = allowlist ? new Rule("connection-allowlist", "") : new Rule(report.type(), report.directive());
        places.computeIfAbsent(new Place(report.route(), report.blocked(), report.tracker()), unused -> new HashMap<>())
                .computeIfAbsent(rule, unused -> new HashMap<>())
                .computeIfAbsent(report.policy(), unused -> new Policy())
                .add(report);
    }

    private static boolean isAllowlist(String type) {
        return type.startsWith("connection-allowlist");
    }

    /** The groups, the most frequent first. */
    List<ViolationGroup> groups() {
        List<ViolationGroup> groups = new ArrayList<>();
        places.forEach((place, rules) -> place(place, rules, groups));
        groups.sort(Comparator.comparingLong(ViolationGroup::count).reversed().thenComparing(ViolationGroup::route));
        return groups;
    }

    private static void place(Place place, Map<Rule, Map<String, Policy>> rules, List<ViolationGroup> groups) {
        long named = 0;
        for (Map.Entry<Rule, Map<String, Policy>> each : rules.entrySet()) {
            if (!isAllowlist(each.getKey().type())) {
                Policy largest = largest(each.getValue());
                named += each.getKey().type().equals("csp-violation") ? largest.count() : 0;
                largest.groups(place, each.getKey(), 0, groups);
            }
        }
        for (Map.Entry<Rule, Map<String, Policy>> each : rules.entrySet()) {
            if (isAllowlist(each.getKey().type())) {
                largest(each.getValue()).groups(place, each.getKey(), named, groups);
            }
        }
    }

    private static Policy largest(Map<String, Policy> policies) {
        return policies.values().stream()
                .max(Comparator.comparingLong(Policy::count))
                .orElseThrow();
    }

    /** What one policy told of one refusal. */
    private static final class Policy {
        private final Map<Disposition, Seen> seen = new EnumMap<>(Disposition.class);

        void add(ViolationReport report) {
            seen.computeIfAbsent(report.disposition(), unused -> new Seen(report))
                    .add(report);
        }

        long count() {
            return seen.values().stream().mapToLong(each -> each.count).sum();
        }

        /** Adds a group for each disposition, after {@code without} of the count were told elsewhere. */
        void groups(Place place, Rule rule, long without, List<ViolationGroup> groups) {
            long left = without;
            for (Map.Entry<Disposition, Seen> each : seen.entrySet()) {
                long count = each.getValue().count;
                long stands = Math.max(0, count - left);
                left = Math.max(0, left - count);
                if (stands > 0) {
                    groups.add(each.getValue().group(place, rule, each.getKey(), stands));
                }
            }
        }
    }

    /** A running count with its bounded company. */
    private static final class Seen {
        private final String classification;
        private final boolean mayRedirect;
        private final Set<String> sources = new TreeSet<>();
        private final Set<String> builds = new TreeSet<>();
        private final Set<String> browsers = new TreeSet<>();
        private long count;
        private Instant first;
        private String firstBuild;
        private Instant last;

        Seen(ViolationReport report) {
            this.classification = report.classification();
            this.mayRedirect = report.mayRedirect();
            this.first = report.time();
            this.firstBuild = report.build();
            this.last = report.time();
        }

        void add(ViolationReport report) {
            count += report.count();
            if (report.time().isBefore(first)) {
                first = report.time();
                firstBuild = report.build();
            }
            last = report.time().isAfter(last) ? report.time() : last;
            name(sources, report.source());
            name(builds, report.build());
            name(browsers, report.browser());
        }

        private static void name(Set<String> names, String name) {
            if (!name.isEmpty() && names.size() < ViolationGroup.MAX_VALUES) {
                names.add(name);
            }
        }

        ViolationGroup group(Place place, Rule rule, Disposition disposition, long stands) {
            return new ViolationGroup(
                    place.route(),
                    rule.type(),
                    rule.directive(),
                    place.blocked(),
                    place.tracker(),
                    classification,
                    disposition,
                    mayRedirect,
                    stands,
                    first,
                    last,
                    firstBuild,
                    sources,
                    builds,
                    browsers);
        }
    }
}
