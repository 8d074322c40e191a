package io.github.hushgate.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.report.ViolationGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the policies refuse of a site's own, or would if they were enforced, route by route; and the settings that would
 * keep it working. Never a tracker, a wildcard or {@code 'unsafe-inline'}.
 *
 * @param breakages the site's own first, then other hosts; the most frequent first
 * @param settings a JSON object to merge into the settings; empty when no setting would help
 */
public record EnforcePreview(List<Breakage> breakages, String settings) {
    /** What would keep something working. */
    public enum Remedy {
        /** The host may be allowed for this route, with a reason. */
        ALLOW_HOST("allow this host on this route, with a reason: see the settings below"),
        /** {@code 'self'} may be allowed for this kind. */
        ALLOW_SELF("allow the site's own pages for this kind: see the settings below"),
        /** An inline script. */
        INLINE_SCRIPT("give it the nonce (request attribute cspNonce), move it to a file, or approve its hash; preset"
                + " \"contain\" keeps all inline scripts"),
        /** An inline style. */
        INLINE_STYLE("move it to a style sheet, or give it the nonce; preset \"confidential\" keeps inline styles"),
        /** An event handler in an attribute, or a javascript: link. */
        HANDLER("move it to a script with addEventListener; preset \"contain\" keeps it"),
        /** Text run as a script. */
        EVAL("no setting: let the script do without eval"),
        /** A form or address of the site's own that is refused: most often its redirect leads elsewhere. */
        REDIRECT("look where it redirects: the browser blames the first address"),
        /** Nothing that the settings know. */
        NONE("no setting: leave it out of the page");

        private final String words;

        Remedy(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /**
     * One thing that a policy refuses.
     *
     * @param route the rule's pattern
     * @param directive the effective directive
     * @param blocked what was refused: an origin, or {@code inline}, {@code eval}
     * @param own whether it is the site's own
     * @param enforced whether it is refused already, rather than only told of
     * @param count how often
     * @param remedy what would keep it working
     */
    public record Breakage(
            String route, String directive, String blocked, boolean own, boolean enforced, long count, Remedy remedy) {
        /** For people: {@code img-src https://maps.example}. */
        public String what() {
            return directive + " " + blocked;
        }
    }

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("script-src", "script"),
            Map.entry("script-src-elem", "script"),
            Map.entry("style-src", "style"),
            Map.entry("style-src-elem", "style"),
            Map.entry("img-src", "img"),
            Map.entry("font-src", "font"),
            Map.entry("connect-src", "connect"),
            Map.entry("media-src", "media"),
            Map.entry("manifest-src", "manifest"),
            Map.entry("object-src", "object"),
            Map.entry("frame-src", "frame"),
            Map.entry("worker-src", "worker"),
            Map.entry("form-action", "form"));
    private static final Set<String> CLOSED_TO_SELF = Set.of("object-src", "frame-src", "worker-src");
    private static final int MAX_SETTINGS = 50;

    /** Copies the list. */
    public EnforcePreview {
        breakages = List.copyOf(breakages);
    }

    static EnforcePreview of(List<ViolationGroup> groups) {
        List<Breakage> breakages = groups.stream()
                .filter(each -> each.type().equals("csp-violation"))
                .filter(each -> Set.of("own", "third-party", "inline").contains(each.classification()))
                .map(EnforcePreview::breakage)
                .sorted(Comparator.comparing((Breakage each) -> !each.own())
                        .thenComparing(Breakage::count, Comparator.reverseOrder()))
                .toList();
        return new EnforcePreview(breakages, settings(breakages));
    }

    private static Breakage breakage(ViolationGroup group) {
        boolean own = !group.classification().equals("third-party");
        return new Breakage(
                group.route(),
                group.directive(),
                group.blocked().toString(),
                own,
                group.disposition() == Disposition.ENFORCE,
                group.count(),
                remedy(group, own));
    }

    private static Remedy remedy(ViolationGroup group, boolean own) {
        String directive = group.directive();
        return switch (group.blocked().kind()) {
            case INLINE -> inline(directive);
            case EVAL, WASM_EVAL -> Remedy.EVAL;
            case URL -> ofAddress(directive, own);
            case DATA, BLOB, EXTENSION, TRUSTED_TYPES, NONE, OTHER -> Remedy.NONE;
        };
    }

    private static Remedy inline(String directive) {
        if (directive.endsWith("-attr")) {
            return directive.startsWith("style") ? Remedy.INLINE_STYLE : Remedy.HANDLER;
        }
        return directive.startsWith("style") ? Remedy.INLINE_STYLE : Remedy.INLINE_SCRIPT;
    }

    private static Remedy ofAddress(String directive, boolean own) {
        if (!KINDS.containsKey(directive)) {
            return Remedy.NONE;
        }
        if (own) {
            return CLOSED_TO_SELF.contains(directive) ? Remedy.ALLOW_SELF : Remedy.REDIRECT;
        }
        return Remedy.ALLOW_HOST;
    }

    private static String settings(List<Breakage> breakages) {
        Map<String, Set<String>> self = new LinkedHashMap<>();
        Map<String, List<Map<String, String>>> byRoute = new LinkedHashMap<>();
        for (Breakage each : breakages.subList(0, Math.min(breakages.size(), MAX_SETTINGS))) {
            String kind = KINDS.getOrDefault(each.directive(), "");
            if (each.remedy() == Remedy.ALLOW_SELF) {
                self.computeIfAbsent(kind, unused -> new LinkedHashSet<>()).add("'self'");
            } else if (each.remedy() == Remedy.ALLOW_HOST && each.route().startsWith("/")) {
                byRoute.computeIfAbsent(each.route(), unused -> new ArrayList<>())
                        .add(allowed(kind, each.blocked()));
            }
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        if (!self.isEmpty()) {
            settings.put("allow", self);
        }
        if (!byRoute.isEmpty()) {
            settings.put(
                    "routes",
                    byRoute.entrySet().stream()
                            .map(each -> route(each.getKey(), each.getValue()))
                            .toList());
        }
        return settings.isEmpty() ? "" : json(settings);
    }

    private static Map<String, Object> route(String pattern, List<Map<String, String>> allow) {
        Map<String, Object> route = new LinkedHashMap<>();
        route.put("pattern", pattern);
        route.put("allow", allow);
        return route;
    }

    private static Map<String, String> allowed(String kind, String host) {
        Map<String, String> allowed = new LinkedHashMap<>();
        allowed.put("kind", kind);
        allowed.put("host", host);
        allowed.put("reason", "write here why this page needs it");
        return allowed;
    }

    private static String json(Map<String, Object> settings) {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings can always be written", e);
        }
    }

    /** For programs. */
    Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("breakages", breakages.stream().map(EnforcePreview::map).toList());
        map.put("settings", settings);
        return map;
    }

    private static Map<String, Object> map(Breakage each) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("route", each.route());
        map.put("directive", each.directive());
        map.put("blocked", each.blocked());
        map.put("own", each.own());
        map.put("enforced", each.enforced());
        map.put("count", each.count());
        map.put(
                "remedy",
                each.remedy().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        return map;
    }
}
