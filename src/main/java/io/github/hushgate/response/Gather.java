package io.github.hushgate.response;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Collects what a rewriter writes during one write of the application, so that it leaves in one underlying write:
 * non-blocking output allows no more. What is last a slice of the application's own array is not copied, unless it must
 * be one write with what stands in front of it.
 */
final class Gather extends OutputStream {
    private static final int FIRST_CAPACITY = 1024;

    private static final byte[] NOTHING = new byte[0];

    private byte[] input = NOTHING;
    private byte[] buffer = NOTHING;
    private int length;
    /** Behind what is in the buffer. */
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
        if (bytes == input && sliceLength > 0 && sliceFrom + sliceLength == from) {
            sliceLength += count;
            return;
        }
        settleSlice();
        if (bytes == input) {
            sliceFrom = from;
            sliceLength = count;
        } else {
            append(bytes, from, count);
        }
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

    /** Hands all of it over, in {@code one} write or in two; nothing when there is nothing. */
    void drain(Sink sink, boolean one) throws IOException {
        if (one && length > 0) {
            settleSlice();
        }
        int count = length;
        int slice = sliceLength;
        byte[] own = input;
        discard();
        if (count > 0) {
            sink.write(buffer, 0, count);
        }
        if (slice > 0) {
            sink.write(own, sliceFrom, slice);
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
