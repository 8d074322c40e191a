package io.github.hushgate.tracker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rules by host: an open hash table over host names, kept as bytes, and compared byte by byte on a hash's hit. Names
 * are hashed from their end, eight bytes at a time: so what a host's domains have in common is hashed once.
 */
final class HostTable {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SEED = 0xCBF29CE484222325L;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    /** Bits of the filter for each slot. */
    private static final int FILTER_BITS = 2;
    /** Names shorter than eight bytes are so many times fewer. */
    private static final int SHORT_ENDS = 8;

    /** One bit at least is set for each name: small enough to stay in the processor's nearest cache. */
    private long[] filter;

    private int filterShift;
    /**
     * As the filter, of how names end: by eight bytes, or of shorter ones by four. It answers for most hosts at once.
     */
    private long[] ends;

    private long[] shortEnds;
    private int endShift;
    private boolean topLevel;
    private int slotShift;
    private int[] slots;
    private int[] hashes;
    private int[] nameEnds;
    private UrlRule[] rules;
    private byte[] names;
    private int size;

    HostTable(int expected) {
        int entries = Math.max(8, expected);
        makeSlots(Integer.highestOneBit(entries * 2 - 1) * 2);
        hashes = new int[entries];
        nameEnds = new int[entries + 1];
        rules = new UrlRule[entries];
        names = new byte[entries * 20];
    }

    /** Whether a name without a dot has rules. */
    boolean hasTopLevel() {
        return topLevel;
    }

    private void makeSlots(int count) {
        slots = new int[count];
        slotShift = Integer.numberOfLeadingZeros(count) + 1;
        int bits = Math.max(Long.SIZE, count * FILTER_BITS);
        filter = new long[bits / Long.SIZE];
        filterShift = Integer.numberOfLeadingZeros(bits) + 1;
        ends = new long[bits / Long.SIZE];
        shortEnds = new long[Math.max(1, bits / Long.SIZE / SHORT_ENDS)];
        endShift = Long.SIZE - Integer.numberOfTrailingZeros(bits);
    }

    /** The eight bytes in front of that place, the last one in the highest bits; zeros where there are none. */
    static long word(byte[] bytes, int end) {
        if (end >= Long.BYTES) {
            return (long) LONG.get(bytes, end - Long.BYTES);
        }
        long word = 0;
        for (int at = end - 1, shift = Long.SIZE - Byte.SIZE; at >= 0; at--, shift -= Byte.SIZE) {
            word |= (bytes[at] & 0xFFL) << shift;
        }
        return word;
    }

    /** The hash of no byte. */
    static long seed() {
        return SEED;
    }

    /** The hash with eight bytes more in front, or with the last of a name: fewer than eight, the others zero. */
    static long step(long hash, long word) {
        return Long.rotateLeft((hash ^ word) * SPREAD, Integer.SIZE);
    }

    /** The last bytes of a word, as many as are left of a name. */
    static long lastOf(long word, int count) {
        return count == 0 ? 0 : word & (-1L << (Long.SIZE - count * Byte.SIZE));
    }

    private static int hash(byte[] bytes, int from, int to) {
        long hash = SEED;
        int end = to;
        for (; end - from >= Long.BYTES; end -= Long.BYTES) {
            hash = step(hash, word(bytes, end));
        }
        return (int) step(hash, lastOf(word(bytes, end), end - from));
    }

    /** The host's most specific rule, or null. */
    @Nullable
    UrlRule find(byte[] bytes, int from, int to) {
        return find(bytes, from, to, hash(bytes, from, to));
    }

    /** The same of a host with that hash: the last {@link #step}. */
    @Nullable
    UrlRule find(byte[] bytes, int from, int to, long hash) {
        int bit = (int) hash >>> filterShift;
        return (filter[bit >>> 6] >>> bit & 1) == 0 ? null : findSlot(bytes, from, to, (int) hash);
    }

    private @Nullable UrlRule findSlot(byte[] bytes, int from, int to, int folded) {
        int mask = slots.length - 1;
        for (int slot = folded >>> slotShift; slots[slot] != 0; slot = slot + 1 & mask) {
            int entry = slots[slot] - 1;
            if (hashes[entry] == folded && isName(entry, bytes, from, to)) {
                return rules[entry];
            }
        }
        return null;
    }

    private boolean isName(int entry, byte[] bytes, int from, int to) {
        return Arrays.equals(names, nameEnds[entry], nameEnds[entry + 1], bytes, from, to);
    }

    /** Adds a rule to a host's, in front of the less specific ones. */
    void add(String host, UrlRule rule) {
        byte[] name = host.getBytes(StandardCharsets.ISO_8859_1);
        topLevel |= host.indexOf('.') < 0;
        int folded = hash(name, 0, name.length);
        int mask = slots.length - 1;
        int slot = folded >>> slotShift;
        for (; slots[slot] != 0; slot = slot + 1 & mask) {
            int entry = slots[slot] - 1;
            if (hashes[entry] == folded && isName(entry, name, 0, name.length)) {
                rules[entry] = insert(rule, rules[entry]);
                return;
            }
        }
        slots[slot] = addEntry(name, folded, rule) + 1;
        mark(folded);
        markEnd(name, 0, name.length);
        if (size * 2 > slots.length) {
            rehash();
        }
    }

    private static UrlRule insert(UrlRule rule, UrlRule first) {
        if (rule.pattern.length() > first.pattern.length()) {
            rule.next = first;
            return rule;
        }
        UrlRule before = first;
        while (before.next != null && before.next.pattern.length() >= rule.pattern.length()) {
            before = before.next;
        }
        rule.next = before.next;
        before.next = rule;
        return first;
    }

    private int addEntry(byte[] name, int folded, UrlRule rule) {
        if (size == rules.length) {
            rules = Arrays.copyOf(rules, size * 2);
            hashes = Arrays.copyOf(hashes, size * 2);
            nameEnds = Arrays.copyOf(nameEnds, size * 2 + 1);
        }
        int from = nameEnds[size];
        int to = from + name.length;
        if (to > names.length) {
            names = Arrays.copyOf(names, Math.max(to, names.length * 2));
        }
        System.arraycopy(name, 0, names, from, name.length);
        nameEnds[size + 1] = to;
        hashes[size] = folded;
        rules[size] = rule;
        return size++;
    }

    /** False where neither a host that ends there nor one above it has rules. */
    boolean mayEnd(byte[] bytes, int to) {
        if (to < Long.BYTES) {
            return true;
        }
        long word = (long) LONG.get(bytes, to - Long.BYTES);
        int eight = endBit(word);
        int four = shortEndBit(word);
        long marks = (ends[eight >>> 6] >>> eight) | (shortEnds[four >>> 6] >>> four);
        return (marks & 1) != 0;
    }

    private int endBit(long word) {
        return (int) ((word * SPREAD) >>> endShift);
    }

    private int shortEndBit(long word) {
        return (int) (((word >>> Integer.SIZE) * SPREAD) >>> endShift) & (shortEnds.length * Long.SIZE - 1);
    }

    private void markEnd(byte[] bytes, int from, int to) {
        long word = lastOf(word(bytes, to), Math.min(Long.BYTES, to - from));
        if (to - from >= Long.BYTES) {
            int eight = endBit(word);
            ends[eight >>> 6] |= 1L << eight;
        } else if (to - from >= Integer.BYTES) {
            int four = shortEndBit(word);
            shortEnds[four >>> 6] |= 1L << four;
        } else {
            Arrays.fill(shortEnds, -1);
        }
    }

    private void mark(int folded) {
        int bit = folded >>> filterShift;
        filter[bit >>> 6] |= 1L << bit;
    }

    private void rehash() {
        makeSlots(slots.length * 2);
        int mask = slots.length - 1;
        for (int entry = 0; entry < size; entry++) {
            int slot = hashes[entry] >>> slotShift;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = entry + 1;
            mark(hashes[entry]);
            markEnd(names, nameEnds[entry], nameEnds[entry + 1]);
        }
    }

    /** Gives back what was reserved and not needed. */
    void trim() {
        rules = Arrays.copyOf(rules, size);
        hashes = Arrays.copyOf(hashes, size);
        nameEnds = Arrays.copyOf(nameEnds, size + 1);
        names = Arrays.copyOf(names, nameEnds[size]);
    }
}
