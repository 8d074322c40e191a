package io.github.hushgate.rewrite;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Passes large pieces on as they lie, and gathers small ones. */
final class StreamOutput implements Output {
    private static final int DIRECT = 2_048;
    private static final int MAX_GATHERED = 1 << 16;

    private OutputStream out;
    private byte[] gathered = new byte[1_024];
    private int length;

    StreamOutput(OutputStream out) {
        this.out = out;
    }

    /** Forgets what is gathered, and goes on to another stream. */
    void reset(OutputStream next) {
        out = next;
        length = 0;
    }

    int heldBytes() {
        return gathered.length;
    }

    @Override
    public void keep(byte[] window, int from, int to, long offset) throws IOException {
        if (to - from >= DIRECT) {
            flushGathered();
            out.write(window, from, to - from);
        } else {
            gather(window, from, to);
        }
    }

    @Override
    public void insert(byte[] ascii) throws IOException {
        gather(ascii, 0, ascii.length);
    }

    private void gather(byte[] bytes, int from, int to) throws IOException {
        int more = to - from;
        if (length + more > MAX_GATHERED) {
            flushGathered();
            out.write(bytes, from, more);
            return;
        }
        if (length + more > gathered.length) {
            gathered = Arrays.copyOf(gathered, Math.max(length + more, gathered.length * 2));
        }
        System.arraycopy(bytes, from, gathered, length, more);
        length += more;
    }

    @Override
    public void flushGathered() throws IOException {
        if (length > 0) {
            out.write(gathered, 0, length);
            length = 0;
        }
    }
}
