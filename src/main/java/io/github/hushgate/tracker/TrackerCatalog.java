package io.github.hushgate.tracker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All catalogued trackers, with the version and the date of the catalog. Immutable. */
public final class TrackerCatalog {
    private final String version;
    private final String date;
    private final List<Tracker> trackers;

    /** A catalog of one's own; ids must differ. */
    public TrackerCatalog(String version, String date, List<Tracker> trackers) {
        this.version = version;
        this.date = date;
        this.trackers = List.copyOf(trackers);
        Set<String> ids = new HashSet<>();
        for (Tracker each : this.trackers) {
            if (!ids.add(each.id())) {
                throw new IllegalArgumentException("catalog: two trackers have the id \"" + each.id() + "\"");
            }
        }
    }

    /** A catalog without a version, as tests use it. */
    public TrackerCatalog(List<Tracker> trackers) {
        this("0", "", trackers);
    }

    /** The catalog that comes with this library. Read anew each time: keep it. */
    public static TrackerCatalog bundled() {
        return CatalogReader.bundled().read();
    }

    /** Its version. */
    public String version() {
        return version;
    }

    /** The day of its last change, {@code 2026-11-24}. */
    public String date() {
        return date;
    }

    /** SHA-256 over all its facts, in hexadecimal: two catalogs with the same facts have the same. */
    public String hash() {
        try {
            byte[] facts = trackers.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(facts));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The trackers, in the catalog's order. */
    public List<Tracker> trackers() {
        return trackers;
    }

    /** The tracker of this id. */
    public Optional<Tracker> byId(String id) {
        return trackers.stream().filter(each -> each.id().equals(id)).findFirst();
    }
}
