package io.github.hushgate;

import io.github.hushgate.policy.AllowKind;
import io.github.hushgate.policy.ApprovedSet;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.PolicyOptions;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.policy.ReferrerPolicy;
import io.github.hushgate.report.ReportLimits;
import io.github.hushgate.route.RoutePattern;
import io.github.hushgate.store.JdbcStore.CreateSchema;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the owner of a site has chosen. Immutable; made by {@link #builder()}, or read at start-up from the places that
 * {@link HushgateFilter} names.
 *
 * <p>Every setter of the builder refuses a bad value with an {@link IllegalArgumentException} that names the key, the
 * value and one that would do.
 */
public final class HushgateConfig {
    private final Map<SettingKey<?>, Object> values;

    HushgateConfig(Map<SettingKey<?>, Object> values) {
        this.values = Map.copyOf(values);
    }

    /** What becomes of a page that cannot be searched for trackers, because nobody here reads its encoding. */
    public enum Unreadable {
        /** It is sent as it is, under the policies, and counted. */
        PASS,
        /** It is not sent. */
        WITHHOLD
    }

    /** What becomes of known tracker markup on a sensitive page. */
    public enum Strip {
        /** It is left out of the page. */
        ON,
        /** It is counted and stays: for a first look only, warned about at each start. */
        COUNT
    }

    /**
     * What one route has of its own: it may be stricter than the site, and may add hosts.
     *
     * @param pattern a sensitive pattern, on top of {@code sensitive}
     * @param mode only where it is stricter than the site's
     * @param preset only where it is stricter than the site's
     * @param allow hosts for this route alone, each with its reason
     * @param cacheControl in place of the site's; not where the route's responses carry a nonce
     * @param referrerPolicy only where it is stricter than the site's
     */
    public record Route(
            String pattern,
            Optional<Disposition> mode,
            Optional<Preset> preset,
            List<Allowed> allow,
            Optional<String> cacheControl,
            Optional<ReferrerPolicy> referrerPolicy) {
        /** Checks the pattern and the header's value. */
        public Route {
            pattern = RoutePattern.of(pattern).toString();
            Objects.requireNonNull(mode, "mode");
            Objects.requireNonNull(preset, "preset");
            allow = List.copyOf(allow);
            cacheControl = cacheControl.map(SettingValues::headerValue);
            Objects.requireNonNull(referrerPolicy, "referrerPolicy");
        }

        /** A route with the site's own headers. */
        public Route(String pattern, Optional<Disposition> mode, Optional<Preset> preset, List<Allowed> allow) {
            this(pattern, mode, preset, allow, Optional.empty(), Optional.empty());
        }

        /** A route with nothing of its own yet. */
        public static Route of(String pattern) {
            return new Route(pattern, Optional.empty(), Optional.empty(), List.of());
        }

        /** This route under a stricter mode. */
        public Route withMode(Disposition stricter) {
            return new Route(pattern, Optional.of(stricter), preset, allow, cacheControl, referrerPolicy);
        }

        /** This route under a stricter preset. */
        public Route withPreset(Preset stricter) {
            return new Route(pattern, mode, Optional.of(stricter), allow, cacheControl, referrerPolicy);
        }

        /** This route with a Cache-Control of its own. */
        public Route withCacheControl(String value) {
            return new Route(pattern, mode, preset, allow, Optional.of(value), referrerPolicy);
        }

        /** This route with a stricter Referrer-Policy. */
        public Route withReferrerPolicy(ReferrerPolicy stricter) {
            return new Route(pattern, mode, preset, allow, cacheControl, Optional.of(stricter));
        }

        /** This route with one host more. */
        public Route withAllowed(AllowKind kind, String host, String reason) {
            List<Allowed> more = new ArrayList<>(allow);
            more.add(new Allowed(kind, host, reason));
            return new Route(pattern, mode, preset, more, cacheControl, referrerPolicy);
        }
    }

    /**
     * A host that one route may use.
     *
     * @param kind for what
     * @param host as the policies write it: {@code https://maps.example.org}
     * @param reason why, in the owner's words; review and evidence show it
     */
    public record Allowed(AllowKind kind, String host, String reason) {
        /** Checks host and reason. */
        public Allowed {
            Objects.requireNonNull(kind, "kind");
            host = SettingValues.host(host);
            reason = SettingValues.nonBlank(reason);
        }
    }

    /**
     * A catalogued tracker that is spared.
     *
     * @param tracker its id in the catalog
     * @param reason why, in the owner's words; review shows it
     */
    public record Keep(String tracker, String reason) {
        /** Checks that neither is blank. */
        public Keep {
            tracker = SettingValues.nonBlank(tracker);
            reason = SettingValues.nonBlank(reason);
        }
    }

    /**
     * A host that the owner counts among the trackers.
     *
     * @param host the host; those below it count as well
     * @param reason why, in the owner's words; review shows it
     */
    public record Add(String host, String reason) {
        /** Checks that neither is blank. */
        public Add {
            host = SettingObjects.aliasHost(host);
            reason = SettingValues.nonBlank(reason);
        }
    }

    /**
     * A host by which a tracker goes here: a CNAME, a proxy, a stand-in.
     *
     * @param host the host; those below it do not count
     * @param as the tracker's own host
     * @param reason why, in the owner's words; review shows it
     */
    public record Alias(String host, String as, String reason) {
        /** Checks that none is blank and that both are host names. */
        public Alias {
            host = SettingObjects.aliasHost(host);
            as = SettingObjects.aliasHost(as);
            reason = SettingValues.nonBlank(reason);
        }
    }

    /**
     * What counts as a tracker, and what becomes of it.
     *
     * @param strip whether known tracker markup is left out or only counted
     * @param surrogates whether a removed bootstrap's globals are replaced by harmless ones
     * @param lists files of more hosts or rules
     * @param keep catalogued trackers that are spared
     * @param add hosts that are trackers as well
     * @param alias hosts by which trackers go here
     * @param unreadable what becomes of a page in an encoding that cannot be read, like {@code br}
     */
    public record Trackers(
            Strip strip,
            boolean surrogates,
            List<Path> lists,
            List<Keep> keep,
            List<Add> add,
            List<Alias> alias,
            Unreadable unreadable) {}

    /**
     * Where violation reports go.
     *
     * @param path of the endpoint, below the context
     * @param url the endpoint as browsers see it, where a proxy changes paths
     * @param directory where reports are kept; absent: in memory only
     * @param retentionDays that a day's file is kept
     * @param maxFileBytes of one day's file
     * @param fsync whether each write also waits for the disk
     * @param acceptNullOrigin whether {@code Origin: null} or none is taken
     * @param clientHeader the header in which the site's own proxy names the client last; absent: the connection's
     *     address
     * @param acknowledge when a browser gets its answer
     * @param kafka the topic that gets the same records
     * @param noise the owner's own noise rules, each {@code class field pattern}
     * @param limits the bounds of what is taken
     * @param database where several machines keep reports together
     */
    public record Reports(
            String path,
            Optional<URI> url,
            Optional<Path> directory,
            int retentionDays,
            long maxFileBytes,
            boolean fsync,
            boolean acceptNullOrigin,
            Optional<String> clientHeader,
            Acknowledge acknowledge,
            Kafka kafka,
            List<String> noise,
            ReportLimits limits,
            Database database) {}

    /**
     * A database that several machines share.
     *
     * @param dataSource its JNDI name; empty: none, the local files alone
     * @param createSchema whether its tables may be made
     * @param maxSpillBytes of the local file in which reports wait while it is away
     */
    public record Database(String dataSource, CreateSchema createSchema, int maxSpillBytes) {}

    /**
     * A topic beside the store.
     *
     * @param servers brokers to begin with; none: there is no topic
     * @param topic its name
     * @param properties a file of properties of the producer, such as those of its security
     * @param maxSpillBytes of the file in which records wait for a broker
     * @param patience after which a broker that does not answer counts as away
     */
    public record Kafka(
            List<String> servers, String topic, Optional<Path> properties, long maxSpillBytes, Duration patience) {}

    /** When a browser that sent a report gets its answer. */
    public enum Acknowledge {
        /** When the operating system has the report. */
        STORED,
        /** At once. */
        RECEIVED
    }

    /**
     * One sensitive pattern with all that counts for it: the site's settings and the route's own on top.
     *
     * @param pattern the pattern
     * @param mode the stricter one of the site's and the route's
     * @param preset the stricter one of the site's and the route's
     * @param allow the site's hosts and the route's, by kind
     * @param cacheControl the route's own, in place of the site's
     * @param referrerPolicy the route's, otherwise the site's, otherwise the preset's
     */
    record Rule(
            String pattern,
            Disposition mode,
            Preset preset,
            Map<AllowKind, List<String>> allow,
            Optional<String> cacheControl,
            ReferrerPolicy referrerPolicy) {}

    /** What becomes of the pages around the sensitive ones. */
    public enum Guard {
        /** Nothing; they are not even looked at. */
        OFF,
        /** They are looked at and told of. */
        WARN,
        /** What would leak there is taken out. */
        PROTECT
    }

    /** How the ceiling of a protected visit is sent. */
    public enum Ceiling {
        /** The browser obeys it. */
        ENFORCE,
        /** The browser only reports. */
        REPORT
    }

    /**
     * What is done for the rest of the visit.
     *
     * @param urls whether a request whose address holds a sensitive path, as in {@code ?next=/report}, is sensitive too
     * @param hideCookies whether trackers' cookies are kept from the application on sensitive requests
     * @param cleanUrls whether click ids are taken off the address of a sensitive page
     * @param sticky whether a visit stays protected after a sensitive page
     * @param age of the cookie that says so; absent: it goes with the browser
     * @param ceiling how the policy of such pages is sent
     * @param doorways what becomes of pages with a tracker that lead to a sensitive one
     * @param doorwayRoutes patterns of those that are known
     * @param workers what becomes of service workers that may stand in front of a sensitive page
     * @param clearWorkers patterns of the entry pages that take installed ones, and all own storage, away
     */
    public record JourneySettings(
            boolean urls,
            boolean hideCookies,
            boolean cleanUrls,
            boolean sticky,
            Optional<Duration> age,
            Ceiling ceiling,
            Guard doorways,
            List<String> doorwayRoutes,
            Guard workers,
            List<String> clearWorkers) {}

    /** A builder that holds no key yet. */
    public static ConfigBuilder builder() {
        return new ConfigBuilder();
    }

    /**
     * The settings of a JSON file alone.
     *
     * @throws IllegalArgumentException naming each key that is wrong, its value and one that would do; or the file,
     *     when it cannot be read
     */
    public static HushgateConfig ofFile(Path file) {
        return SettingsReader.ofFile(file);
    }

    /** Patterns of what is sensitive. */
    public List<String> sensitive() {
        return value(SettingKeys.SENSITIVE);
    }

    /** Patterns of what is not, although it is below a sensitive pattern. */
    public List<String> except() {
        return value(SettingKeys.EXCEPT);
    }

    /** Whether policies are enforced or, in mode {@code observe}, only reported. */
    public Disposition mode() {
        return value(SettingKeys.MODE);
    }

    /** How strict the policies are. */
    public Preset preset() {
        return value(SettingKeys.PRESET);
    }

    /** Hosts that every route may use, by kind; a kind without a host is left out. */
    public Map<AllowKind, List<String>> allow() {
        return hosts(SettingKeys.ALLOW);
    }

    private Map<AllowKind, List<String>> hosts(Map<AllowKind, SettingKey<List<String>>> keys) {
        Map<AllowKind, List<String>> hosts = new EnumMap<>(AllowKind.class);
        keys.forEach((kind, key) -> {
            if (!value(key).isEmpty()) {
                hosts.put(kind, value(key));
            }
        });
        return hosts;
    }

    /** Routes with settings of their own. */
    public List<Route> routes() {
        return value(SettingKeys.ROUTES);
    }

    /** The site's own origins as browsers see them; empty: as the container tells them. */
    public List<String> origins() {
        return value(SettingKeys.ORIGINS);
    }

    /** The own origins that are known before any request: those set, otherwise that of {@code reports.url}. */
    List<String> ownOrigins() {
        if (!origins().isEmpty()) {
            return origins();
        }
        return value(SettingKeys.REPORTS_URL).stream()
                .filter(URI::isAbsolute)
                .map(url -> url.getScheme() + "://" + url.getRawAuthority())
                .toList();
    }

    /** The site's own name for what is deployed; empty: none. */
    public String build() {
        return value(SettingKeys.BUILD);
    }

    /** What counts as a tracker, and what becomes of it. */
    public Trackers trackers() {
        return new Trackers(
                value(SettingKeys.STRIP),
                value(SettingKeys.SURROGATES),
                value(SettingKeys.LISTS),
                value(SettingKeys.KEEP),
                value(SettingKeys.ADD),
                value(SettingKeys.ALIAS),
                value(SettingKeys.UNREADABLE));
    }

    /** What is done for the rest of the visit. */
    public JourneySettings journey() {
        boolean enforces = mode() == Disposition.ENFORCE;
        return new JourneySettings(
                value(SettingKeys.JOURNEY_URLS),
                value(SettingKeys.JOURNEY_HIDE_COOKIES),
                value(SettingKeys.JOURNEY_CLEAN_URLS),
                value(SettingKeys.JOURNEY_STICKY),
                value(SettingKeys.JOURNEY_MINUTES).map(Duration::ofMinutes),
                value(SettingKeys.JOURNEY_CEILING).orElse(enforces ? Ceiling.ENFORCE : Ceiling.REPORT),
                value(SettingKeys.JOURNEY_DOORWAYS).orElse(enforces ? Guard.OFF : Guard.WARN),
                value(SettingKeys.JOURNEY_DOORWAY_ROUTES),
                value(SettingKeys.JOURNEY_WORKERS).orElse(enforces ? Guard.PROTECT : Guard.WARN),
                value(SettingKeys.JOURNEY_CLEAR_WORKERS));
    }

    /** Where violation reports go. */
    public Reports reports() {
        return new Reports(
                value(SettingKeys.REPORTS_PATH),
                value(SettingKeys.REPORTS_URL),
                value(SettingKeys.REPORTS_DIRECTORY),
                value(SettingKeys.RETENTION_DAYS),
                value(SettingKeys.MAX_FILE_BYTES),
                value(SettingKeys.FSYNC),
                value(SettingKeys.ACCEPT_NULL_ORIGIN),
                value(SettingKeys.CLIENT_HEADER),
                value(SettingKeys.ACKNOWLEDGE),
                kafka(),
                value(SettingKeys.NOISE),
                limits(),
                new Database(
                        value(SettingKeys.DATA_SOURCE),
                        value(SettingKeys.CREATE_SCHEMA),
                        value(SettingKeys.MAX_SPILL_BYTES)));
    }

    private Kafka kafka() {
        return new Kafka(
                value(SettingKeys.KAFKA_SERVERS),
                value(SettingKeys.KAFKA_TOPIC),
                value(SettingKeys.KAFKA_PROPERTIES),
                value(SettingKeys.KAFKA_SPILL_BYTES),
                Duration.ofSeconds(value(SettingKeys.KAFKA_PATIENCE_SECONDS)));
    }

    private ReportLimits limits() {
        return new ReportLimits(
                value(SettingKeys.LIMIT_BODY_BYTES),
                value(SettingKeys.LIMIT_ENTRIES),
                value(SettingKeys.LIMIT_DEPTH),
                Duration.ofSeconds(value(SettingKeys.LIMIT_READ_SECONDS)),
                value(SettingKeys.LIMIT_CLIENT_REQUESTS),
                value(SettingKeys.LIMIT_RECORDS),
                value(SettingKeys.LIMIT_FINGERPRINTS),
                Duration.ofSeconds(value(SettingKeys.LIMIT_ACKNOWLEDGE_SECONDS)));
    }

    /** The name of every key, as a file has it: {@code trackers.strip}. */
    public static List<String> keys() {
        return SettingKeys.names();
    }

    /**
     * The settings that another place holds, such as an application's properties: names as in the file, with dots, and
     * what a file would hold under them.
     *
     * @param place as the messages should call it
     * @throws IllegalArgumentException with a line for each wrong key
     */
    public static HushgateConfig ofKeys(Map<String, ?> keys, String place) {
        return SettingsReader.ofKeys(keys, place);
    }

    /**
     * Checks also what only a start would: hosts, policies, the size of the headers, and whether the directory of the
     * reports can be one on this machine and for this process. Opens no file for writing.
     *
     * @return this
     * @throws IllegalArgumentException naming key, value and what would do
     */
    public HushgateConfig checked() {
        Sinks.check(this);
        if (!rules().isEmpty()) {
            var protections = new Protections(this, Protections.reportUrl(this, ""));
            new Openings(this, protections, TrackerProbes.bundled()).check();
        }
        return this;
    }

    /** Where the review stands, once somebody is named who may read it. */
    public String reviewPath() {
        return value(SettingKeys.REVIEW_PATH);
    }

    /** The public templates whose inline scripts may run. */
    public List<ApprovedSet> approved() {
        return value(SettingKeys.APPROVED_SETS);
    }

    /** The file of inline scripts that the owner approved. */
    public Optional<Path> approvedScripts() {
        return value(SettingKeys.APPROVED);
    }

    /** What the {@code headers.*} and {@code allow.dangerous-*} keys change about every header set. */
    PolicyOptions policyOptions() {
        return new PolicyOptions(
                hosts(SettingKeys.DANGEROUS),
                List.of(),
                Set.copyOf(value(SettingKeys.EXTRAS)),
                value(SettingKeys.REFERRER_POLICY),
                value(SettingKeys.CACHE_CONTROL),
                value(SettingKeys.PERMISSIONS),
                ownOrigins());
    }

    /**
     * The rules in the order of {@code sensitive}, then {@code routes}: what each means once everything is added up.
     */
    List<Rule> rules() {
        return ConfigRules.of(this);
    }

    /** What the owner should be told at each start, one sentence each. */
    List<String> warnings() {
        return ConfigRules.warnings(this);
    }

    /** Every key with what counts for it, defaults and empty ones too: another map is another configuration. */
    Map<String, String> effective() {
        Map<String, String> told = new TreeMap<>();
        SettingKeys.list().forEach(key -> told.put(key.name(), SettingValues.told(value(key))));
        return told;
    }

    /** The keys that somebody has set, with their values. */
    Map<SettingKey<?>, Object> values() {
        return values;
    }

    @SuppressWarnings("unchecked") // ConfigBuilder.put lets in only what the key's own reader or setter made.
    <T> T value(SettingKey<T> key) {
        return (T) values.getOrDefault(key, key.fallback());
    }
}
