package io.github.hushgate.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a body up to a number of bytes and a deadline; whatever a header promises, only what arrives counts. Immutable.
 */
final class BodyReader {
    private static final int FIRST_BYTES = 4_096;

    private final int maxBytes;
    private final long deadlineNanos;

    BodyReader(int maxBytes, Duration deadline) {
        this.maxBytes = maxBytes;
        this.deadlineNanos = deadline.toNanos();
    }

    /** What became of a body: its bytes, or why they are not taken. */
    record Body(ByteBuffer bytes, Optional<Refusal> refusal) {
        private static Body refused(Refusal why) {
            return new Body(ByteBuffer.allocate(0), Optional.of(why));
        }
    }

    /**
     * Reads to the end, one byte beyond the bound, or the deadline. A read that gets nothing at all is the container's
     * to time out: its own read timeout then ends this with an exception.
     */
    Body read(InputStream in) throws IOException {
        byte[] bytes = new byte[Math.min(FIRST_BYTES, maxBytes + 1)];
        long start = System.nanoTime();
        int length = 0;
        while (true) {
            int read = in.read(bytes, length, bytes.length - length);
            if (read < 0) {
                return new Body(ByteBuffer.wrap(bytes, 0, length), Optional.empty());
            }
            length += read;
            if (length > maxBytes) {
                return Body.refused(Refusal.BODY_BYTES);
            }
            if (System.nanoTime() - start > deadlineNanos) {
                return Body.refused(Refusal.READ_DEADLINE);
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(bytes.length * 4, maxBytes + 1));
            }
        }
    }
}
