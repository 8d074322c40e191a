package io.github.hushgate.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.tracker.TrackerCatalog;
import io.github.hushgate.tracker.TrackerDetector;
import io.github.hushgate.url.BrowserUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out of style sheets, and what stays, whichever reading finds it. */
class StyleSheetsTest {
    private static final String TRACKER = "https://www.facebook.com/tr?id=1";

    private static String left(String sheet) {
        String html = Rewriting.rewrite("<style>" + sheet.replace("T", TRACKER) + "</style>");
        return html.substring("<style>".length(), html.length() - "</style>".length())
                .replace(TRACKER, "T");
    }

    static List<String> sheetsWithATracker() {
        return List.of(
                "{url(T)}",
                "{URL( 'T' )}",
                "{\\75rl(T)}",
                "{u\\72 l(T)}",
                "{ur\\6c (T)}",
                "{url(https:\\/\\/www.facebook.com/tr)}",
                "{url(\"\\68ttps://www.facebook.com/tr\")}",
                "{url(//www\\ff0e facebook.com/tr)}",
                "{url('//www\\3002 facebook.com/tr')}",
                "{url(//www\\ff0e\\00ff46 acebook\\.com/tr)}",
                "{src('T')}",
                "{image-set('T' 1x)}",
                "{-webkit-image-set(url(T) 1x)}",
                "{image('T')}",
                "{cross-fade('T',url(/own),50%)}",
                "{image-set(cross-fade(url(/own),url(/own)) 1x,'T' 2x)}",
                "{b:'\r}c{url(T)}",
                "{b:'\f}c{url(T)}",
                "{b:\"\\\r\n\";c:url(T)}",
                "{url('https://www.face\\\r\nbook.com/tr')}",
                "{url('https://www.face\\\fbook.com/tr')}",
                "{url('https://www.\\66\r\nacebook.com/tr')}",
                "{--f('T')}",
                "{--f(1, {'T'})}",
                "{--f({ a; b }, {'T'})}",
                "@import 'T';",
                "@IMPORT url(T);",
                "@import\"T\" screen;",
                "@import/**/'T';",
                "@\\69mport 'T';",
                "@i\\6dport url(/own) layer('T');",
                "@import url(/own) 'T';",
                "@import url(/own) supports(image-set('T' 1x));",
                "{--a:'T'}",
                "{--a: 'T' 1x, '/own' 2x}",
                "{/* b */ --a/**/:/**/\"T\"}",
                "{--a:'\\68ttps://www.facebook.com/tr'}",
                "{--a:' \\\n T'}",
                "{\\2d-a:'//www.facebook.com/tr'}",
                "@property --a{syntax:'*';inherits:false;initial-value:'T'}",
                "@function --f(){result:'T'}",
                "@function --f(){r\\65 sult:'T'}",
                "@property --a{syntax:'*';inherits:false;initial-\\76 alue:'T'}",
                "@function --f(--a: 'T'){result:var(--a)}",
                "@import 'data:text/css,@import \"T\";';",
                "@import url(data:text/css,b%7Bc:url(T)%7D);",
                "@import \"DATA:text/css;base64,"
                        + Base64.getEncoder()
                                .encodeToString(("@import url(" + TRACKER + ")").getBytes(StandardCharsets.UTF_8))
                        + "\" layer(a);",
                "@\\69mport/**/url( 'data:,@import%20url(\\\"data:,%2540import%2520url(T)\\\")' );");
    }

    @ParameterizedTest
    @MethodSource("sheetsWithATracker")
    void anAddressOfATrackerGoesWhateverStandsBeforeIt(String sheet) {
        for (String before : List.of(
                "",
                "a{b:url(/own)}",
                "/* url( */",
                "/* url(' */",
                "i{content:'\\'url('}",
                "@import url(//own.example/a;b);",
                "@import '/own';",
                "i{content:'\\f101'}",
                "i{b:url(data:image/png;base64,AA==)}")) {
            String left = left(before + sheet);
            assertTrue(!left.contains("T") && !left.contains("facebook"), left);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "@import T;                        | ``",
                "@import T                         | ``",
                "@import url(T);a{b:c}             | a{b:c}",
                "/x@import T;                      | /x",
                "/* ; */ @layer a;@import T;b{}    | /* ; */ @layer a;b{}",
                "@import '/a' /* ;@import 'T';*/;  | @import '/a' /* ;*/;",
                "@charset \"a;@import T;\";         | @charset \"a;\";",
                "@import 'https:\\\\www.facebook.com/tr'; | ``"
            })
    void anImportGoesThatOnlyThePreloadScannerTakesForOne(String sheet, String left) {
        assertEquals(left, left(sheet));
    }

    /** It ends addresses at the next quotation mark, comments at a single star and a slash. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "@import \"T?\\78 \";a{b:c}|a{b:c}",
                "@import url( \"T?\\78 \" );a{b:c}|a{b:c}",
                "@charset x;@import \"T?\\78 \";a{b:c}|@charset x;a{b:c}",
                "@layer a;@import \"T?\\78 \";a{b:c}|@layer a;a{b:c}",
                "@import uRxl( T );a{b:c}|a{b:c}",
                "/* x **/a{b:c}*/@import \"T\";|/* x **/a{b:c}",
                "@import '/own.css';@import urxl(T)}|@import '/own.css';"
            })
    void anImportGoesThatOnlyTheScannerOfFirefoxTakesForOne(String sheet, String left) {
        assertEquals(left, left(sheet));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@import url (T);",
                "@import urxl T;",
                "@import urxl(T;",
                "@import ur",
                "@import x;@import urxl(T);",
                "@imports urxl(T);",
                "@import",
                "/",
                "@import urxl(T){}",
                "a{}@import urxl(T);",
                "/* x **/@import urxl(T);"
            })
    void whatFirefoxDoesNotReadAheadStays(String sheet) {
        assertEquals(sheet, left(sheet));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/@import T;", "a{}@import T;", "@media{}@import T;", "@import{}@import T;", "@1mport T;"})
    void anImportWithoutQuotesStaysWhereNobodyReadsIt(String sheet) {
        assertEquals(sheet, left(sheet));
    }

    @Test
    void anAddressInACommentOrAStringStays() {
        for (String sheet : List.of(
                "/* url(T) */a{b:c}",
                "i{content:'url(T)'}",
                "/* @import 'T'; */",
                "i{content:\"@import 'T'\"}",
                "i{content:'\\75rl(T)'}",
                "i{content:'T'}",
                "a[href^='T']{b:c}",
                "i{--a:'see T'}",
                "i{background:url(\"data:text/css,@import 'T'\")}",
                "@include 'T';",
                "i{b:myurl(T)}",
                "i{b:translate('T')}")) {
            assertEquals(sheet, left(sheet));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bbbbbbbb", "/*------*/", "b\\62"})
    void aDeclarationOfManyStringsTakesNoLongerThanItsBytes(String name) {
        String sheet = "i{" + name.repeat(20_000) + ":" + "'h' ".repeat(60_000) + "}i{b:image-set('/own' 1x)}";
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertEquals(sheet, left(sheet)));
    }

    @Test
    void aSheetOfUnclosedFunctionsTakesNoLongerThanItsBytes() {
        for (String piece : List.of(
                "url(",
                "url('",
                "\\75",
                "@import url(",
                "@import'a' b",
                "--a:'",
                "'\\",
                "{--a:'h'",
                "--f('h'",
                "@import a;",
                "@a /* ")) {
            String sheet = piece.repeat(250_000 / piece.length());
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertEquals(sheet, left(sheet)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "?compression=gzip, '', https://police.example/e/",
        "?compression=gzip, <base href=/e/>, https://police.example/a/",
        "./?compression=gzip, '', https://police.example/e/f",
        "//own.example/e/?compression=gzip, '', https://own.example/",
        "https://own.example/e/?compression=gzip, '', https://own.example/",
        "HTTP:e/?compression=gzip, '', http://police.example/",
        "https:own.example/e/?compression=gzip, '', https://own.example/"
    })
    void aSheetThatAPageHadBeforeIsReadAgainWhereItDependsOnThePage(String address, String before, String tracked)
            throws IOException {
        var detector = TrackerDetector.of(TrackerCatalog.bundled());
        String html = "<style>" + "b{color:red}".repeat(30) + "a{b:url(" + address + ")}</style>";
        for (String clean : List.of("https://police.example/a/", "http://other.example/")) {
            rewrite(detector, clean, html);
        }
        assertFalse(rewrite(detector, tracked, before + html).contains("url("));
        assertFalse(rewrite(detector, tracked, before + html).contains("url("));
    }

    @Test
    void aSheetThatAPageHadBeforeIsAnsweredAsThen() throws IOException {
        var detector = TrackerDetector.of(TrackerCatalog.bundled());
        String html = "<style>" + "b{color:red;c:url(/own.png)}".repeat(30) + "a{b:url(https://own.example/)}</style>";
        String other = html.replace("own.example", "bat.bing.com");
        for (int visit = 0; visit < 3; visit++) {
            assertEquals(html, rewrite(detector, "https://police.example/" + visit, html));
            assertFalse(
                    rewrite(detector, "https://police.example/" + visit, other).contains("bing"));
        }
    }

    private static String rewrite(TrackerDetector detector, String address, String html) throws IOException {
        var out = new ByteArrayOutputStream();
        var page = new HtmlRewriter.Page(BrowserUrl.parse(address).orElseThrow(), "UTF-8", "", false, true);
        var rewriter = new HtmlRewriter(detector, page, out, removal -> {});
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        rewriter.write(bytes, 0, bytes.length);
        rewriter.finish();
        return out.toString(StandardCharsets.UTF_8);
    }
}
