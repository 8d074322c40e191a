package io.github.hushgate.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a guarded page no longer hands on to the pages after it. */
class ExitsTest {
    private static final Exits GUARDED =
            new Exits(true, "origin", (target, page) -> target.path().startsWith("/ro/report"));

    private static String rewrite(String html, String nonce, Exits exits) {
        HtmlRewriter.Page plain = Rewriting.page("UTF-8");
        var page = new HtmlRewriter.Page(plain.url(), "UTF-8", nonce, true, true, plain.allowed()).withExits(exits);
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        var whole = new String(
                Rewriting.rewrite(Rewriting.BUNDLED, page, bytes, bytes.length, new ArrayList<>()),
                StandardCharsets.UTF_8);
        var pieces = new String(
                Rewriting.rewrite(Rewriting.BUNDLED, page, bytes, 1, new ArrayList<>()), StandardCharsets.UTF_8);
        assertEquals(whole, pieces);
        return whole;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<meta name=referrer content=unsafe-url>|''",
                "<META Name=' Referrer ' content='Strict-Origin'>|''",
                "<meta name=referrer content=same-origin><p>|<p>",
                "<meta name=referrer content=origin>|<meta name=referrer content=origin>",
                "<meta name=referrer content=No-Referrer>|<meta name=referrer content=No-Referrer>",
                "<meta name=description content=unsafe-url>|<meta name=description content=unsafe-url>",
                "<a href=/x referrerpolicy=unsafe-url>x</a>|<a href=/x >x</a>",
                "<img src=/x.png ReferrerPolicy='same-origin' alt=x>|<img src=/x.png  alt=x>",
                "<a href=/x referrerpolicy=no-referrer>x</a>|<a href=/x referrerpolicy=no-referrer>x</a>",
                "<iframe src=/x referrerpolicy=strict-origin></iframe>|<iframe src=/x ></iframe>",
                "<link rel=prefetch href=/next>|''",
                "<link rel='x PRERENDER' href=/next>|''",
                "<link rel=stylesheet href=/a.css>|<link rel=stylesheet href=/a.css>",
                "<script type=speculationrules>{\"prerender\":[]}</script>x|x",
                "<script type=module>a()</script>|<script type=module>a()</script>"
            })
    void whatWouldTellTheNextPageOrFetchItAheadGoes(String html, String expected) {
        assertEquals(expected, rewrite(html, "", GUARDED));
        assertEquals(html, rewrite(html, "", Exits.OPEN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5; url=/thanks|5000|/thanks",
                "0;/thanks|0|/thanks",
                "' 1.9 , URL = \"/thanks?a=1&amp;b\" rest'|1000|/thanks?a=1\\u0026b",
                "3;url=https://other.example/a|3000|https://other.example/a",
                "0;url=/a?x='</script>|0|/a?x=\\u0027\\u003c\\u002fscript\\u003e"
            })
    void aRefreshThatLeavesBecomesALinksStepAfterTheSameTime(String content, long millis, String target) {
        String html = "<meta http-equiv=Refresh content=\""
                + content.replace("\"", "&quot;").replace("' 1", " 1").replace("rest'", "rest") + "\"><p>";
        String script =
                "<script nonce=\"abc\">addEventListener('load',function(){setTimeout(function(){location.assign('"
                        + target.replace("\\u002f", "/") + "')}," + millis + ")})</script><p>";
        assertEquals(script, rewrite(html, "abc", GUARDED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<meta http-equiv=refresh content=30>",
                "<meta http-equiv=refresh content='5;url=/ro/report/step2'>",
                "<meta http-equiv=refresh content='5;url=step2'>",
                "<meta http-equiv=refresh content='5;url=javascript:alert(1)'>",
                "<noscript><meta http-equiv=refresh content='0;url=/nojs'></noscript>",
                "<meta http-equiv=content-type content='text/html'>"
            })
    void aRefreshThatStaysInsideOrThatNoScriptCouldReadIsLeftAlone(String html) {
        assertEquals(html, rewrite(html, "abc", GUARDED));
    }

    @Test
    void aPageThatMustTellNothingAtAllMayNotTellItsOriginEither() {
        var sealed = new Exits(true, "no-referrer", (target, page) -> true);
        assertEquals("", rewrite("<meta name=referrer content=origin>", "", sealed));
    }

    @Test
    void eachThingThatGoesIsToldOf() {
        List<Removal> told = new ArrayList<>();
        HtmlRewriter.Page page = Rewriting.page("UTF-8").withExits(GUARDED);
        byte[] html = ("<meta name=referrer content=unsafe-url><meta http-equiv=refresh content='1;/x'>"
                        + "<link rel=prefetch href=/y><script type=speculationrules>{}</script>")
                .getBytes(StandardCharsets.UTF_8);
        Rewriting.rewrite(Rewriting.BUNDLED, page, html, html.length, told);
        assertEquals(
                List.of("referrer-policy", "refresh", "fetched-ahead", "speculation-rules"),
                told.stream().map(Removal::tracker).toList());
    }
}
