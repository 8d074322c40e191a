package io.github.hushgate;

import io.github.hushgate.HushgateConfig.Allowed;
import io.github.hushgate.HushgateConfig.JourneySettings;
import io.github.hushgate.HushgateConfig.Route;
import io.github.hushgate.HushgateConfig.Rule;
import io.github.hushgate.HushgateConfig.Strip;
import io.github.hushgate.policy.AllowKind;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.policy.ReferrerPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the keys mean together: the rules of the sensitive patterns. */
final class ConfigRules {
    private static final String INLINE_SCRIPTS = "; inline scripts of your own run there only with the nonce (request"
            + " attribute cspNonce): preset \"contain\" keeps them without it, and still lets nothing out";

    private ConfigRules() {}

    /** One rule for each pattern, the site's first; a pattern that stands in both is one rule. */
    static List<Rule> of(HushgateConfig config) {
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (String pattern : config.sensitive()) {
            rules.put(pattern, rule(config, Route.of(pattern)));
        }
        for (Route route : config.routes()) {
            rules.put(route.pattern(), rule(config, route));
        }
        return List.copyOf(rules.values());
    }

    private static Rule rule(HushgateConfig config, Route route) {
        return new Rule(
                route.pattern(),
                route.mode().orElse(config.mode()),
                preset(config, route),
                union(config.allow(), route.allow()),
                route.cacheControl(),
                route.referrerPolicy().orElse(sitesReferrerPolicy(config, route)));
    }

    private static Preset preset(HushgateConfig config, Route route) {
        return route.preset().orElse(config.preset());
    }

    private static ReferrerPolicy sitesReferrerPolicy(HushgateConfig config, Route route) {
        return config.policyOptions().referrerPolicy().orElse(ReferrerPolicy.of(preset(config, route)));
    }

    private static Map<AllowKind, List<String>> union(Map<AllowKind, List<String>> site, List<Allowed> route) {
        Map<AllowKind, List<String>> hosts = new EnumMap<>(AllowKind.class);
        hosts.putAll(site);
        for (Allowed each : route) {
            hosts.merge(each.kind(), List.of(each.host()), ConfigRules::both);
        }
        return hosts;
    }

    private static List<String> both(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        more.stream().filter(host -> !all.contains(host)).forEach(all::add);
        return List.copyOf(all);
    }

    /** One line for the start: what is protected, how, where reports go, and what to know of inline scripts. */
    static String summary(HushgateConfig config, String reportUrl) {
        String patterns = config.rules().stream()
                .map(rule -> rule.pattern() + " (" + SettingValues.modeWord(rule.mode()) + ", "
                        + Words.of(rule.preset()) + ")")
                .collect(Collectors.joining(", "));
        boolean nonce = config.rules().stream()
                .anyMatch(rule -> rule.mode() == Disposition.ENFORCE && rule.preset() != Preset.CONTAIN);
        return "Hushgate protects " + patterns + "; browsers report to " + reportUrl + ", kept in "
                + config.reports().directory().map(Object::toString).orElse("memory only")
                + (nonce ? INLINE_SCRIPTS : "");
    }

    static List<String> warnings(HushgateConfig config) {
        if (config.rules().isEmpty()) {
            return List.of(
                    "sensitive: no pattern is set, so nothing is protected; set it to the paths where people confide"
                            + " things, like \"/report/**\"");
        }
        List<String> warnings = new ArrayList<>();
        if (config.trackers().strip() == Strip.COUNT) {
            warnings.add("trackers.strip: \"count\" leaves the trackers in the pages; set it to \"on\"");
        }
        if (config.mode() == Disposition.REPORT) {
            warnings.add("mode: \"observe\" stops nothing but known tracker markup; what it reports was really sent");
        }
        if (config.reports().directory().isEmpty()) {
            warnings.add("reports.directory: not set; reports are kept in memory only and are gone at the next start");
        }
        return warnings;
    }

    /** Refuses a route that would lower what the site has chosen, or stands twice, and keys that mean nothing alone. */
    static void check(HushgateConfig config) {
        checkJourney(config.journey());
        checkReview(config);
        Map<String, Route> seen = new LinkedHashMap<>();
        for (Route route : config.routes()) {
            if (seen.put(route.pattern(), route) != null) {
                throw new IllegalArgumentException(
                        "routes: \"" + route.pattern() + "\" stands twice; one entry would do");
            }
            route.mode().ifPresent(mode -> checkMode(config, route, mode));
            route.preset().ifPresent(preset -> checkPreset(config, route, preset));
            route.cacheControl().ifPresent(value -> checkCacheControl(preset(config, route), route, value));
            route.referrerPolicy().ifPresent(policy -> checkReferrerPolicy(config, route, policy));
        }
    }

    private static void checkJourney(JourneySettings journey) {
        if (journey.age().isPresent() && !journey.sticky()) {
            throw new IllegalArgumentException(
                    "journey.minutes: \"" + journey.age().get().toMinutes()
                            + "\" means nothing while journey.sticky is off; leave it out, or set that to \"true\"");
        }
    }

    private static void checkReview(HushgateConfig config) {
        Optional<String> role = config.value(SettingKeys.REVIEW_ROLE);
        Optional<Path> password = config.value(SettingKeys.REVIEW_PASSWORD_FILE);
        if (role.isPresent() && password.isPresent()) {
            throw new IllegalArgumentException("review.role: \"" + role.get() + "\" and review.password-file: \""
                    + password.get() + "\" say in two ways who may read the review; one of them would do");
        }
        String path = config.value(SettingKeys.REVIEW_PATH);
        if (path.equals(config.reports().path())) {
            throw new IllegalArgumentException(
                    "review.path: \"" + path + "\" is where reports are received; \"/hushgate/review\" would do");
        }
    }

    private static void checkMode(HushgateConfig config, Route route, Disposition mode) {
        if (config.mode() == Disposition.ENFORCE && mode == Disposition.REPORT) {
            throw lower(route, "mode", "observe", "enforce");
        }
    }

    private static void checkPreset(HushgateConfig config, Route route, Preset preset) {
        if (preset.compareTo(config.preset()) < 0) {
            throw lower(route, "preset", Words.of(preset), Words.of(config.preset()));
        }
    }

    private static void checkCacheControl(Preset preset, Route route, String value) {
        if (preset != Preset.CONTAIN && !keepsNothing(value)) {
            throw new IllegalArgumentException("routes: \"" + route.pattern() + "\" may not set cache-control to \""
                    + value + "\", which would keep a nonce for a second visit; leave it out of the route, or set it to"
                    + " \"no-store\"; only under preset \"contain\" there is no nonce");
        }
    }

    /** Whether this Cache-Control lets nobody keep a page. */
    static boolean keepsNothing(String cacheControl) {
        return Words.lower(cacheControl).contains("no-store");
    }

    private static void checkReferrerPolicy(HushgateConfig config, Route route, ReferrerPolicy policy) {
        ReferrerPolicy sites = sitesReferrerPolicy(config, route);
        if (policy.compareTo(sites) > 0) {
            throw lower(route, "referrer-policy", policy.toString(), sites.toString());
        }
    }

    private static IllegalArgumentException lower(Route route, String key, String routes, String sites) {
        return new IllegalArgumentException("routes: \"" + route.pattern() + "\" may not lower " + key + " to \""
                + routes + "\" while the site's " + key + " is \"" + sites
                + "\"; leave it out of the route, or set it to \"" + sites + "\" or stricter");
    }
}
