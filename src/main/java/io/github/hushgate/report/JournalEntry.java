package io.github.hushgate.report;

import java.time.Instant;
import java.util.Map;

/**
 * A start of the filter, and with which settings.
 *
 * @param time to the minute
 * @param version of this library
 * @param catalog version and hash of the tracker catalog
 * @param configuration hash of the effective settings
 * @param settings the effective settings by key
 * @param changed the keys that differ from the start before, each with its old value (empty when it is new)
 */
public record JournalEntry(
        Instant time,
        String version,
        String catalog,
        String configuration,
        Map<String, String> settings,
        Map<String, String> changed)
        implements ReportRecord {
    /** Copies the maps. */
    public JournalEntry {
        settings = Map.copyOf(settings);
        changed = Map.copyOf(changed);
    }
}
