package io.github.hushgate;

import io.github.hushgate.HushgateConfig.Add;
import io.github.hushgate.HushgateConfig.Alias;
import io.github.hushgate.HushgateConfig.Guard;
import io.github.hushgate.HushgateConfig.Keep;
import io.github.hushgate.HushgateConfig.Route;
import io.github.hushgate.HushgateConfig.Strip;
import io.github.hushgate.HushgateConfig.Unreadable;
import io.github.hushgate.policy.AllowKind;
import io.github.hushgate.policy.ApprovedSet;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.store.JdbcStore.CreateSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Collects the settings of a {@link HushgateConfig}. Setters of lists add to what is there; the others replace it. Not
 * for more than one thread.
 *
 * <p>Every setter refuses a bad value with an {@link IllegalArgumentException} that names the key, the value and one
 * that would do.
 */
public final class ConfigBuilder {
    private final Map<SettingKey<?>, Object> values = new LinkedHashMap<>();

    ConfigBuilder() {}

    /** {@code sensitive}: patterns of what is sensitive. */
    public ConfigBuilder sensitive(String... patterns) {
        return addAll(SettingKeys.SENSITIVE, List.of(patterns));
    }

    /** {@code except}: patterns of what is not, although it is below a sensitive pattern. */
    public ConfigBuilder except(String... patterns) {
        return addAll(SettingKeys.EXCEPT, List.of(patterns));
    }

    /** {@code mode}: {@link Disposition#ENFORCE}, or {@link Disposition#REPORT} for {@code observe}. */
    public ConfigBuilder mode(Disposition mode) {
        return put(SettingKeys.MODE, mode);
    }

    /** {@code preset}: how strict the policies are. */
    public ConfigBuilder preset(Preset preset) {
        return put(SettingKeys.PRESET, preset);
    }

    /** {@code allow.KIND}: hosts that every route may use. */
    public ConfigBuilder allow(AllowKind kind, String... hosts) {
        SettingKey<List<String>> key = SettingKeys.ALLOW.get(Objects.requireNonNull(kind, "kind"));
        return addAll(Objects.requireNonNull(key, "key"), List.of(hosts));
    }

    /** One entry of the key {@code routes}: what a pattern has of its own. */
    public ConfigBuilder route(Route entry) {
        return add(SettingKeys.ROUTES, entry);
    }

    /** {@code origins}: the site's own origins as browsers see them. */
    public ConfigBuilder origins(String... origins) {
        return addAll(SettingKeys.ORIGINS, List.of(origins));
    }

    /** {@code build}: the site's own name for what is deployed. */
    public ConfigBuilder build(String build) {
        return read(SettingKeys.BUILD, build);
    }

    /** {@code trackers.strip}: whether known tracker markup is left out or only counted. */
    public ConfigBuilder trackersStrip(Strip strip) {
        return put(SettingKeys.STRIP, strip);
    }

    /** {@code trackers.unreadable}: what becomes of a page in an encoding that cannot be read here. */
    public ConfigBuilder trackersUnreadable(Unreadable unreadable) {
        return put(SettingKeys.UNREADABLE, unreadable);
    }

    /** {@code trackers.surrogates}: whether a removed bootstrap's globals are replaced by harmless ones. */
    public ConfigBuilder trackersSurrogates(boolean on) {
        return put(SettingKeys.SURROGATES, on);
    }

    /** {@code journey.urls}: whether an address that holds a sensitive path is sensitive too. */
    public ConfigBuilder journeyUrls(boolean on) {
        return put(SettingKeys.JOURNEY_URLS, on);
    }

    /** {@code journey.hide-cookies}: whether trackers' cookies are kept from the application. */
    public ConfigBuilder journeyHideCookies(boolean on) {
        return put(SettingKeys.JOURNEY_HIDE_COOKIES, on);
    }

    /** {@code journey.clean-urls}: whether click ids are taken off the address of a sensitive page. */
    public ConfigBuilder journeyCleanUrls(boolean on) {
        return put(SettingKeys.JOURNEY_CLEAN_URLS, on);
    }

    /** {@code journey.sticky}: whether a visit stays protected after a sensitive page. */
    public ConfigBuilder journeySticky(boolean on) {
        return put(SettingKeys.JOURNEY_STICKY, on);
    }

    /** {@code journey.doorways}: what becomes of pages with a tracker that lead to a sensitive one. */
    public ConfigBuilder journeyDoorways(Guard guard) {
        return put(SettingKeys.JOURNEY_DOORWAYS, Optional.of(guard));
    }

    /** {@code journey.doorway-routes}: patterns of those that are known. */
    public ConfigBuilder journeyDoorwayRoutes(String... patterns) {
        return addAll(SettingKeys.JOURNEY_DOORWAY_ROUTES, List.of(patterns));
    }

    /** {@code journey.workers}: what becomes of service workers that may stand in front of a sensitive page. */
    public ConfigBuilder journeyWorkers(Guard guard) {
        return put(SettingKeys.JOURNEY_WORKERS, Optional.of(guard));
    }

    /** {@code trackers.lists}: files of more hosts or rules. */
    public ConfigBuilder trackersLists(Path... files) {
        List.of(files).forEach(file -> add(SettingKeys.LISTS, file));
        return this;
    }

    /** {@code trackers.keep}: a catalogued tracker that is spared. */
    public ConfigBuilder trackersKeep(String tracker, String reason) {
        return add(SettingKeys.KEEP, new Keep(tracker, reason));
    }

    /** {@code trackers.add}: a host that is a tracker as well. */
    public ConfigBuilder trackersAdd(String host, String reason) {
        return add(SettingKeys.ADD, new Add(host, reason));
    }

    /** {@code trackers.alias}: a host by which a tracker goes here. */
    public ConfigBuilder trackersAlias(String host, String as, String reason) {
        return add(SettingKeys.ALIAS, new Alias(host, as, reason));
    }

    /** {@code approved}: inline scripts of public templates, known by name. */
    public ConfigBuilder approved(ApprovedSet... sets) {
        return put(SettingKeys.APPROVED_SETS, List.of(sets));
    }

    /** {@code headers.approved-scripts}: the file of inline scripts that the owner approved. */
    public ConfigBuilder approvedScripts(Path file) {
        return read(SettingKeys.APPROVED, file.toString());
    }

    /** {@code reports.path}: where browsers send reports, below the context. */
    public ConfigBuilder reportsPath(String path) {
        return read(SettingKeys.REPORTS_PATH, path);
    }

    /** {@code reports.url}: the same place as browsers see it, where a proxy changes paths. */
    public ConfigBuilder reportsUrl(String url) {
        return read(SettingKeys.REPORTS_URL, url);
    }

    /** {@code reports.directory}: where reports are kept. */
    public ConfigBuilder reportsDirectory(Path directory) {
        return read(SettingKeys.REPORTS_DIRECTORY, directory.toString());
    }

    /** {@code reports.retention-days}: how long a day's file is kept. */
    public ConfigBuilder reportsRetentionDays(int days) {
        return read(SettingKeys.RETENTION_DAYS, days);
    }

    /** {@code reports.max-file-bytes}: what one day's file may hold. */
    public ConfigBuilder reportsMaxFileBytes(int bytes) {
        return read(SettingKeys.MAX_FILE_BYTES, bytes);
    }

    /** {@code reports.fsync}: whether each write also waits for the disk. */
    public ConfigBuilder reportsFsync(boolean on) {
        return put(SettingKeys.FSYNC, on);
    }

    /** {@code reports.jdbc.data-source}: JNDI name of a database that several machines share. */
    public ConfigBuilder reportsDataSource(String jndiName) {
        return read(SettingKeys.DATA_SOURCE, jndiName);
    }

    /** {@code reports.jdbc.create-schema}: whether the database's tables may be made. */
    public ConfigBuilder reportsCreateSchema(CreateSchema when) {
        return put(SettingKeys.CREATE_SCHEMA, when);
    }

    /** {@code reports.jdbc.max-spill-bytes}: what may wait locally while the database is away. */
    public ConfigBuilder reportsMaxSpillBytes(int bytes) {
        return read(SettingKeys.MAX_SPILL_BYTES, bytes);
    }

    /** {@code review.path}: where the review stands, below the context. */
    public ConfigBuilder reviewPath(String path) {
        return read(SettingKeys.REVIEW_PATH, path);
    }

    /** {@code review.role}: users in this role may read the review. */
    public ConfigBuilder reviewRole(String role) {
        return read(SettingKeys.REVIEW_ROLE, role);
    }

    /** {@code review.password-file}: whoever knows the password in this file may read the review. */
    public ConfigBuilder reviewPasswordFile(Path file) {
        return read(SettingKeys.REVIEW_PASSWORD_FILE, file.toString());
    }

    /** {@code reports.noise}: the owner's own noise rules, each {@code class field pattern}. */
    public ConfigBuilder reportsNoise(String... rules) {
        return addAll(SettingKeys.NOISE, List.of(rules));
    }

    /**
     * Any key by its name, with what a JSON file would hold: text, a number, a flag, a list or a map.
     *
     * @throws IllegalArgumentException for an unknown key too
     */
    public ConfigBuilder set(String key, Object value) {
        SettingKey<?> known = SettingKeys.named(key)
                .orElseThrow(() ->
                        new IllegalArgumentException(key + ": is not a key" + Words.hint(key, SettingKeys.names())));
        return read(known, value);
    }

    /**
     * The settings.
     *
     * @throws IllegalArgumentException where keys contradict each other
     */
    public HushgateConfig build() {
        var config = new HushgateConfig(values);
        ConfigRules.check(config);
        return config;
    }

    /** Sets a key to what a place holds. */
    <T> ConfigBuilder read(SettingKey<T> key, Object value) {
        try {
            return put(key, key.reader().apply(Objects.requireNonNull(value, key.name())));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key.name() + ": " + e.getMessage(), e);
        }
    }

    /** Sets a key to what its own reader or setter has made. */
    void putRead(SettingKey<?> key, Object value) {
        values.put(key, value);
    }

    private <T> ConfigBuilder put(SettingKey<T> key, T value) {
        values.put(key, Objects.requireNonNull(value, key.name()));
        return this;
    }

    private ConfigBuilder addAll(SettingKey<List<String>> key, List<String> more) {
        List<Object> all = new ArrayList<>(present(key));
        all.addAll(more);
        return read(key, all);
    }

    private <E> ConfigBuilder add(SettingKey<List<E>> key, E more) {
        List<Object> all = new ArrayList<>(present(key));
        all.add(Objects.requireNonNull(more, key.name()));
        values.put(key, List.copyOf(all));
        return this;
    }

    private Collection<?> present(SettingKey<?> key) {
        return values.get(key) instanceof Collection<?> list ? list : List.of();
    }
}
