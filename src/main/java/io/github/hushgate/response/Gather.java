package io.github.hushgate.response;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Collects what a rewriter writes during one write of the application, so that it leaves in one underlying write:
 * non-blocking output allows no more. While it is one slice of the application's own array, nothing is copied.
 */
final class Gather extends OutputStream {
    private static final int FIRST_CAPACITY = 1024;

    private static final byte[] NOTHING = new byte[0];

    private byte[] input = NOTHING;
    private byte[] buffer = NOTHING;
    private int length;
    private int sliceFrom;
    private int sliceLength;

    /** The application's array of this write: slices of it stay as they are until {@link #drain}. */
    void begin(byte[] bytes) {
        input = bytes;
    }

    @Override
    public void write(int b) {
        settleSlice();
        reserve(1);
        buffer[length++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        if (count == 0) {
            return;
        }
        if (bytes == input && length == 0 && (sliceLength == 0 || sliceFrom + sliceLength == from)) {
            sliceFrom = sliceLength == 0 ? from : sliceFrom;
            sliceLength += count;
            return;
        }
        settleSlice();
        append(bytes, from, count);
    }

    private void settleSlice() {
        if (sliceLength > 0) {
            int count = sliceLength;
            sliceLength = 0;
            append(input, sliceFrom, count);
        }
    }

    private void append(byte[] bytes, int from, int count) {
        reserve(count);
        System.arraycopy(bytes, from, buffer, length, count);
        length += count;
    }

    private void reserve(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(Math.max(FIRST_CAPACITY, buffer.length * 2), length + more));
        }
    }

    boolean isEmpty() {
        return length == 0 && sliceLength == 0;
    }

    /** Hands all of it over, in one write; nothing when there is nothing. */
    void drain(Sink sink) throws IOException {
        int count = length > 0 ? length : sliceLength;
        byte[] from = length > 0 ? buffer : input;
        int offset = length > 0 ? 0 : sliceFrom;
        discard();
        if (count > 0) {
            sink.write(from, offset, count);
        }
    }

    /** Where {@link #rollBack} goes back to; before a slice of a new input is taken. */
    int mark() {
        return length;
    }

    /** Forgets what was written since the mark. */
    void rollBack(int mark) {
        length = mark;
        sliceLength = 0;
    }

    void discard() {
        length = 0;
        sliceLength = 0;
        input = NOTHING;
    }
}
