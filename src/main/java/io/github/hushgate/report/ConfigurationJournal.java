package io.github.hushgate.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes down with which settings the filter starts, and what differs from the start before. */
public final class ConfigurationJournal {
    private ConfigurationJournal() {}

    /** Hands the start to the store; {@code catalog} is the tracker catalog's version and hash. */
    public static JournalEntry write(ReportStore store, String version, String catalog, Map<String, String> settings) {
        Objects.requireNonNull(settings, "settings");
        Map<String, String> before =
                store.lastStart().map(JournalEntry::settings).orElse(Map.of());
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        JournalEntry entry =
                new JournalEntry(minute, version, catalog, hash(settings), settings, changed(before, settings));
        var ignored = store.append(ReportBatch.of(List.of(entry)));
        return entry;
    }

    private static Map<String, String> changed(Map<String, String> before, Map<String, String> after) {
        Map<String, String> changed = new TreeMap<>();
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            if (!Objects.equals(before.get(key), after.get(key))) {
                changed.put(key, before.getOrDefault(key, ""));
            }
        }
        return changed;
    }

    private static String hash(Map<String, String> settings) {
        try {
            byte[] text = new TreeMap<>(settings).toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
