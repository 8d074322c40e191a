package io.github.hushgate;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The words of the settings: their spelling, and which one was probably meant. */
final class Words {
    private static final int MAX_TOLD = 12;

    private Words() {}

    /** An enum's constant as the owner writes it: {@code FRAMED_BY} is {@code framed-by}. */
    static String of(Enum<?> constant) {
        return lower(constant.name().replace('_', '-'));
    }

    static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    /** {@code ; did you mean "x"?}, or else the words that would do. */
    static String hint(String word, Collection<String> known) {
        return nearest(word, known)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElseGet(() -> known.size() > MAX_TOLD ? "" : "; one of " + String.join(", ", known) + " would do");
    }

    /** The known word that is nearest to this one, when it is near at all. */
    static Optional<String> nearest(String word, Collection<String> known) {
        String plain = plain(word);
        return known.stream()
                .min(Comparator.comparingInt(each -> distance(plain, plain(each))))
                .filter(each ->
                        distance(plain, plain(each)) <= Math.max(1, Math.min(plain.length(), each.length()) / 3));
    }

    private static String plain(String word) {
        return lower(word).replace('_', '.').replace('-', '.');
    }

    /** How many letters must be put in, taken out, replaced or swapped with their neighbour. */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = cheapest(a, b, i, j, cost);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int i, int j, int[][] cost) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
