package io.github.hushgate.tracker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The owner's lists, read at start and again whenever a file changes. Readers always see a whole list: the new ones
 * take the old ones' place in one step. A file that is missing or makes no sense fails at start; later the old list
 * stays, with a warning.
 */
public final class FilterLists implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FilterLists.class.getName());

    private record Stamp(FileTime modified, long size) {}

    private final List<Path> files;
    private final OwnHosts site;
    private final Map<Path, Stamp> stamps = new HashMap<>();
    private volatile List<FilterList> current;
    private @Nullable ScheduledExecutorService clock;

    private FilterLists(List<Path> files, List<String> siteHosts) {
        this.files = List.copyOf(files);
        this.site = new OwnHosts(siteHosts);
        this.current = files.stream().map(this::readFirst).toList();
    }

    /**
     * Reads them all.
     *
     * @param siteHosts the site's own hosts: rules for other sites are left out, and party is known
     * @throws IllegalArgumentException where one cannot be read
     */
    public static FilterLists load(List<Path> files, List<String> siteHosts) {
        return new FilterLists(files, siteHosts);
    }

    /** The lists as they are now, in the order of their files. */
    public List<FilterList> current() {
        return current;
    }

    private FilterList readFirst(Path file) {
        try {
            stamps.put(file, stamp(file));
            return read(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("trackers.lists: " + file + ": " + e.getMessage(), e);
        }
    }

    private FilterList read(Path file) throws IOException {
        if (Files.size(file) > FilterList.MAX_BYTES) {
            throw new IOException("larger than " + FilterList.MAX_BYTES + " bytes");
        }
        FilterList list = FilterList.read(name(file), Files.readAllBytes(file), site);
        LOG.log(System.Logger.Level.INFO, "list {0}: {1} rules; ignored {2}", file, list.ruleCount(), list.ignored());
        return list;
    }

    private static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static Stamp stamp(Path file) throws IOException {
        return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
    }

    /** Reads what has changed since the last time; true where a list was taken over. */
    public synchronized boolean refresh() {
        List<FilterList> next = new ArrayList<>(current);
        boolean changed = false;
        for (int at = 0; at < files.size(); at++) {
            changed |= refresh(files.get(at), at, next);
        }
        if (changed) {
            current = List.copyOf(next);
        }
        return changed;
    }

    private boolean refresh(Path file, int at, List<FilterList> next) {
        try {
            Stamp now = stamp(file);
            if (now.equals(stamps.put(file, now))) {
                return false;
            }
            next.set(at, read(file));
            return true;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "list {0}: the one in use stays: {1}", file, e.getMessage());
            return false;
        }
    }

    /** Looks for changes from now on, until {@link #close}. */
    public synchronized void watch(Duration every) {
        if (clock == null && !files.isEmpty()) {
            ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(run -> {
                Thread thread = new Thread(run, "hushgate-lists");
                thread.setDaemon(true);
                return thread;
            });
            var ticks = started.scheduleWithFixedDelay(
                    this::refreshQuietly, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "lists: the next look at the files in {0} ms",
                    ticks.getDelay(TimeUnit.MILLISECONDS));
            clock = started;
        }
    }

    /** Nothing that a file holds may stop the clock. */
    private void refreshQuietly() {
        try {
            refresh();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "lists: those in use stay", e);
        }
    }

    @Override
    public synchronized void close() {
        if (clock != null) {
            clock.shutdownNow();
            clock = null;
        }
    }
}
