package io.github.hushgate.rewrite;

import java.io.IOException;
import java.util.Arrays;

/** The ranges to leave out that are not yet behind us, in order, with what stands in their place. */
final class Cuts {
    private static final byte[] NOTHING = {};

    private long[] starts = new long[8];
    private long[] ends = new long[8];
    private byte[][] instead = new byte[8][];
    private int count;

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    long start(int i) {
        return starts[i];
    }

    long end(int i) {
        return ends[i];
    }

    /** Whether nothing stands in the place of the range. */
    boolean isPlain(int i) {
        return instead[i].length == 0;
    }

    void add(long start, long end) {
        add(start, end, NOTHING);
    }

    /** Keeps the order; ranges that overlap become one. */
    void add(long start, long end, byte[] replacement) {
        int at = count;
        while (at > 0 && starts[at - 1] > start) {
            at--;
        }
        if (at > 0 && ends[at - 1] >= start && replacement.length == 0 && ends[at - 1] > starts[at - 1]) {
            ends[at - 1] = Math.max(ends[at - 1], end);
        } else {
            insert(at++, start, end, replacement);
        }
        while (at < count && starts[at] < ends[at - 1]) {
            ends[at - 1] = Math.max(ends[at - 1], ends[at]);
            remove(at);
        }
    }

    private void insert(int at, long start, long end, byte[] replacement) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            instead = Arrays.copyOf(instead, count * 2);
        }
        System.arraycopy(starts, at, starts, at + 1, count - at);
        System.arraycopy(ends, at, ends, at + 1, count - at);
        System.arraycopy(instead, at, instead, at + 1, count - at);
        starts[at] = start;
        ends[at] = end;
        instead[at] = replacement;
        count++;
    }

    private void remove(int at) {
        System.arraycopy(starts, at + 1, starts, at, count - at - 1);
        System.arraycopy(ends, at + 1, ends, at, count - at - 1);
        System.arraycopy(instead, at + 1, instead, at, count - at - 1);
        count--;
    }

    /** Writes what is kept between two offsets, and forgets the cuts that it passes; returns where it got to. */
    long write(byte[] window, long base, long from, long to, Output out) throws IOException {
        long at = from;
        int done = 0;
        while (done < count && starts[done] <= to) {
            keep(window, base, at, starts[done], out);
            if (instead[done].length > 0) {
                out.insert(instead[done]);
            }
            at = Math.max(at, ends[done]);
            done++;
        }
        keep(window, base, at, to, out);
        for (; done > 0; done--) {
            remove(0);
        }
        return Math.max(at, to);
    }

    private static void keep(byte[] window, long base, long from, long to, Output out) throws IOException {
        if (from < to) {
            out.keep(window, (int) (from - base), (int) (to - base), from);
        }
    }
}
