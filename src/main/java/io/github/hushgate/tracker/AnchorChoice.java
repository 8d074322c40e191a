package io.github.hushgate.tracker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the anchors of a literal: for each distance modulo {@link Anchors#STRIDE} the four bytes that scripts hold
 * most rarely, out of one run of bytes between which nothing can stand. Where a run is too short for all, the bytes
 * beside it join, in each form that they can have.
 */
final class AnchorChoice {
    /** White space stands behind these words, even where a literal is written without it. */
    private static final Pattern KEYWORD = Pattern.compile("(function|typeof|return|new|var|let|const)");

    /** White space and the backslash: what may come between two runs. */
    private static final String SPACES = " \t\n\u000b\f\r\\";

    private static final String NO_WORDS = " \t\n\u000b\f\r!\"#%&'()*+,-./:;<=>?@[\\]^`{|}~";
    private static final String QUOTES = "\"'`";

    /** What may come behind a word that must be whole. */
    private static final byte[] NO_WORD = folded(NO_WORDS);
    /** And what before it: also the end of an escaped slash. */
    private static final byte[] NO_WORD_BEFORE = folded(NO_WORDS + "f");

    private static final byte[] ANYTHING = anything();

    /** What each anchor more costs, beside the places at which it is met. */
    private static final int EACH = 2;

    /** Anchors for one distance, at most. */
    private static final int MOST = 4_096;

    /** Bytes of a literal of which anchors are made, at most. */
    private static final int MAX_LENGTH = 255;

    private final GramChoice frequency;

    AnchorChoice(GramChoice frequency) {
        this.frequency = frequency;
    }

    /** A literal's anchors with what they cost: how often scripts hold them, and how many they are. */
    static final class Anchored {
        private final byte[] run;
        private final int runStart;
        private final List<Window> windows;
        final long cost;

        private Anchored(byte[] run, int runStart, List<Window> windows) {
            this.run = run;
            this.runStart = runStart;
            this.windows = windows;
            this.cost = windows.stream().mapToLong(Window::cost).sum();
        }

        void addTo(Anchors anchors, int literal) {
            for (Window each : windows) {
                for (int gram : each.grams()) {
                    anchors.add(gram, literal, each.offset(), run, runStart);
                }
            }
        }
    }

    /** The forms of the four bytes from one place in the literal on. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Window(int offset, int[] grams, long cost) {}

    /** A stretch of the literal inside which no white space, no escape and no other quote can stand. */
    private record Run(int from, int to) {}

    /** Throws where the literal has too little to be found by. */
    Anchored of(Literal literal) {
        Anchored best = null;
        for (Run run : runs(literal)) {
            Anchored anchored = anchored(literal, run);
            if (anchored != null && (best == null || anchored.cost < best.cost)) {
                best = anchored;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("catalog: \"" + literal + "\" says too little to be found in scripts");
        }
        return best;
    }

    private @Nullable Anchored anchored(Literal literal, Run run) {
        Window[] best = new Window[Anchors.STRIDE];
        // Those of one form first: most of the others then need not be counted to their end.
        for (int offset = run.from(); offset <= run.to() - Anchors.LENGTH; offset++) {
            improve(best, literal, run, offset);
        }
        for (int offset = run.from() - 2; offset <= run.to() - 2; offset++) {
            if (offset < run.from() || offset > run.to() - Anchors.LENGTH) {
                improve(best, literal, run, offset);
            }
        }
        byte[] bytes = Arrays.copyOfRange(literal.text(), run.from(), run.to());
        boolean all = Arrays.stream(best).allMatch(Objects::nonNull);
        return all ? new Anchored(bytes, run.from(), List.of(best)) : null;
    }

    private void improve(Window[] best, Literal literal, Run run, int offset) {
        int distance = Math.floorMod(offset, Anchors.STRIDE);
        Window known = best[distance];
        Window window = window(literal, run, offset, known == null ? Long.MAX_VALUE : known.cost());
        best[distance] = window == null ? known : window;
    }

    /** The window there, or null where it has too many forms or costs {@code limit} or more. */
    private @Nullable Window window(Literal literal, Run run, int offset, long limit) {
        byte[][] forms = new byte[Anchors.LENGTH][];
        int count = 1;
        for (int each = 0; each < Anchors.LENGTH; each++) {
            forms[each] = forms(literal, run, offset + each);
            count *= forms[each].length;
        }
        long cost = (count - 1L) * EACH;
        if (count > MOST || cost >= limit) {
            return null;
        }
        int[] grams = grams(forms, count);
        for (int gram : grams) {
            cost += frequency.count(gram);
            if (cost >= limit) {
                return null;
            }
        }
        return new Window(offset, grams, cost);
    }

    /** Every anchor whose bytes are one of each string's; an empty string stands for any byte. */
    static int[] grams(String... bytes) {
        byte[][] forms = new byte[Anchors.LENGTH][];
        int count = 1;
        for (int each = 0; each < Anchors.LENGTH; each++) {
            forms[each] = bytes[each].isEmpty() ? ANYTHING : folded(bytes[each]);
            count *= forms[each].length;
        }
        return grams(forms, count);
    }

    private static int[] grams(byte[][] forms, int count) {
        int[] grams = new int[count];
        int made = 1;
        for (int each = 0; each < Anchors.LENGTH; each++) {
            int before = made;
            for (int form = forms[each].length - 1; form >= 0; form--) {
                int bits = (forms[each][form] & 0xFF) << (8 * each);
                for (int at = 0; at < before; at++) {
                    grams[form * before + at] = grams[at] | bits;
                }
            }
            made *= forms[each].length;
        }
        return grams;
    }

    /** What may stand at a place in the literal, or beside the run, in a script. */
    private static byte[] forms(Literal literal, Run run, int at) {
        if (at >= run.from() && at < run.to()) {
            return new byte[] {Anchors.fold(literal.text()[at])};
        }
        return at < run.from() ? before(literal, run, at) : behind(literal, run, at);
    }

    private static byte[] before(Literal literal, Run run, int at) {
        if (at < 0) {
            return at == -1 && run.from() == 0 && literal.wholeAtStart() ? NO_WORD_BEFORE : ANYTHING;
        }
        return beside(literal.text(), at, run.from());
    }

    private static byte[] behind(Literal literal, Run run, int at) {
        int length = literal.text().length;
        if (at >= length) {
            return at == run.to() && literal.wholeAtEnd() ? NO_WORD : ANYTHING;
        }
        return beside(literal.text(), run.to(), at + 1);
    }

    /** Any of the literal's bytes there, another quote for a quote, and what may come between them. */
    private static byte[] beside(byte[] text, int from, int to) {
        StringBuilder forms = new StringBuilder(SPACES);
        for (int at = from; at < to; at++) {
            forms.append(Literal.isQuote(text[at]) ? QUOTES : String.valueOf((char) (text[at] & 0xFF)));
        }
        return folded(forms.toString());
    }

    private static List<Run> runs(Literal literal) {
        String text = new String(literal.text(), StandardCharsets.ISO_8859_1);
        String spaced = KEYWORD.matcher(text).replaceAll("$1 ");
        List<Run> runs = new ArrayList<>();
        int at = 0;
        int from = 0;
        for (int each = 0; each < spaced.length() && at < MAX_LENGTH; each++) {
            boolean space = spaced.charAt(each) == ' ';
            if (space || !isRun((byte) spaced.charAt(each))) {
                addRun(runs, from, at);
                from = space ? at : at + 1;
            }
            at += space ? 0 : 1;
        }
        addRun(runs, from, at);
        return runs;
    }

    private static void addRun(List<Run> runs, int from, int to) {
        if (to - from >= 2) {
            runs.add(new Run(from, to));
        }
    }

    private static boolean isRun(byte b) {
        return Literal.isWord(b) || b == '.' || b == '-';
    }

    private static byte[] anything() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c <= 0xFF; c++) {
            all.append(c);
        }
        return folded(all.toString());
    }

    /** The bytes as anchors hold them, each once. */
    private static byte[] folded(String text) {
        byte[] bytes = new byte[text.length()];
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            byte folded = Anchors.fold((byte) text.charAt(i));
            boolean known = false;
            for (int at = 0; at < count; at++) {
                known |= bytes[at] == folded;
            }
            if (!known) {
                bytes[count++] = folded;
            }
        }
        return Arrays.copyOf(bytes, count);
    }
}
