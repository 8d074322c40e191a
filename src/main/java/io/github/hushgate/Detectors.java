package io.github.hushgate;

import io.github.hushgate.tracker.FilterLists;
import io.github.hushgate.tracker.TrackerCatalog;
import io.github.hushgate.tracker.TrackerDetector;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A configuration's detector, and the files that it follows. */
final class Detectors implements AutoCloseable {
    /** How often the owner's lists are looked at for a change. */
    static final Duration WATCH = Duration.ofMinutes(1);

    private final TrackerDetector detector;
    private final FilterLists lists;

    private Detectors(TrackerDetector detector, FilterLists lists) {
        this.detector = detector;
        this.lists = lists;
    }

    /**
     * Loads the lists beside the catalog; throws IllegalArgumentException naming the key when a list cannot be read or
     * a tracker is unknown.
     */
    static Detectors of(HushgateConfig config, TrackerCatalog catalog) {
        HushgateConfig.Trackers chosen = config.trackers();
        List<String> own = config.ownOrigins().stream()
                .map(origin -> URI.create(origin).getHost())
                .toList();
        FilterLists lists = FilterLists.load(chosen.lists(), own);
        if (!chosen.lists().isEmpty()) {
            lists.watch(WATCH);
        }
        TrackerDetector.Builder builder =
                TrackerDetector.builder(catalog).site(own).lists(lists);
        chosen.keep().forEach(keep -> builder.keep(keep.tracker(), keep.reason()));
        chosen.add().forEach(add -> builder.add(add.host(), add.reason()));
        chosen.alias().forEach(alias -> builder.alias(alias.host(), alias.as(), alias.reason()));
        return new Detectors(builder.build(), lists);
    }

    TrackerDetector detector() {
        return detector;
    }

    @Override
    public void close() {
        lists.close();
    }
}
