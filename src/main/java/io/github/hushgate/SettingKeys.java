package io.github.hushgate;

import io.github.hushgate.HushgateConfig.Acknowledge;
import io.github.hushgate.HushgateConfig.Add;
import io.github.hushgate.HushgateConfig.Alias;
import io.github.hushgate.HushgateConfig.Ceiling;
import io.github.hushgate.HushgateConfig.Guard;
import io.github.hushgate.HushgateConfig.Keep;
import io.github.hushgate.HushgateConfig.Route;
import io.github.hushgate.HushgateConfig.Strip;
import io.github.hushgate.HushgateConfig.Unreadable;
import io.github.hushgate.policy.AllowKind;
import io.github.hushgate.policy.ApprovedSet;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.PolicyOptions.Extra;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.policy.ReferrerPolicy;
import io.github.hushgate.store.JdbcStore.CreateSchema;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every key that there is. A key that is not here is an error at start-up. */
final class SettingKeys {
    private static final int MAX_INT = Integer.MAX_VALUE;

    static final SettingKey<List<String>> SENSITIVE = new SettingKey<>("sensitive", List.of(), SettingValues::patterns);
    static final SettingKey<List<String>> EXCEPT = new SettingKey<>("except", List.of(), SettingValues::patterns);
    static final SettingKey<Disposition> MODE = new SettingKey<>("mode", Disposition.ENFORCE, SettingValues::mode);
    static final SettingKey<Preset> PRESET =
            new SettingKey<>("preset", Preset.CONFIDENTIAL, value -> SettingValues.word(value, Preset.class));
    static final Map<AllowKind, SettingKey<List<String>>> ALLOW = allow("allow.");
    static final SettingKey<List<Route>> ROUTES = new SettingKey<>("routes", List.of(), SettingObjects::routes);
    static final SettingKey<List<String>> ORIGINS = new SettingKey<>("origins", List.of(), SettingValues::origins);
    static final SettingKey<String> BUILD = new SettingKey<>("build", "", SettingValues::build);

    static final SettingKey<Strip> STRIP =
            new SettingKey<>("trackers.strip", Strip.ON, value -> SettingValues.word(value, Strip.class));
    static final SettingKey<Boolean> SURROGATES = new SettingKey<>("trackers.surrogates", true, SettingValues::flag);
    static final SettingKey<List<Path>> LISTS = new SettingKey<>("trackers.lists", List.of(), SettingValues::paths);
    static final SettingKey<List<Keep>> KEEP = new SettingKey<>("trackers.keep", List.of(), SettingObjects::keep);
    static final SettingKey<List<Add>> ADD = new SettingKey<>("trackers.add", List.of(), SettingObjects::add);
    static final SettingKey<List<Alias>> ALIAS = new SettingKey<>("trackers.alias", List.of(), SettingObjects::alias);

    static final SettingKey<Unreadable> UNREADABLE = new SettingKey<>(
            "trackers.unreadable", Unreadable.PASS, value -> SettingValues.word(value, Unreadable.class));

    static final SettingKey<String> REPORTS_PATH =
            new SettingKey<>("reports.path", "/hushgate/reports", SettingValues::endpointPath);
    static final SettingKey<Optional<URI>> REPORTS_URL =
            new SettingKey<>("reports.url", Optional.empty(), value -> Optional.of(SettingValues.endpointUrl(value)));
    static final SettingKey<Optional<Path>> REPORTS_DIRECTORY =
            new SettingKey<>("reports.directory", Optional.empty(), value -> Optional.of(SettingValues.path(value)));
    static final SettingKey<Boolean> ACCEPT_NULL_ORIGIN =
            new SettingKey<>("reports.accept-null-origin", true, SettingValues::flag);
    static final SettingKey<Acknowledge> ACKNOWLEDGE = new SettingKey<>(
            "reports.acknowledge", Acknowledge.STORED, value -> SettingValues.word(value, Acknowledge.class));
    static final SettingKey<Integer> RETENTION_DAYS =
            new SettingKey<>("reports.retention-days", 90, value -> SettingValues.number(value, 1, 3_650));
    static final SettingKey<Integer> MAX_FILE_BYTES = new SettingKey<>(
            "reports.max-file-bytes",
            256 * 1024 * 1024,
            value -> SettingValues.number(value, 65_536, Integer.MAX_VALUE));
    static final SettingKey<Boolean> FSYNC = new SettingKey<>("reports.fsync", false, SettingValues::flag);
    static final SettingKey<Optional<String>> CLIENT_HEADER = new SettingKey<>(
            "reports.client-header", Optional.empty(), value -> Optional.of(SettingValues.headerName(value)));
    static final SettingKey<List<String>> KAFKA_SERVERS =
            new SettingKey<>("reports.kafka.servers", List.of(), SettingValues::servers);
    static final SettingKey<String> KAFKA_TOPIC =
            new SettingKey<>("reports.kafka.topic", "hushgate-reports", SettingValues::topic);
    static final SettingKey<Optional<Path>> KAFKA_PROPERTIES = new SettingKey<>(
            "reports.kafka.properties", Optional.empty(), value -> Optional.of(SettingValues.path(value)));
    static final SettingKey<Integer> KAFKA_SPILL_BYTES = new SettingKey<>(
            "reports.kafka.max-spill-bytes",
            64 * 1024 * 1024,
            value -> SettingValues.number(value, 65_536, Integer.MAX_VALUE));
    static final SettingKey<Integer> KAFKA_PATIENCE_SECONDS =
            new SettingKey<>("reports.kafka.patience-seconds", 8, value -> SettingValues.number(value, 1, 8));
    static final SettingKey<List<String>> NOISE = new SettingKey<>("reports.noise", List.of(), SettingValues::noise);
    static final SettingKey<String> DATA_SOURCE =
            new SettingKey<>("reports.jdbc.data-source", "", SettingValues::nonBlank);
    static final SettingKey<CreateSchema> CREATE_SCHEMA = new SettingKey<>(
            "reports.jdbc.create-schema", CreateSchema.NEVER, value -> SettingValues.word(value, CreateSchema.class));
    static final SettingKey<Integer> MAX_SPILL_BYTES = new SettingKey<>(
            "reports.jdbc.max-spill-bytes", 64 * 1024 * 1024, value -> SettingValues.number(value, 1_000_000, MAX_INT));
    static final SettingKey<Integer> LIMIT_BODY_BYTES = limit("body-bytes", 256 * 1024, 16 * 1024 * 1024);
    static final SettingKey<Integer> LIMIT_ENTRIES = limit("entries", 200, 10_000);
    static final SettingKey<Integer> LIMIT_DEPTH = limit("depth", 16, 100);
    static final SettingKey<Integer> LIMIT_READ_SECONDS = limit("read-seconds", 5, 60);
    static final SettingKey<Integer> LIMIT_CLIENT_REQUESTS = limit("client-requests-per-minute", 120, 1_000_000);
    static final SettingKey<Integer> LIMIT_RECORDS = limit("records-per-second", 200, 1_000_000);
    static final SettingKey<Integer> LIMIT_FINGERPRINTS = limit("fingerprints", 10_000, 1_000_000);
    static final SettingKey<Integer> LIMIT_ACKNOWLEDGE_SECONDS = limit("acknowledge-seconds", 2, 60);

    static final SettingKey<String> REVIEW_PATH =
            new SettingKey<>("review.path", "/hushgate/review", SettingValues::endpointPath);
    static final SettingKey<Optional<String>> REVIEW_ROLE =
            new SettingKey<>("review.role", Optional.empty(), value -> Optional.of(SettingValues.nonBlank(value)));
    static final SettingKey<Optional<Path>> REVIEW_PASSWORD_FILE =
            new SettingKey<>("review.password-file", Optional.empty(), value -> Optional.of(SettingValues.path(value)));

    static final Map<AllowKind, SettingKey<List<String>>> DANGEROUS = allow("allow.dangerous-");
    static final SettingKey<Optional<Path>> APPROVED = new SettingKey<>(
            "headers.approved-scripts", Optional.empty(), value -> Optional.of(SettingValues.path(value)));
    static final SettingKey<List<ApprovedSet>> APPROVED_SETS = new SettingKey<>(
            "approved",
            List.of(),
            value -> SettingValues.list(value, each -> SettingValues.word(each, ApprovedSet.class)));
    static final SettingKey<List<Extra>> EXTRAS = new SettingKey<>(
            "headers.extras",
            List.of(),
            value -> SettingValues.list(value, each -> SettingValues.word(each, Extra.class)));
    static final SettingKey<Optional<ReferrerPolicy>> REFERRER_POLICY = new SettingKey<>(
            "headers.referrer-policy",
            Optional.empty(),
            value -> Optional.of(SettingValues.word(value, ReferrerPolicy.class)));
    static final SettingKey<Optional<String>> CACHE_CONTROL = new SettingKey<>(
            "headers.cache-control", Optional.empty(), value -> Optional.of(SettingValues.headerValue(value)));
    static final SettingKey<Map<String, Boolean>> PERMISSIONS =
            new SettingKey<>("headers.permissions", Map.of(), SettingObjects::permissions);

    static final SettingKey<Boolean> JOURNEY_URLS = new SettingKey<>("journey.urls", true, SettingValues::flag);
    static final SettingKey<Boolean> JOURNEY_HIDE_COOKIES =
            new SettingKey<>("journey.hide-cookies", true, SettingValues::flag);
    static final SettingKey<Boolean> JOURNEY_CLEAN_URLS =
            new SettingKey<>("journey.clean-urls", false, SettingValues::flag);
    static final SettingKey<Boolean> JOURNEY_STICKY = new SettingKey<>("journey.sticky", false, SettingValues::flag);
    static final SettingKey<Optional<Integer>> JOURNEY_MINUTES = new SettingKey<>(
            "journey.minutes", Optional.empty(), value -> Optional.of(SettingValues.number(value, 1, 1_440)));
    static final SettingKey<Optional<Ceiling>> JOURNEY_CEILING = new SettingKey<>(
            "journey.ceiling", Optional.empty(), value -> Optional.of(SettingValues.word(value, Ceiling.class)));
    static final SettingKey<Optional<Guard>> JOURNEY_DOORWAYS = guard("journey.doorways");
    static final SettingKey<List<String>> JOURNEY_DOORWAY_ROUTES =
            new SettingKey<>("journey.doorway-routes", List.of(), SettingValues::patterns);
    static final SettingKey<Optional<Guard>> JOURNEY_WORKERS = guard("journey.workers");
    static final SettingKey<List<String>> JOURNEY_CLEAR_WORKERS =
            new SettingKey<>("journey.clear-workers", List.of(), SettingValues::patterns);

    private static final List<SettingKey<?>> ALL = all();

    private SettingKeys() {}

    /** In the order in which they are told to the owner. */
    static List<SettingKey<?>> list() {
        return ALL;
    }

    static List<String> names() {
        return ALL.stream().map(SettingKey::name).toList();
    }

    static Optional<SettingKey<?>> named(String name) {
        return ALL.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    private static SettingKey<Optional<Guard>> guard(String name) {
        return new SettingKey<>(name, Optional.empty(), value -> Optional.of(SettingValues.word(value, Guard.class)));
    }

    private static SettingKey<Integer> limit(String name, int fallback, int most) {
        return new SettingKey<>("reports.limits." + name, fallback, value -> SettingValues.number(value, 1, most));
    }

    private static Map<AllowKind, SettingKey<List<String>>> allow(String prefix) {
        Map<AllowKind, SettingKey<List<String>>> keys = new EnumMap<>(AllowKind.class);
        for (AllowKind kind : AllowKind.values()) {
            keys.put(kind, new SettingKey<>(prefix + Words.of(kind), List.of(), SettingValues::hosts));
        }
        return keys;
    }

    private static List<SettingKey<?>> all() {
        List<SettingKey<?>> keys = new ArrayList<>(List.of(SENSITIVE, EXCEPT, MODE, PRESET));
        keys.addAll(ALLOW.values());
        keys.addAll(DANGEROUS.values());
        keys.addAll(List.of(ROUTES, ORIGINS, BUILD, STRIP, SURROGATES, LISTS, KEEP, ADD, ALIAS, UNREADABLE));
        keys.addAll(List.of(REPORTS_PATH, REPORTS_URL, REPORTS_DIRECTORY));
        keys.addAll(List.of(RETENTION_DAYS, MAX_FILE_BYTES, FSYNC, DATA_SOURCE, CREATE_SCHEMA, MAX_SPILL_BYTES));
        keys.addAll(List.of(KAFKA_SERVERS, KAFKA_TOPIC, KAFKA_PROPERTIES, KAFKA_SPILL_BYTES, KAFKA_PATIENCE_SECONDS));
        keys.addAll(List.of(ACCEPT_NULL_ORIGIN, CLIENT_HEADER, ACKNOWLEDGE, NOISE));
        keys.addAll(List.of(LIMIT_BODY_BYTES, LIMIT_ENTRIES, LIMIT_DEPTH, LIMIT_READ_SECONDS, LIMIT_CLIENT_REQUESTS));
        keys.addAll(List.of(LIMIT_RECORDS, LIMIT_FINGERPRINTS, LIMIT_ACKNOWLEDGE_SECONDS));
        keys.addAll(List.of(REVIEW_PATH, REVIEW_ROLE, REVIEW_PASSWORD_FILE));
        keys.addAll(List.of(APPROVED_SETS, APPROVED, EXTRAS, REFERRER_POLICY, CACHE_CONTROL, PERMISSIONS));
        keys.addAll(List.of(JOURNEY_URLS, JOURNEY_HIDE_COOKIES, JOURNEY_CLEAN_URLS));
        keys.addAll(List.of(JOURNEY_STICKY, JOURNEY_MINUTES, JOURNEY_CEILING));
        keys.addAll(List.of(JOURNEY_DOORWAYS, JOURNEY_DOORWAY_ROUTES, JOURNEY_WORKERS, JOURNEY_CLEAR_WORKERS));
        return List.copyOf(keys);
    }
}
