package io.github.hushgate.tracker;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What one statement of a script was seen to do: how much of it trackers account for, and whether it only holds data of
 * the page's own. In doubt it is no data.
 */
final class ScriptStatement {
    /**
     * Bytes of code that one hit accounts for in a long statement, at most, and only of those that stand no further
     * from it: no published loader is much longer.
     */
    static final int REACH = 2_048;

    /** Bytes of code before and behind a call, or a word, that belong to it, at most. */
    private static final int CALL_REACH = 384;

    /** The same in a long script, of which nobody says whose the statements are: before it, and behind. */
    private static final int CLOSE_BEFORE = 16;

    private static final int CLOSE_BEHIND = 64;

    /** What stands there of a tracker. */
    enum Hit {
        /** What stands in a vendor's own script only, of any length. */
        AGENT,
        /** What a vendor's own snippet says, or a name that it defines. */
        SNIPPET,
        /** What pages say to the tracker. */
        CALL,
        /** What says something beside others only: {@code init}. */
        WORD,
        /** Where it is loaded from. */
        ADDRESS
    }

    /** How statements begin in which frameworks hand the page over once more, as strings. */
    private static final byte[][] PAGE_DATA = bytes(
            "self.__next_f.push(",
            "(self.__next_f=self.__next_f||[]).push(",
            "window.__NUXT__=",
            "__NUXT__=",
            "__SAPPER__=",
            "jQuery.extend(Drupal.settings,");

    /** How statements begin that end with a block, white space left aside. */
    private static final byte[][] BLOCKS =
            bytes("function", "asyncfunction", "if(", "for(", "while(", "do{", "switch(", "try{", "class", "else", "{");

    /** Bytes at a statement's beginning that are kept, at most. */
    private static final int LONGEST_HEAD = 96;

    /**
     * What is done around the address when an element is made that loads it: in short statements, nobody's own. The
     * last quotation mark of a string is not kept.
     */
    private static final byte[][] LOADING_STEPS = bytes(
            "newImage",
            "createElement('script",
            "createElement(\"script",
            "createElement('img",
            "createElement(\"img",
            "createElement('iframe",
            "createElement(\"iframe",
            "getElementsByTagName('script",
            "getElementsByTagName(\"script",
            "getElementsByTagName('head",
            "getElementsByTagName(\"head",
            ".appendChild(",
            ".insertBefore(",
            ".async=",
            ".defer=",
            ".type='text/javascript",
            ".type=\"text/javascript");

    /** Functions that only hand on what they are handed. */
    private static final byte[][] HANDING = bytes("JSON.parse", "Object.freeze", "Object.assign");

    /** Properties that load what they are given, an array or whatever else it is made a text of. */
    private static final byte[][] LOADING_PROPERTIES =
            bytes(Stream.concat(PropertyNames.LOADING.stream(), Stream.of("location", "action", "cssText"))
                    .toArray(String[]::new));

    /** Spaces, a quotation mark, a bracket, an operator between a property and the sign of equality, at most. */
    private static final int MOST_BETWEEN = 7;

    /** How much of a statement the reach of hits covers, each byte counted once. */
    private static final class Cover {
        private int to;
        private int sum;

        void clear() {
            to = 0;
            sum = 0;
        }

        void add(int at, int reach) {
            add(at, reach, reach);
        }

        void add(int at, int before, int behind) {
            int from = Math.max(to, at - before);
            to = Math.max(to, at + behind);
            sum += Math.max(0, to - from);
        }

        int within(int length) {
            return sum - Math.max(0, to - length);
        }
    }

    private int length;
    private int hits;
    private final Cover far = new Cover();
    private final Cover near = new Cover();
    private final Cover close = new Cover();
    /** How the statement begins, white space left aside. */
    private final byte[] head = new byte[LONGEST_HEAD];

    private int headLength;
    /**
     * Whether something is assigned, something may run, a hit names what is assigned or is the value itself, and one
     * stands inside of the value.
     */
    private boolean assigns;

    private boolean runs;
    private boolean named;
    private boolean mentioned;
    /** Whether a tracker's name is what a value is given to. */
    private boolean given;

    private boolean hit;
    private boolean addressed;
    private boolean vendors;
    private boolean agent;

    private static byte[][] bytes(String... texts) {
        return Stream.of(texts)
                .map(each -> each.getBytes(StandardCharsets.ISO_8859_1))
                .toArray(byte[][]::new);
    }

    void clear() {
        length = 0;
        hits = 0;
        far.clear();
        near.clear();
        close.clear();
        headLength = 0;
        assigns = false;
        runs = false;
        named = false;
        mentioned = false;
        given = false;
        hit = false;
        addressed = false;
        vendors = false;
        agent = false;
    }

    /** Bytes of it, white space left aside. */
    int length() {
        return length;
    }

    /** So many bytes more, of strings and patterns. */
    void add(int count) {
        length += count;
    }

    /** So many of the last bytes of code are none. */
    void takeBack(int count) {
        if (headLength < LONGEST_HEAD) {
            headLength -= count;
        }
        length -= count;
    }

    /** The same of a string, and where it stands. */
    void addText(byte[] bytes, int from, int to) {
        addCode(to - from, bytes, from, to);
    }

    /** So many bytes of code more, white space left aside, and where they stand with it. */
    void addCode(int count, byte[] bytes, int from, int to) {
        length += count;
        for (int at = from; at < to && headLength < LONGEST_HEAD; at++) {
            if (!Literal.isSpace(bytes[at])) {
                head[headLength++] = bytes[at];
            }
        }
    }

    /** Something of a tracker stands at its end so far. */
    void hit(Hit what, boolean inBrackets, boolean quoted) {
        hit = true;
        addressed |= what == Hit.ADDRESS;
        agent |= what == Hit.AGENT;
        vendors |= what == Hit.ADDRESS || what == Hit.SNIPPET || agent;
        if (what == Hit.SNIPPET || (what == Hit.CALL && !inBrackets && !quoted)) {
            hits++;
            far.add(length, REACH);
        } else {
            near.add(length, what == Hit.ADDRESS ? REACH / 2 : CALL_REACH);
            if (what == Hit.ADDRESS) {
                close.add(length, REACH / 2);
            } else {
                close.add(length, CLOSE_BEFORE, CLOSE_BEHIND);
            }
        }
        given |= !assigns && !inBrackets && (agent || what == Hit.SNIPPET || what == Hit.CALL);
        boolean inValue = inBrackets && assigns;
        named |= what != Hit.WORD && !inValue;
        mentioned |= what != Hit.WORD && inValue;
    }

    boolean isHit() {
        return hit;
    }

    /** Whether a tracker's address stands in it. */
    boolean isAddressed() {
        return addressed;
    }

    /** Whether something of a vendor's snippet stands in it. */
    boolean isVendors() {
        return vendors;
    }

    /** Something in it may run. */
    void mayRun() {
        runs = true;
    }

    /** A parenthesis opens. */
    void opens(byte[] bytes, int parenthesis) {
        runs |= !endsWith(HANDING, bytes, parenthesis);
    }

    /** What stands in front of the sign is assigned to, outside of brackets. */
    void assigns(byte[] bytes, int sign) {
        assigns = true;
        int end = sign;
        while (end > 0 && !Literal.isWord(bytes[end - 1]) && sign - end < MOST_BETWEEN) {
            end--;
        }
        runs |= endsWith(LOADING_PROPERTIES, bytes, end);
    }

    private static boolean endsWith(byte[][] words, byte[] bytes, int end) {
        for (byte[] each : words) {
            int from = end - each.length;
            if (from >= 0
                    && Arrays.equals(bytes, from, end, each, 0, each.length)
                    && (from == 0 || !Literal.isWord(bytes[from - 1]))) {
                return true;
            }
        }
        return false;
    }

    /** Bytes of it that trackers account for, where it ends in that byte. */
    long accounted(byte last) {
        return accounted(last, near);
    }

    /** The same of a statement in a long script. */
    long accountedClosely(byte last) {
        return accounted(last, close);
    }

    private long accounted(byte last, Cover calls) {
        if (given && assigns && !runs) {
            return length;
        }
        long snippets = Math.min((long) hits * REACH, far.within(length));
        if (isData(last)) {
            return 0;
        }
        return agent ? length : Math.min(length, snippets + calls.within(length));
    }

    /**
     * Whether, where it ends in that byte, it only holds data: nothing in it runs, what is assigned ends in a bracket,
     * and what there is of a tracker stands inside of that.
     */
    boolean isData(byte last) {
        return isHolding(last) || isPageData();
    }

    /** The same of data that are given a name. */
    boolean isHolding(byte last) {
        boolean value = last == '}' || last == ']' || last == ')';
        return assigns && mentioned && !runs && !named && value && !isPageData();
    }

    private boolean isPageData() {
        return beginsWith(PAGE_DATA);
    }

    private boolean beginsWith(byte[][] beginnings) {
        for (byte[] each : beginnings) {
            if (headLength >= each.length && Arrays.equals(head, 0, each.length, each, 0, each.length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it begins as one that ends with its block. */
    boolean isBlock() {
        return beginsWith(BLOCKS);
    }

    /** Whether, without a hit, it only helps to load what another one names. */
    boolean isLoadingStep() {
        if (hit || length >= LONGEST_HEAD) {
            return false;
        }
        for (byte[] each : LOADING_STEPS) {
            for (int at = 0; at + each.length <= headLength; at++) {
                if (standsAt(at, each)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Elements' names may be in capitals. */
    private boolean standsAt(int at, byte[] step) {
        int same = 0;
        while (same < step.length && UrlPattern.lower(head[at + same]) == UrlPattern.lower(step[same])) {
            same++;
        }
        return same == step.length;
    }
}
