package io.github.hushgate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Puts the header sets of one rule together, at start-up. */
final class HeaderSets {
    private static final String CSP = "Content-Security-Policy";
    private static final String REPORT_ONLY = "-Report-Only";
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final String CORP = "Cross-Origin-Resource-Policy";
    private static final String COOP = "Cross-Origin-Opener-Policy";
    private static final String ENDPOINTS = "Reporting-Endpoints";
    private static final String FRAME_OPTIONS = "X-Frame-Options";
    private static final String PERMISSIONS = "Permissions-Policy";
    private static final String CONNECTIONS = "Connection-Allowlist";
    private static final String INTEGRITY = "Integrity-Policy";

    /** Ends a network error log that the site set for the whole host. */
    private static final HeaderTemplate NEL_CANCEL = new HeaderTemplate("NEL", "{\"report_to\":\"x\",\"max_age\":0}");

    private static final HeaderTemplate NOSNIFF = new HeaderTemplate("X-Content-Type-Options", "nosniff");
    private static final HeaderTemplate NO_DNS_PREFETCH = new HeaderTemplate("X-DNS-Prefetch-Control", "off");

    private final SecurityHeaders.Settings settings;
    private final PolicyOptions options;
    private final boolean enforce;
    private final AllowedSources allow;
    private final Optional<ContentSecurityPolicy> nonce;
    private final ContentSecurityPolicy ceiling;
    private final ReportTargets targets;

    HeaderSets(SecurityHeaders.Settings settings) {
        this.settings = settings;
        options = settings.options();
        enforce = settings.disposition() == Disposition.ENFORCE;
        allow = AllowedSources.of(settings.allow(), options.dangerous());
        var policies = new PresetPolicies(settings.preset(), allow, options.approved());
        nonce = policies.nonce();
        ceiling = policies.ceiling();
        targets = new ReportTargets(settings.reportUrl(), settings.rule(), settings.build());
        checkCacheControl();
    }

    /** Lower-case names of all headers that some setting sends. */
    static Set<String> names() {
        var names = new TreeSet<String>();
        for (String twin : List.of("", REPORT_ONLY)) {
            List.of(CSP, COOP, PERMISSIONS, CONNECTIONS, INTEGRITY).forEach(name -> names.add(lower(name + twin)));
        }
        List.of(CACHE_CONTROL, CORP, ENDPOINTS, FRAME_OPTIONS, "Referrer-Policy")
                .forEach(name -> names.add(lower(name)));
        List.of(NEL_CANCEL, NOSNIFF, NO_DNS_PREFETCH).forEach(template -> names.add(lower(template.name())));
        return names;
    }

    boolean usesNonce() {
        return nonce.isPresent();
    }

    HeaderTemplate[] document(boolean secure) {
        var lines = new ArrayList<HeaderTemplate>();
        if (targets.isPresent() && secure) {
            lines.add(new HeaderTemplate(ENDPOINTS, targets.endpoints(usesNonce())));
        }
        nonce.ifPresent(policy -> lines.add(policy(policy, 'a', secure)));
        lines.add(policy(ceiling, 'b', secure));
        connections(secure).ifPresent(lines::add);
        integrity(secure).ifPresent(lines::add);
        lines.add(permissions(secure));
        lines.add(twin(COOP, "same-origin" + targets.parameter(secure, true)));
        lines.add(referrerPolicy());
        lines.add(NEL_CANCEL);
        lines.add(NOSNIFF);
        if (enforce) {
            lines.add(new HeaderTemplate(CORP, "same-origin"));
            frameOptions().ifPresent(lines::add);
            lines.add(NO_DNS_PREFETCH);
            lines.add(new HeaderTemplate(CACHE_CONTROL, options.cacheControl().orElse(CacheControl.NO_STORE)));
        }
        return lines.toArray(HeaderTemplate[]::new);
    }

    /**
     * The ceiling here too: an SVG or XML response is a document as well, and the ceiling may be cached, since it
     * carries no nonce.
     */
    HeaderTemplate[] other(boolean secure) {
        var lines = new ArrayList<>(List.of(worker(secure)));
        lines.add(referrerPolicy());
        lines.add(NEL_CANCEL);
        if (enforce) {
            lines.add(NOSNIFF);
            lines.add(new HeaderTemplate(CORP, "same-origin"));
            frameOptions().ifPresent(lines::add);
        }
        return lines.toArray(HeaderTemplate[]::new);
    }

    HeaderTemplate[] worker(boolean secure) {
        var lines = new ArrayList<HeaderTemplate>();
        if (targets.isPresent() && secure) {
            lines.add(new HeaderTemplate(ENDPOINTS, targets.endpoints(false)));
        }
        lines.add(policy(ceiling, 'b', secure));
        return lines.toArray(HeaderTemplate[]::new);
    }

    /** For a page beside the sensitive ones: no COOP, which would make it their openers' equal. */
    HeaderTemplate[] neighbour(boolean secure) {
        var lines = new ArrayList<>(List.of(worker(secure)));
        lines.add(new HeaderTemplate(CACHE_CONTROL, CacheControl.NEIGHBOUR));
        return lines.toArray(HeaderTemplate[]::new);
    }

    List<String> allowedOrigins() {
        return allow.outgoing().stream()
                .map(SourceExpression.Host::origin)
                .distinct()
                .toList();
    }

    List<String> warnings() {
        var warnings = new ArrayList<String>();
        if (allow.self(AllowKind.FRAMED_BY)) {
            warnings.add("allow.framed-by: 'self' lets any page of this origin that frames rule \""
                    + Tokens.printable(settings.rule()) + "\" read it, trackers on that page included");
        }
        if (!options.dangerous().isEmpty()) {
            warnings.add("allow.dangerous-*: rule \"" + Tokens.printable(settings.rule()) + "\" is open to "
                    + Tokens.printable(options.dangerous().values().toString()));
        }
        return warnings;
    }

    private HeaderTemplate policy(ContentSecurityPolicy policy, char letter, boolean secure) {
        return twin(CSP, targets.reporting(policy, letter, secure).toString());
    }

    private HeaderTemplate twin(String name, String value) {
        return new HeaderTemplate(enforce ? name : name + REPORT_ONLY, value);
    }

    private Optional<HeaderTemplate> connections(boolean secure) {
        boolean wanted = settings.preset() == Preset.SEALED
                || options.extras().contains(PolicyOptions.Extra.CONNECTION_ALLOWLIST);
        return wanted
                ? Optional.of(twin(
                        CONNECTIONS, ConnectionAllowlist.of(allow.outgoing()).value(targets.parameter(secure, false))))
                : Optional.empty();
    }

    private Optional<HeaderTemplate> integrity(boolean secure) {
        String endpoints = targets.isPresent() && secure ? ", endpoints=(" + ReportTargets.name('c') + ")" : "";
        return options.extras().contains(PolicyOptions.Extra.INTEGRITY_POLICY)
                ? Optional.of(twin(INTEGRITY, "blocked-destinations=(script)" + endpoints))
                : Optional.empty();
    }

    private HeaderTemplate permissions(boolean secure) {
        PermissionsPolicy policy = PermissionsPolicy.of(settings.preset());
        if (options.extras().contains(PolicyOptions.Extra.LEGACY_ADTECH)) {
            policy = policy.withLegacyAdtech();
        }
        for (var feature : options.permissions().entrySet()) {
            policy = policy.with(feature.getKey(), feature.getValue());
        }
        // Enforced, a refusal is what the page should feel, not news; only the report-only twin is sent to be told.
        return twin(PERMISSIONS, policy.value(enforce ? "" : targets.parameter(secure, false)));
    }

    private HeaderTemplate referrerPolicy() {
        return new HeaderTemplate("Referrer-Policy", referrerPolicy(settings).toString());
    }

    static ReferrerPolicy referrerPolicy(SecurityHeaders.Settings settings) {
        return settings.options().referrerPolicy().orElse(ReferrerPolicy.of(settings.preset()));
    }

    /** Absent where frame-ancestors names a host, which this header cannot say; browsers then go by frame-ancestors. */
    private Optional<HeaderTemplate> frameOptions() {
        List<SourceExpression> framedBy = allow.of(AllowKind.FRAMED_BY);
        if (framedBy.isEmpty()) {
            return Optional.of(new HeaderTemplate(FRAME_OPTIONS, "DENY"));
        }
        return framedBy.equals(List.of(SourceExpression.Keyword.SELF))
                ? Optional.of(new HeaderTemplate(FRAME_OPTIONS, "SAMEORIGIN"))
                : Optional.empty();
    }

    private void checkCacheControl() {
        options.cacheControl().ifPresent(value -> {
            if (usesNonce() && !lower(value).contains(CacheControl.NO_STORE)) {
                throw new IllegalArgumentException("cache-control: \"" + Tokens.printable(value) + "\" on rule \""
                        + Tokens.printable(settings.rule())
                        + "\" would keep a nonce for a second visitor; say \"no-store\", or take preset"
                        + " \"contain\", which has none");
            }
        });
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
