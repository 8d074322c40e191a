package io.github.hushgate.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One file of lines that only grows. A write that fails is taken back, a last line without its end is cut off. One
 * thread at a time; an interrupt closes a channel, and the file is then opened again.
 */
final class LineFile implements AutoCloseable {
    private final Channels channels;
    private FileChannel channel;
    private long end;

    /** How a file of this name comes into being. */
    @FunctionalInterface
    interface Opener {
        LineFile open(Path path) throws IOException;
    }

    /** Opens the file's channel, at first and whenever an interrupt has closed it. */
    @FunctionalInterface
    interface Channels {
        FileChannel open() throws IOException;
    }

    LineFile(Channels channels) throws IOException {
        this.channels = channels;
        this.channel = channels.open();
        try {
            this.end = endOfLastLine(channel);
            // A process that died in the middle of a write leaves half a line: it was never acknowledged.
            channel.truncate(end);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    static LineFile open(Path path) throws IOException {
        return new LineFile(() -> channel(path));
    }

    private static FileChannel channel(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            Directories.forOwnerOnly(path);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static long endOfLastLine(FileChannel channel) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(4_096);
        long to = channel.size();
        while (to > 0) {
            long from = Math.max(0, to - block.capacity());
            block.clear().limit((int) (to - from));
            for (long at = from; block.hasRemaining(); ) {
                at += Math.max(0, channel.read(block, at));
            }
            for (int i = block.limit() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return from + i + 1;
                }
            }
            to = from;
        }
        return 0;
    }

    long size() {
        return end;
    }

    /** Writes all of it or, when that fails, nothing. */
    void append(ByteBuffer lines, boolean force) throws IOException {
        boolean interrupted = false;
        try {
            while (!isWritten(lines, force)) {
                interrupted |= Thread.interrupted();
                lines.rewind();
                channel = channels.open();
                channel.truncate(end);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** False where an interrupt closed the channel. */
    private boolean isWritten(ByteBuffer lines, boolean force) throws IOException {
        long at = end;
        try {
            while (lines.hasRemaining()) {
                at += channel.write(lines, at);
            }
            if (force) {
                channel.force(true);
            }
            end = at;
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        } catch (IOException e) {
            channel.truncate(end);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
