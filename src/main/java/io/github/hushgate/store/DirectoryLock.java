package io.github.hushgate.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives each process that writes into a directory a number of its own, so that the old and the new one of a
 * redeployment write different files. One thread.
 */
final class DirectoryLock implements AutoCloseable {
    /** Writers of one directory, at most. */
    static final int MAX_WRITERS = 16;

    private final Path directory;
    private final List<FileChannel> open = new ArrayList<>();
    private final int number;

    private DirectoryLock(Path directory) throws IOException {
        this.directory = directory;
        this.number = firstFree();
    }

    static DirectoryLock take(Path directory) throws IOException {
        return new DirectoryLock(directory);
    }

    private int firstFree() throws IOException {
        for (int each = 1; each <= MAX_WRITERS; each++) {
            if (lock(each).isPresent()) {
                return each;
            }
        }
        throw new IOException("reports.directory: " + MAX_WRITERS + " processes write into it already");
    }

    /**
     * Where this very process holds the number already, in another application, the channel stays open: to close one
     * channel of a file gives back all locks that the process has on it.
     */
    private Optional<FileLock> lock(int which) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve("writer-" + which + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        open.add(channel);
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    /** From 1. */
    int number() {
        return number;
    }

    /** What is done with the files of a process that is gone. */
    @FunctionalInterface
    interface Visit {
        void to(int number) throws IOException;
    }

    /** Visits this number under its lock, unless it is our own or a living process has it. */
    void ifGone(int which, Visit visit) throws IOException {
        if (which == number) {
            return;
        }
        Optional<FileLock> lock = lock(which);
        if (lock.isPresent()) {
            try {
                visit.to(which);
            } finally {
                lock.get().release();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (FileChannel each : open) {
            each.close();
        }
    }
}
