package io.github.hushgate.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
                "@import 'T';",
                "@IMPORT url(T);",
                "@import\"T\" screen;",
                "@import/**/'T';",
                "@\\69mport 'T';",
                "@i\\6dport url(/own) layer('T');",
                "@import url(/own) 'T';",
                "@import url(/own) supports(image-set('T' 1x));");
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

    @Test
    void anAddressInACommentOrAStringStays() {
        for (String sheet : List.of(
                "/* url(T) */a{b:c}",
                "i{content:'url(T)'}",
                "/* @import 'T'; */",
                "i{content:\"@import 'T'\"}",
                "i{content:'\\75rl(T)'}",
                "@include 'T';",
                "i{b:myurl(T)}",
                "i{b:translate('T')}")) {
            assertEquals(sheet, left(sheet));
        }
    }

    @Test
    void aSheetOfUnclosedFunctionsTakesNoLongerThanItsBytes() {
        for (String piece : List.of("url(", "url('", "\\75", "@import url(", "@import'a' b")) {
            String sheet = piece.repeat(250_000 / piece.length());
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertEquals(sheet, left(sheet)));
        }
    }
}
