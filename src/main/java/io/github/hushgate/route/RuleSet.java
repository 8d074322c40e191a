package io.github.hushgate.route;

import java.util.Arrays;
import java.util.BitSet;

/** The rules, by index in the order given, that a request falls under. Immutable. */
public final class RuleSet {
    /** No rule: the request is not sensitive. */
    public static final RuleSet NONE = new RuleSet(new long[0]);

    private final long[] bits;

    private RuleSet(long[] bits) {
        this.bits = bits;
    }

    /** The rules of these indexes. */
    public static RuleSet of(Iterable<Integer> rules) {
        RuleSet all = NONE;
        for (int rule : rules) {
            all = all.with(rule);
        }
        return all;
    }

    /** This set and one rule more. */
    RuleSet with(int rule) {
        int word = rule >> 6;
        long[] more = Arrays.copyOf(bits, Math.max(bits.length, word + 1));
        more[word] |= 1L << rule;
        return new RuleSet(more);
    }

    /** The rules of both. */
    public RuleSet union(RuleSet other) {
        long[] all = Arrays.copyOf(bits, Math.max(bits.length, other.bits.length));
        for (int i = 0; i < other.bits.length; i++) {
            all[i] |= other.bits[i];
        }
        return new RuleSet(all);
    }

    /** Whether some rule is in both. */
    public boolean intersects(RuleSet other) {
        for (int i = 0; i < Math.min(bits.length, other.bits.length); i++) {
            if ((bits[i] & other.bits[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether no rule matches. */
    public boolean isEmpty() {
        return bits.length == 0;
    }

    /** Whether the rule of this index matches. */
    public boolean contains(int rule) {
        int word = rule >> 6;
        return word < bits.length && (bits[word] & (1L << rule)) != 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RuleSet that && Arrays.equals(bits, that.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }

    @Override
    public String toString() {
        return BitSet.valueOf(bits).toString();
    }
}
