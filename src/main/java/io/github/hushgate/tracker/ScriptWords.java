package io.github.hushgate.tracker;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The words of the language that tell, in front of a slash, whether it divides or begins a regular expression, and
 * behind a block, whether its statement goes on.
 */
final class ScriptWords {
    /** Behind them a value begins. */
    static final byte[][] OPERATORS =
            words("return typeof case in of delete void throw new else do instanceof await yield");

    /** Behind a block they go on with its statement. */
    static final byte[][] BEHIND_BLOCKS = words("else catch finally while");

    /** A block follows them. */
    static final byte[][] BEFORE_BLOCKS = words("else try finally do");

    /** What is in parentheses behind them is no value. */
    private static final byte[][] HEADS = words("if while for with");

    /** Bytes that are looked back over for where a parenthesis opens, at most. */
    private static final int MAX_HEAD_BYTES = 256;

    private ScriptWords() {}

    private static byte[][] words(String all) {
        return Stream.of(all.split(" ", -1))
                .map(word -> word.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    /** Whether one of the words is the last before there, white space left aside. */
    static boolean isBefore(byte[] bytes, int at, byte[][] words) {
        int end = behindLast(bytes, at);
        int from = end;
        while (from > 0 && Literal.isWord(bytes[from - 1])) {
            from--;
        }
        for (byte[] each : words) {
            if (Arrays.equals(bytes, from, end, each, 0, each.length)) {
                // A member may have a word's name.
                return from == 0 || bytes[from - 1] != '.';
            }
        }
        return false;
    }

    /** Whether one of the words stands there. */
    static boolean isAt(byte[] bytes, int at, byte[][] words) {
        for (byte[] each : words) {
            int end = at + each.length;
            if (end <= bytes.length
                    && Arrays.equals(bytes, at, end, each, 0, each.length)
                    && (end == bytes.length || !Literal.isWord(bytes[end]))) {
                return true;
            }
        }
        return false;
    }

    private static int behindLast(byte[] bytes, int at) {
        int end = at;
        while (end > 0 && Literal.isSpace(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    /** Whether the parenthesis that closes last before there is the condition of a statement. */
    static boolean closesHead(byte[] bytes, int at) {
        int close = behindLast(bytes, at) - 1;
        int depth = 0;
        for (int here = close; here >= 0 && close - here < MAX_HEAD_BYTES; here--) {
            depth += bytes[here] == ')' ? 1 : bytes[here] == '(' ? -1 : 0;
            if (depth == 0) {
                return isBefore(bytes, here, HEADS);
            }
        }
        return false;
    }
}
