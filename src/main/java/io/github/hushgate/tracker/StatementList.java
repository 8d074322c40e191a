package io.github.hushgate.tracker;

import java.util.Arrays;

/** Where the statements of one script lie and what was seen of each: of its first {@link #MOST} only. */
final class StatementList {
    /** Statements that are noted, at most. */
    static final int MOST = 256;

    private int[] starts = {};
    private int[] ends = {};
    private int[] lengths = {};
    private long[] accounted = {};
    private boolean[] steps = {};
    private boolean[] addressed = {};
    private boolean[] vendors = {};
    private boolean[] held = {};
    private int[] hits = {};
    private int hitCount;
    private int count;
    private boolean whole = true;

    void clear() {
        count = 0;
        hitCount = 0;
        whole = true;
    }

    /** Something of a tracker stands there. */
    void addHit(int at) {
        if (hitCount == hits.length) {
            hits = Arrays.copyOf(hits, Math.max(16, hitCount * 2));
        }
        hits[hitCount++] = at;
    }

    boolean isHitWithin(int from, int to) {
        for (int each = 0; each < hitCount; each++) {
            if (hits[each] >= from && hits[each] < to) {
                return true;
            }
        }
        return false;
    }

    /** The next statement, from the end of the one before it to that place. */
    void add(int start, int end, ScriptStatement statement, byte last) {
        if (count == MOST) {
            whole = false;
            return;
        }
        if (count == starts.length) {
            int room = Math.max(16, count * 2);
            starts = Arrays.copyOf(starts, room);
            ends = Arrays.copyOf(ends, room);
            lengths = Arrays.copyOf(lengths, room);
            accounted = Arrays.copyOf(accounted, room);
            steps = Arrays.copyOf(steps, room);
            addressed = Arrays.copyOf(addressed, room);
            vendors = Arrays.copyOf(vendors, room);
            held = Arrays.copyOf(held, room);
        }
        starts[count] = start;
        ends[count] = end;
        lengths[count] = statement.length();
        accounted[count] = statement.accounted(last);
        steps[count] = statement.isLoadingStep();
        addressed[count] = statement.isAddressed();
        vendors[count] = statement.isVendors();
        held[count] = statement.isAddressed() && statement.isHolding(last);
        count++;
    }

    /** Whether the script had no more statements than these. */
    boolean isWhole() {
        return whole;
    }

    int count() {
        return count;
    }

    int start(int statement) {
        return starts[statement];
    }

    int end(int statement) {
        return ends[statement];
    }

    /** Bytes of code in it, white space and comments left aside. */
    int length(int statement) {
        return lengths[statement];
    }

    /** Whether trackers account for it, but for a small part. */
    boolean isTrackers(int statement) {
        return accounted[statement] > 0
                && accounted[statement] * 100 >= (long) lengths[statement] * InlineScan.ACCOUNTED_PERCENT;
    }

    /** Whether it is nobody's own, by its words, since it only helps to load what another one names. */
    boolean isStep(int statement) {
        return steps[statement];
    }

    /** Whether it holds data in which a tracker's address stands, and gives them a name. */
    boolean isHeld(int statement) {
        return held[statement];
    }

    /** Whether a tracker's address stands in it. */
    boolean isAddressed(int statement) {
        return addressed[statement];
    }

    /** Whether one stands in any statement. */
    boolean isAnyAddressed() {
        for (int each = 0; each < count; each++) {
            if (addressed[each]) {
                return true;
            }
        }
        return false;
    }

    /** Whether something of a vendor's snippet stands in it, and not only what pages say to trackers. */
    boolean isVendors(int statement) {
        return vendors[statement];
    }

    /** Bytes of code in it that trackers account for. */
    long accounted(int statement) {
        return accounted[statement];
    }
}
