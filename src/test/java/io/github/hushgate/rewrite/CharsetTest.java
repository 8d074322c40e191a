package io.github.hushgate.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.html.SharedFixtures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A page is read as the browser will read it, whatever its encoding and whoever names that, and every other byte stays.
 */
class CharsetTest {
    private static final String PIXEL = "https://www.facebook.com/tr?id=1";
    private static final String CUT = "<img src='" + PIXEL + "'>";
    private static final String KANJI = "ESC$B4A;zESC(B";
    /** {@code <!-- } as halves of two-byte characters. */
    private static final String COMMENT = "ESC$B<!--<!ESC(B";

    private static byte[] bytes(String page) {
        return page.replace("ESC", "\u001B").replace("IMG", CUT).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String rewrite(String header, byte[] page) {
        var told = new ArrayList<Removal>();
        byte[] whole = Rewriting.rewrite(Rewriting.BUNDLED, Rewriting.page(header), page, page.length, told);
        for (int piece = 1; piece < Math.min(page.length, 64); piece++) {
            var again = new ArrayList<Removal>();
            byte[] parts = Rewriting.rewrite(Rewriting.BUNDLED, Rewriting.page(header), page, piece, again);
            assertArrayEquals(whole, parts, "pieces of " + piece);
            assertEquals(Set.copyOf(told), Set.copyOf(again), "pieces of " + piece);
        }
        return new String(whole, StandardCharsets.ISO_8859_1).replace("\u001B", "ESC");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iso-2022-jp|<p>" + KANJI + "IMG</p>|<p>" + KANJI + "</p>",
                "csISO2022JP|<p>" + COMMENT + "IMG</p>|<p>" + COMMENT + "</p>",
                "''|<meta charset=iso-2022-jp><p>" + COMMENT + "IMGz|<meta charset=iso-2022-jp><p>" + COMMENT + "z",
                "''|<title>" + KANJI + "</title><meta charset=iso-2022-jp>IMG<p>" + "|<title>" + KANJI
                        + "</title><meta charset=iso-2022-jp><img ><p>",
                "utf-8|<meta charset=iso-2022-jp><p>ESC$BIMG|<meta charset=iso-2022-jp><p>ESC$B",
                "no-such|<meta charset=iso-2022-jp><p>" + COMMENT + "IMGz|<meta charset=iso-2022-jp><p>" + COMMENT
                        + "z",
                "iso-2022-jp|<p>aESC(J<img alt='ESC$B4AESC(J' src='" + PIXEL + "'>~ESC(Bb|<p>aESC(J~ESC(Bb",
                "iso-2022-jp|<p>ESC$B4AESC(B<script src='" + PIXEL + "'>/*ESC$B4AESC(B*/</script>;z|<p>ESC$B4AESC(B;z",
                "iso-2022-jp|<p>ESC$B4AESC(JIMGESC(Bz|<p>ESC$B4AESC(Bz",
                "iso-2022-jp|<p>xESC(J<img title=aESC(B src='" + PIXEL + "'>z|<p>xz",
                "iso-2022-jp|<p>x<img title=aESC(J src='" + PIXEL + "'>~|<p>xESC(J~",
                "iso-2022-jp|<p>x<iESC(Bmg src='" + PIXEL + "'>z<p>ESC(B|<p>xz<p>ESC(B",
                "iso-2022-jp|<p><ESC(BESC(Bimg src='" + PIXEL + "'>z|<p><ESC(BESC(Bimg src='" + PIXEL + "'>z",
                "iso-2022-jp|<p>ESC(JESC$BESC(J<img src='" + PIXEL + "'>ESC|<p>ESC(JESC$BESC(JESC",
            })
    void iso2022JpIsReadByItsEscapesOfWhichThoseStayThatAreNeeded(String header, String page, String expected) {
        assertEquals(expected, rewrite(header, bytes(page)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>own" + COMMENT + "IMG|<p>own$B<!--<!(BIMG",
                "<title>" + COMMENT + "</title><meta charset=iso-2022-jp><p>IMG"
                        + "|<title>$B<!--<!(B</title><meta charset=iso-2022-jp><p><img >",
                "<p>ESCESC$Bx|<p>$Bx",
                "<p>ESCESC$IMGBx|<p>$Bx",
                "<p>ESCIMG$Bx|<p>$Bx",
                "<p>ESC$ESC(Bx|<p>ESC$(Bx",
                "<p>ESC(J<meta charset=utf-8>|<p>(J<meta charset=utf-8>",
                "<p>ESCxESC$CESC(ESC|<p>ESCxESC$CESC(ESC",
                "<title><meta charset=iso-2022-jp></title><p>ESC$BIMG|<title><meta charset=iso-2022-jp></title><p>$B",
                "<title>a</title><meta charset=iso-2022-jp><p>ESC$BIMGESC(B|<title>a</title><meta charset=iso-2022-jp><p>ESC$BIMGESC(B",
            })
    void nothingSwitchesToAnotherReadingWhereNothingCertainSaysWhatItIs(String page, String expected) {
        assertEquals(expected.replace("IMG", CUT), rewrite("", bytes(page)));
    }

    @Test
    void aStandInPartsWhatWouldSwitch() {
        var page = new HtmlRewriter.Page(Rewriting.page("").url(), "", "", true, true);
        byte[] in = bytes("<p>own ESC<script>fbq('init', '1');</script>$Bx");
        byte[] out = Rewriting.rewrite(Rewriting.BUNDLED, page, in, in.length, new ArrayList<>());
        String text = new String(out, StandardCharsets.ISO_8859_1);
        assertTrue(text.startsWith("<p>own \u001B<script>"), text);
        assertTrue(text.endsWith("</script>$Bx"), text);
    }

    @ParameterizedTest
    @CsvSource({
        "utf-16, UTF-16LE, ''",
        "utf-16be, UTF-16BE, ''",
        "unicode, UTF-16LE, ''",
        "unicodeFFFE, UTF-16BE, ''",
        "'', UTF-16LE, \uFEFF",
        "'', UTF-16BE, \uFEFF",
        "utf-16le, UTF-16BE, \uFEFF",
        "utf-8, UTF-16LE, \uFEFF",
        "gbk, UTF-16BE, \uFEFF",
        "utf-16, UTF-8, \uFEFF",
        "shift_jis, UTF-8, \uFEFF",
    })
    void aByteOrderMarkOutranksTheHeader(String header, String actual, String mark) {
        Charset set = Charset.forName(actual);
        byte[] page =
                (mark + "<!DOCTYPE html><p>\u00E4\u4E2D\uD83D\uDE00<img src='" + PIXEL + "'>b\u20AC").getBytes(set);
        String out = rewrite(header, page);
        assertEquals(
                mark + "<!DOCTYPE html><p>\u00E4\u4E2D\uD83D\uDE00b\u20AC",
                new String(out.getBytes(StandardCharsets.ISO_8859_1), set));
    }

    @Test
    void utf16WithoutMarkOrHeaderIsKnownByItsXmlDeclarationOnly() {
        String page = "<?xml version='1.0'?><p>a<img src='" + PIXEL + "'>b";
        for (Charset set : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            String out = rewrite("", page.getBytes(set));
            assertEquals("<?xml version='1.0'?><p>ab", new String(out.getBytes(StandardCharsets.ISO_8859_1), set));
        }
        byte[] plain = page.substring(2).getBytes(StandardCharsets.UTF_16LE);
        assertArrayEquals(plain, rewrite("", plain).getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void inUtf16OnlyAsciiLettersMakeTagsAndALoneSurrogateStays(String charset) {
        Charset set = Charset.forName(charset);
        byte[] lone = charset.endsWith("LE") ? new byte[] {0, (byte) 0xD8} : new byte[] {(byte) 0xD8, 0};
        byte[] before = "<p><\uFF53cript>x".getBytes(set);
        byte[] pixel = "<img src='https://www.\uFF46acebook.com/tr?id=1'>".getBytes(set);
        String out = rewrite(charset, joined(before, lone, pixel, lone));
        assertArrayEquals(joined(before, lone, lone), out.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] each : parts) {
            all.writeBytes(each);
        }
        return all.toByteArray();
    }

    @Test
    void anOddLastByteStays() {
        byte[] odd = java.util.Arrays.copyOf("<p>a".getBytes(StandardCharsets.UTF_16LE), 9);
        assertArrayEquals(odd, rewrite("utf-16le", odd).getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shift_JIS", "GBK", "gb18030", "Big5"})
    void aSecondByteThatIsABackslashEscapesNothing(String charset) {
        String character = withBackslash(charset);
        for (String page : List.of(
                "<p><script>var a='" + character + "';new Image().src='" + PIXEL + "';</script>b",
                "<p><style>p::before{content:'" + character + "'}a{background:url(" + PIXEL + ")}</style>b",
                "<p style=\"content:'" + character + "';background:url(" + PIXEL + ")\">b",
                "<p title=\"" + character + "\"><img alt=\"" + character + "\" src='" + PIXEL + "'>b",
                "<p><a title='" + character + "' ping='" + PIXEL + "'>" + character + "</a>",
                "<p><button onclick=\"fbq('track','" + character + "')\">b")) {
            String out = rewrite(charset, page.getBytes(Charset.forName(charset)));
            assertTrue(!out.contains("facebook") && !out.contains("fbq"), out);
        }
        String own = "<p title=\"" + character + "\"><script>var a='" + character + "';b('c')</script><style>a{b:'"
                + character + "'}</style>";
        byte[] bytes = own.getBytes(Charset.forName(charset));
        assertArrayEquals(bytes, rewrite(charset, bytes).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A character whose second byte is 0x5C. */
    private static String withBackslash(String charset) {
        for (int lead = 0x81; lead < 0xFC; lead++) {
            String text = new String(new byte[] {(byte) lead, 0x5C}, Charset.forName(charset));
            if (text.length() == 1 && text.charAt(0) > 0x3000 && text.charAt(0) < 0xE000) {
                return text;
            }
        }
        throw new AssertionError(charset);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shift_JIS", "GBK", "gb18030", "Big5", "EUC-KR", "EUC-JP"})
    void noCharacterHoldsAByteThatMarkupIsMadeOf(String charset) {
        Charset set =
                io.github.hushgate.html.Encoding.ofLabel(charset).orElseThrow().charset();
        for (int point = 0x80; point < 0x10000; point++) {
            String character = Character.toString(point);
            if (!Character.isSurrogate((char) point) && set.newEncoder().canEncode(character)) {
                for (byte b : character.getBytes(set)) {
                    assertTrue("<>\"'=/&;!- \t\r\n\f".indexOf(b) < 0, () -> charset + " " + character);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"Shift_JIS, \u0083\u005D", "GBK, \u0081\u005D", "Big5, \u00A4\u005D"})
    void aSecondByteThatIsABracketEndsNoCdataSection(String charset, String character) {
        String page = "<svg><![CDATA[" + character + "]></svg><style>]]><image href='" + PIXEL + "'/></svg>";
        String out = rewrite(charset, page.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("<svg><![CDATA[" + character + "]></svg><style>]]><image /></svg>", out);
    }

    @Test
    void pagesInOtherEncodingsAreReadByTheEncodingThatTheyDeclareFarInside() {
        String page = "<meta name=x content='" + "y".repeat(900) + "'><p>\u00E9<meta charset=gbk>" + CUT;
        assertTrue(!rewrite("", page.getBytes(StandardCharsets.ISO_8859_1)).contains("facebook"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "ISO-2022-JP"})
    void aRealPageLosesTheSameInEveryEncoding(String charset) throws IOException {
        for (String name : List.of("form-page.html", "aeb-431K-fbq-gtm.html", "cloudflare-119K.html")) {
            Path file = SharedFixtures.folder("pages").resolve(name);
            String page = Files.readString(file).replaceAll("[^\\x00-\\x1A\\x1C-\\x7E\\u3041-\\u3096]", "\u3042");
            Charset set = Charset.forName(charset);
            var told = new ArrayList<Removal>();
            byte[] out = Rewriting.rewrite(Rewriting.BUNDLED, Rewriting.page(charset), page.getBytes(set), 8_192, told);
            byte[] utf8 = page.getBytes(StandardCharsets.UTF_8);
            assertEquals(
                    new String(Rewriting.rewrite(utf8, 8_192, new ArrayList<>()), StandardCharsets.UTF_8),
                    new String(out, set),
                    name);
            byte[] untouched = Rewriting.rewrite(
                    Rewriting.NOBODY, Rewriting.page(charset), page.getBytes(set), 509, new ArrayList<>());
            assertArrayEquals(page.getBytes(set), untouched, name);
        }
    }

    @Test
    void whatTheSurrogateIsWrittenInIsThePagesEncoding() {
        String script = "<p><script>fbq('init','1');fbq('track','PageView')</script>b";
        var page = new HtmlRewriter.Page(Rewriting.page("").url(), "utf-16be", "", true, true);
        byte[] out = Rewriting.rewrite(
                Rewriting.BUNDLED, page, script.getBytes(StandardCharsets.UTF_16BE), 7, new ArrayList<>());
        String text = new String(out, StandardCharsets.UTF_16BE);
        assertTrue(text.startsWith("<p><script>(function(w)") && text.endsWith("</script>b"), text);
    }

    @Test
    void randomEscapesComeOutAsTheyWentInAndLoseOnlyTrackers() {
        List<String> pieces = List.of(
                "\u001B(B",
                "\u001B(J",
                "\u001B(I",
                "\u001B$B",
                "\u001B$@",
                "\u001B",
                "4A",
                "<!",
                "a",
                "<p>",
                CUT,
                "~",
                "\n");
        for (int seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var soup = new StringBuilder();
            for (int left = 1 + random.nextInt(20); left > 0; left--) {
                soup.append(pieces.get(random.nextInt(pieces.size())));
            }
            byte[] page = soup.toString().getBytes(StandardCharsets.ISO_8859_1);
            HtmlRewriter.Page about = Rewriting.page("iso-2022-jp");
            byte[] same = Rewriting.rewrite(Rewriting.NOBODY, about, page, 1 + seed % 7, new ArrayList<>());
            assertArrayEquals(page, same, soup::toString);
            byte[] out = Rewriting.rewrite(Rewriting.BUNDLED, about, page, 1 + seed % 7, new ArrayList<>());
            String whole = new String(
                    Rewriting.rewrite(Rewriting.BUNDLED, about, page, page.length, new ArrayList<>()),
                    StandardCharsets.ISO_8859_1);
            assertEquals(whole, new String(out, StandardCharsets.ISO_8859_1), soup::toString);
            byte[] twice = Rewriting.rewrite(Rewriting.BUNDLED, about, out, page.length, new ArrayList<>());
            assertArrayEquals(out, twice, soup::toString);
        }
    }

    @Test
    void bytesThatReadTheSameInAllEncodingsDoNotWait() throws IOException {
        var out = new ByteArrayOutputStream();
        var rewriter = new HtmlRewriter(Rewriting.BUNDLED, Rewriting.page(""), out, removal -> {});
        byte[] start = "<!DOCTYPE html><p>Please wait".getBytes(StandardCharsets.US_ASCII);
        rewriter.write(start, 0, start.length);
        assertEquals("<!DOCTYPE html><p>Please wait", out.toString(StandardCharsets.US_ASCII));
    }

    @Test
    void removalsAreToldByTheOffsetsOfTheDocument() {
        String page = "\uFEFF<p>\uD83D\uDE00<script src='" + PIXEL + "'>x</script>b";
        byte[] bytes = page.getBytes(StandardCharsets.UTF_16LE);
        for (int piece : new int[] {1, 2, 5, bytes.length}) {
            var told = new ArrayList<Removal>();
            Rewriting.rewrite(Rewriting.BUNDLED, Rewriting.page(""), bytes, piece, told);
            assertEquals(List.of(new Removal("meta-pixel", "script", 12, bytes.length - 2)), told);
        }
    }
}
