package io.github.hushgate.tracker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;

/** Chooses the four bytes by which a pattern is looked up: the rarest in the text that the patterns come from. */
final class GramChoice {
    /** What the most frequent gram of scripts counts; the others less, by their rank. */
    private static final int MOST = 50_000;

    private static final byte[] NONE = {};

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

    /** The rarest gram of the parts that holds no wildcard; empty where there is none. */
    byte[] of(byte[][] parts) {
        byte[] best = NONE;
        int rarest = Integer.MAX_VALUE;
        for (byte[] part : parts) {
            for (int at = 0; at + Grams.LENGTH <= part.length; at++) {
                int count = counts[slot(Grams.at(part, at))];
                if (count < rarest && !holdsWildcard(part, at)) {
                    rarest = count;
                    best = Arrays.copyOfRange(part, at, at + Grams.LENGTH);
                }
            }
        }
        return best;
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
