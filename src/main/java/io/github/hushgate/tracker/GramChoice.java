package io.github.hushgate.tracker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Chooses the four bytes by which a pattern is looked up: the rarest in the text that the patterns come from. */
final class GramChoice {
    /** What the most frequent gram of scripts counts; the others less, by their rank. */
    private static final int MOST = 50_000;

    private final Pairs pairs = new Pairs();
    private final int[] counts = new int[1 << Anchors.FILTER_BITS];

    /** Counts the grams of a list, or of addresses like those to come. */
    GramChoice(byte[] text) {
        for (int at = 0; at + Grams.LENGTH <= text.length; at++) {
            counts[slot(Grams.at(text, at))]++;
        }
    }

    /** Counts also the grams that are frequent in scripts, and expects others as often as their pairs of bytes are. */
    static GramChoice ofScripts(byte[] text) {
        var choice = new GramChoice(text);
        byte[] grams = frequent();
        int rank = 0;
        for (int at = 0; at + Grams.LENGTH <= grams.length; at += Grams.LENGTH) {
            at += grams[at] == '\n' ? 1 : 0;
            int weight = MOST / ++rank;
            choice.counts[slot(Grams.at(grams, at))] += weight;
            choice.pairs.count(grams, at, weight);
        }
        choice.pairs.settle();
        return choice;
    }

    /** How often bytes follow each other in the frequent grams. */
    private static final class Pairs {
        private static final int BYTES = 128;

        private final long[] single = new long[BYTES];
        private final long[] pair = new long[BYTES * BYTES];
        private final double[] perMillion = new double[BYTES];
        private final double[] follows = new double[BYTES * BYTES];
        private long all;

        void count(byte[] bytes, int from, int weight) {
            for (int at = from; at + 1 < from + Grams.LENGTH; at++) {
                int first = index(bytes[at]);
                single[first] += weight;
                pair[first * BYTES + index(bytes[at + 1])] += weight;
                all += weight;
            }
        }

        private static int index(byte b) {
            return Anchors.fold(b) & BYTES - 1;
        }

        /** Works out how often each byte is expected, and each behind another; every pair is held to be met once. */
        void settle() {
            for (int first = 0; first < BYTES; first++) {
                perMillion[first] = 1e6 * (single[first] + 1) / all;
                for (int second = first * BYTES; second < (first + 1) * BYTES; second++) {
                    follows[second] = (pair[second] + 1.0) / (single[first] + BYTES);
                }
            }
        }

        /** How many of a million grams are expected to be this one. */
        int expected(int gram) {
            int first = gram & BYTES - 1;
            int second = gram >>> 8 & BYTES - 1;
            int third = gram >>> 16 & BYTES - 1;
            int fourth = gram >>> 24 & BYTES - 1;
            return (int) (perMillion[first]
                    * follows[first * BYTES + second]
                    * follows[second * BYTES + third]
                    * follows[third * BYTES + fourth]);
        }
    }

    private static byte[] frequent() {
        try (var in = GramChoice.class.getResourceAsStream("frequent-grams.txt")) {
            return Objects.requireNonNull(in, "in").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How frequent a gram is held to be. */
    int count(int gram) {
        return counts[slot(gram)] + pairs.expected(gram);
    }

    /** By the bit that stands for it in the bitmaps: a gram is as frequent as all those that share its bit. */
    private static int slot(int gram) {
        return Anchors.bit(gram);
    }

    /**
     * Two grams of one of the parts that hold no wildcard, the one an even and the other an odd way into it: those of
     * which the more frequent is rarest. Only one where no part has two such; none where none has one.
     */
    List<UrlPattern.Anchor> of(byte[][] parts) {
        List<UrlPattern.Anchor> best = List.of();
        int rarest = Integer.MAX_VALUE;
        for (byte[] part : parts) {
            int even = rarest(part, 0);
            int odd = rarest(part, 1);
            int count = Math.max(count(part, even), count(part, odd));
            if (even >= 0 && odd >= 0 && count < rarest) {
                rarest = count;
                best = List.of(new UrlPattern.Anchor(part, even), new UrlPattern.Anchor(part, odd));
            } else if (best.isEmpty() && (even >= 0 || odd >= 0)) {
                best = List.of(new UrlPattern.Anchor(part, Math.max(even, odd)));
            }
        }
        return best;
    }

    /** Where the rarest gram of every second one begins, or -1. */
    private int rarest(byte[] part, int from) {
        int best = -1;
        for (int at = from; at + Grams.LENGTH <= part.length; at += Grams.STEP) {
            if (!holdsWildcard(part, at) && (best < 0 || count(part, at) < count(part, best))) {
                best = at;
            }
        }
        return best;
    }

    private int count(byte[] part, int at) {
        return at < 0 ? 0 : counts[slot(Grams.at(part, at))];
    }

    static boolean holdsWildcard(byte[] part, int from) {
        for (int at = from; at < from + Grams.LENGTH; at++) {
            if (part[at] == '^') {
                return true;
            }
        }
        return false;
    }
}
