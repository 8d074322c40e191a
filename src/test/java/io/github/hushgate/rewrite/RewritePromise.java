package io.github.hushgate.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whatever the page: nothing is thrown, what goes out is what came in without what was told of, the same in pieces of
 * any size and when it is rewritten again, and no other parser finds a tracker in it. Without a rule nothing changes.
 * What is well-formed XML keeps {@link XmlPromise} too.
 *
 * <p>The byte {@code 0x01} stands for a tracker's address, so that a fuzzer need not find one.
 */
final class RewritePromise {
    private static final int MAX_BYTES = 2_000;
    private static final char ESCAPE = 0x1B;
    private static final String TRACKER = XmlPromise.TRACKER;
    private static final List<String> CHARSETS =
            List.of("", "utf-8", "windows-1252", "shift_jis", "iso-2022-jp", "utf-16be");

    private static final Pattern SPACE_NUL = Pattern.compile("[ \t\n\f\r]\\x00");

    private final Oracle oracle = new Oracle();
    private final XmlPromise xml = new XmlPromise();

    /** Throws AssertionError where this page breaks it. */
    void hold(byte[] input) {
        if (input.length > MAX_BYTES) {
            return;
        }
        String page = new String(input, StandardCharsets.ISO_8859_1).replace("\u0001", TRACKER);
        boolean disputed = isDisputed(page);
        fail(disputed ? List.of() : oracle.problems(page), page);
        fail(!disputed && TreeOracle.isComparable(page) ? TreeOracle.problems(page) : List.of(), page);
        byte[] bytes = page.getBytes(StandardCharsets.ISO_8859_1);
        isASubsequence(bytes);
        xml.hold(page.getBytes(StandardCharsets.UTF_8));
        for (String charset : CHARSETS) {
            isLeftAlone(bytes, charset);
            isTheSameInPieces(bytes, charset);
        }
    }

    /**
     * Pages that the other parsers read otherwise than a browser: in UTF-16, for they are handed characters; a script
     * in svg, which is plain text to jsoup; a noscript that ends inside of a quoted value, for what follows is another
     * page then to a browser that does not script; a NUL behind white space in a tag, which jsoup adds to the name in
     * front of the white space (Chromium and the Standard begin another).
     */
    private static boolean isDisputed(String page) {
        String lower = page.toLowerCase(Locale.ROOT);
        boolean wide = page.startsWith("\u00FE\u00FF") || page.startsWith("\u00FF\u00FE");
        boolean foreign = lower.contains("<svg") || lower.contains("<math");
        boolean quoted = page.indexOf('"') >= 0 || page.indexOf('\'') >= 0;
        return wide
                || SPACE_NUL.matcher(page).find()
                || (foreign && lower.contains("<script"))
                || (quoted && lower.contains("<noscript"));
    }

    private static void fail(List<String> problems, String page) {
        if (!problems.isEmpty()) {
            throw new AssertionError(problems.get(0) + "\n" + page);
        }
    }

    private static void isASubsequence(byte[] page) {
        List<Removal> told = new ArrayList<>();
        byte[] out = Rewriting.rewrite(page, Math.max(1, page.length), told);
        if (!Arrays.equals(UntouchedTest.without(page, told), out)) {
            throw new AssertionError("more goes than is told of: " + told);
        }
    }

    /** But for what would switch to another reading, where nothing certain says which it is. */
    private static void isLeftAlone(byte[] page, String charset) {
        if (charset.isEmpty() && new String(page, StandardCharsets.ISO_8859_1).indexOf(ESCAPE) >= 0) {
            return;
        }
        byte[] out = Rewriting.rewrite(Rewriting.NOBODY, Rewriting.page(charset), page, 7, new ArrayList<>());
        if (!Arrays.equals(page, out)) {
            throw new AssertionError("changes without a rule, in " + charset);
        }
    }

    private static void isTheSameInPieces(byte[] page, String charset) {
        HtmlRewriter.Page about = Rewriting.page(charset);
        byte[] whole = Rewriting.rewrite(Rewriting.BUNDLED, about, page, Math.max(1, page.length), new ArrayList<>());
        if (!Arrays.equals(whole, Rewriting.rewrite(Rewriting.BUNDLED, about, page, 1, new ArrayList<>()))
                || !Arrays.equals(whole, Rewriting.rewrite(Rewriting.BUNDLED, about, page, 13, new ArrayList<>()))) {
            throw new AssertionError("pieces matter, in " + charset);
        }
    }
}
