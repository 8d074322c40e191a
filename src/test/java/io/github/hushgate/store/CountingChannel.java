package io.github.hushgate.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;

/** A file that notes what was done with it, and whose disk can be full after so many bytes. */
final class CountingChannel extends FileChannel {
    final List<String> done = new ArrayList<>();
    private final FileChannel real;
    private long room = Long.MAX_VALUE;

    CountingChannel(FileChannel real) {
        this.real = real;
    }

    /** From now on the disk takes so many bytes. */
    void room(long bytes) {
        room = bytes;
    }

    @Override
    public int write(ByteBuffer from, long at) throws IOException {
        if (room == 0) {
            throw new IOException("No space left on device");
        }
        ByteBuffer part = from.slice(from.position(), (int) Math.min(room, from.remaining()));
        int written = real.write(part, at);
        from.position(from.position() + written);
        room -= written;
        done.add("write");
        return written;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        done.add("force");
        real.force(metadata);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        return real.truncate(size);
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        return real.read(into, at);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }

    @Override
    public int read(ByteBuffer into) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}
