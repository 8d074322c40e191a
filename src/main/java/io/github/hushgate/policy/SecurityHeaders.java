package io.github.hushgate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The header set of one rule, computed once at start-up; per response only the nonce is spliced in. Immutable, safe for
 * many threads.
 *
 * <p>An HTML document gets {@link #lines} (or {@link #send}, which makes no list). Any other response gets
 * {@link #otherLines}, with {@link #cacheControl} for its Cache-Control. A worker's script, whatever its route, has a
 * set of its own ({@link #ofWorker}), and so has a page beside the sensitive ones. Every line replaces what the
 * application set, except {@code Content-Security-Policy} (and its report-only twin), where the application's own stays
 * as one more policy, which can only tighten.
 */
public final class SecurityHeaders {
    private static final Set<String> NAMES = HeaderSets.names();

    /** What kind of response a header set is for. */
    private enum Scope {
        SENSITIVE,
        /** A page beside the sensitive ones. */
        NEIGHBOUR,
        /** A worker's script. */
        WORKER,
        /** A page that is only looked at. */
        NOTHING
    }

    private final Settings settings;
    private final Scope scope;
    private final boolean nonce;
    private final HeaderTemplate[] document;
    private final HeaderTemplate[] documentSecure;
    private final List<HeaderLine> other;
    private final List<HeaderLine> otherSecure;
    private final List<String> warnings;
    private final List<String> allowedOrigins;

    private SecurityHeaders(Settings settings, Scope scope) {
        this.settings = settings;
        this.scope = scope;
        var sets = new HeaderSets(settings);
        nonce = scope == Scope.SENSITIVE && sets.usesNonce();
        document = document(sets, false);
        documentSecure = document(sets, true);
        other = other(sets, false);
        otherSecure = other(sets, true);
        var noted = new ArrayList<>(sets.warnings());
        SizeBudget.check(settings.rule(), lines(PresetPolicies.NONCE_MARK, true))
                .ifPresent(noted::add);
        warnings = List.copyOf(noted);
        allowedOrigins = sets.allowedOrigins();
    }

    private HeaderTemplate[] document(HeaderSets sets, boolean secure) {
        return switch (scope) {
            case SENSITIVE -> sets.document(secure);
            case NEIGHBOUR -> sets.neighbour(secure);
            case WORKER -> sets.worker(secure);
            case NOTHING -> new HeaderTemplate[0];
        };
    }

    private List<HeaderLine> other(HeaderSets sets, boolean secure) {
        return scope == Scope.SENSITIVE ? HeaderTemplate.lines(sets.other(secure), "") : List.of();
    }

    /**
     * What the header set is made from.
     *
     * @param preset how strict
     * @param disposition enforced, or reported only
     * @param allow exact hosts, by kind
     * @param reportUrl path-absolute or absolute, without a query; rule and build go into its query; empty: no reports
     * @param rule the rule's name
     * @param build the site's build
     * @param options everything else
     */
    public record Settings(
            Preset preset,
            Disposition disposition,
            Map<AllowKind, List<String>> allow,
            String reportUrl,
            String rule,
            String build,
            PolicyOptions options) {
        /** Copies what it is given. */
        public Settings {
            Objects.requireNonNull(preset, "preset");
            Objects.requireNonNull(disposition, "disposition");
            allow = Map.copyOf(allow);
            Objects.requireNonNull(reportUrl, "reportUrl");
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(build, "build");
            Objects.requireNonNull(options, "options");
        }

        /** With {@link PolicyOptions#DEFAULT}. */
        public Settings(
                Preset preset,
                Disposition disposition,
                Map<AllowKind, List<String>> allow,
                String reportUrl,
                String rule,
                String build) {
            this(preset, disposition, allow, reportUrl, rule, build, PolicyOptions.DEFAULT);
        }
    }

    /** Computes the lines; throws IllegalArgumentException naming the key, the value and a value that would do. */
    public static SecurityHeaders of(Settings settings) {
        return new SecurityHeaders(Objects.requireNonNull(settings, "settings"), Scope.SENSITIVE);
    }

    /**
     * For a page beside the sensitive ones: the ceiling alone, and {@code private, no-store} whether or not it is
     * enforced. What is no document keeps its own headers.
     */
    public static SecurityHeaders ofNeighbour(Settings settings) {
        return new SecurityHeaders(Objects.requireNonNull(settings, "settings"), Scope.NEIGHBOUR);
    }

    /** For a service worker's script: the ceiling as its document's lines; its Cache-Control stays. */
    public static SecurityHeaders ofWorker(Settings settings) {
        return new SecurityHeaders(Objects.requireNonNull(settings, "settings"), Scope.WORKER);
    }

    /** For a page that is only looked at: no line. */
    public static SecurityHeaders ofNothing(Settings settings) {
        return new SecurityHeaders(Objects.requireNonNull(settings, "settings"), Scope.NOTHING);
    }

    /** Whether the policies carry a nonce ({@code contain} has none). */
    public boolean usesNonce() {
        return nonce;
    }

    /** All lines for an HTML document, in sending order; report-to and Reporting-Endpoints only when {@code secure}. */
    public List<HeaderLine> lines(String nonce, boolean secure) {
        return HeaderTemplate.lines(secure ? documentSecure : document, nonce);
    }

    /**
     * Hands name and value of each of {@link #lines} to {@code header}, and makes nothing but the values that carry the
     * nonce.
     */
    public void send(String nonce, boolean secure, BiConsumer<String, String> header) {
        for (HeaderTemplate template : secure ? documentSecure : document) {
            header.accept(template.name(), template.value(nonce));
        }
    }

    /** The lines for a response that is no HTML document, without its Cache-Control: see {@link #cacheControl}. */
    public List<HeaderLine> otherLines(boolean secure) {
        return secure ? otherSecure : other;
    }

    /**
     * What Cache-Control becomes: the application's own value, made private, for scripts, styles, images and fonts;
     * otherwise {@code no-store}, or what the owner set in its place. When only reporting, and on what is no sensitive
     * response, the application's value stays.
     *
     * @param mediaType the response's Content-Type; empty: none
     * @param application the application's Cache-Control; empty: none
     */
    public String cacheControl(String mediaType, String application) {
        if (!replacesCacheControl()) {
            return application;
        }
        if (scope == Scope.NEIGHBOUR) {
            return CacheControl.mayBeDocument(mediaType) ? CacheControl.NEIGHBOUR : application;
        }
        return CacheControl.isAsset(mediaType)
                ? CacheControl.makePrivate(application)
                : settings.options().cacheControl().orElse(CacheControl.NO_STORE);
    }

    /** What Referrer-Policy says. */
    public String referrerPolicy() {
        return HeaderSets.referrerPolicy(settings).toString();
    }

    /** Whether {@link #cacheControl} ever says anything but what the application does. */
    public boolean replacesCacheControl() {
        return scope == Scope.NEIGHBOUR || (scope == Scope.SENSITIVE && settings.disposition() == Disposition.ENFORCE);
    }

    /** Whether a header of this name, in any case, is one that we send in some setting. */
    public static boolean isOurs(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * The origins that the rule's {@code allow} lets the page call or lead to, serialised; {@code https} where the
     * owner named no scheme.
     */
    public List<String> allowedOrigins() {
        return allowedOrigins;
    }

    /** What the owner should be told at start-up, one sentence each. */
    public List<String> warnings() {
        return warnings;
    }

    /** The policies that a browser enforces or reports on, with {@code nonce} in place. */
    public List<ContentSecurityPolicy> policies(String nonce) {
        return lines(nonce, false).stream()
                .filter(line -> line.name().startsWith("Content-Security-Policy"))
                .flatMap(line -> ContentSecurityPolicy.parse(line.value()).stream())
                .toList();
    }
}
