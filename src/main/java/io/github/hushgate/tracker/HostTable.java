package io.github.hushgate.tracker;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rules by host: an open hash table over host names, kept as bytes, and compared byte by byte on a hash's hit. */
final class HostTable {
    private static final long SEED = 0xCBF29CE484222325L;
    private static final int TURN = 5;

    private int[] slots;
    private int[] hashes;
    private int[] nameEnds;
    private UrlRule[] rules;
    private byte[] names;
    private int size;

    HostTable(int expected) {
        int entries = Math.max(8, expected);
        slots = new int[Integer.highestOneBit(entries * 2 - 1) * 2];
        hashes = new int[entries];
        nameEnds = new int[entries + 1];
        rules = new UrlRule[entries];
        names = new byte[entries * 20];
    }

    int size() {
        return size;
    }

    /** The hash of no byte; hosts are hashed from their last byte to their first. */
    static long seed() {
        return SEED;
    }

    /**
     * The hash with one byte more in front: two steps of the processor, where a multiplication would take four.
     * {@link #fold} does the mixing, once for each label.
     */
    static long mix(long hash, byte b) {
        return Long.rotateLeft(hash, TURN) ^ b;
    }

    private static int fold(long hash) {
        long mixed = hash * 0x9E3779B97F4A7C15L;
        return (int) (mixed ^ mixed >>> 32);
    }

    /** The host's most specific rule, or null. */
    @Nullable
    UrlRule find(byte[] bytes, int from, int to, long hash) {
        int folded = fold(hash);
        int mask = slots.length - 1;
        for (int slot = folded & mask; slots[slot] != 0; slot = slot + 1 & mask) {
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
        long hash = SEED;
        for (int at = name.length - 1; at >= 0; at--) {
            hash = mix(hash, name[at]);
        }
        int folded = fold(hash);
        int mask = slots.length - 1;
        int slot = folded & mask;
        for (; slots[slot] != 0; slot = slot + 1 & mask) {
            int entry = slots[slot] - 1;
            if (hashes[entry] == folded && isName(entry, name, 0, name.length)) {
                rules[entry] = insert(rule, rules[entry]);
                return;
            }
        }
        slots[slot] = addEntry(name, folded, rule) + 1;
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

    private void rehash() {
        slots = new int[slots.length * 2];
        int mask = slots.length - 1;
        for (int entry = 0; entry < size; entry++) {
            int slot = hashes[entry] & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = entry + 1;
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
