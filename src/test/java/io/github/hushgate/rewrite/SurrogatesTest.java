package io.github.hushgate.rewrite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.url.BrowserUrl;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurrogatesTest {
    private static final String HOTJAR =
            "<p>a<script>(function(h,o,t,j){h.hj=h.hj||function(){(h.hj.q=h.hj.q||[]).push(arguments)};"
                    + "h._hjSettings={hjid:1,hjsv:6};var a=o.createElement('script');"
                    + "a.src='https://static.hotjar.com/c/hotjar-1.js';"
                    + "o.head.appendChild(a)})(window,document)</script><p>b";

    private final List<Removal> removals = new ArrayList<>();

    private String rewrite(String html, String nonce) {
        removals.clear();
        BrowserUrl url = BrowserUrl.parse("https://police.example/report/").orElseThrow();
        var page = new HtmlRewriter.Page(url, "UTF-8", nonce, true, true);
        byte[] bytes = html.getBytes(UTF_8);
        return new String(Rewriting.rewrite(Rewriting.BUNDLED, page, bytes, bytes.length, removals), UTF_8);
    }

    @Test
    void aStandInForTheRemovedGlobalsTakesTheSnippetsPlaceWithTheNonce() {
        String once = rewrite(HOTJAR, "bm9uY2U=");
        assertTrue(once.startsWith("<p>a<script nonce=\"bm9uY2U=\">"), once);
        assertTrue(once.contains("f('hj')"), once);
        assertFalse(once.contains("hotjar.com"), once);
        assertEquals(1, removals.size());
    }

    @Test
    void aPageThatIsRewrittenTwiceKeepsTheStandInsOfTheFirstTime() {
        String once = rewrite(HOTJAR, "");
        assertEquals(once, rewrite(once, ""));
        assertEquals(List.of(), removals);
    }

    @Test
    void aTrackerBehindTheTextOfAStandInIsStillRemoved() {
        String once = rewrite(HOTJAR, "");
        String worse = once.replace(
                "</script>",
                ";var a=document.createElement('script');a.src='https://static.hotjar.com/c/hotjar-1.js'</script>");
        assertFalse(rewrite(worse, "").contains("hotjar.com"), worse);
    }

    private static final String MIXED = "<body><script>window.dataLayer=window.dataLayer||[];"
            + "function gtag(){dataLayer.push(arguments)}gtag('js',new Date());gtag('config','G-1');"
            + "function ours(a){var b=a+1;document.title='Report '+b;return b;}ours(1);".repeat(20)
            + "</script><script async src='https://www.googletagmanager.com/gtag/js?id=G-1'></script>";

    @Test
    void aMixedScriptStaysAndFindsAStandInForWhatIsRemovedElsewhere() {
        String once = rewrite(MIXED, "bm9uY2U=");
        int stays = once.indexOf("<script>window.dataLayer");
        int standIn = once.indexOf("f('gtag');q('dataLayer')");
        assertTrue(once.startsWith("<body><script nonce=\"bm9uY2U=\">(function(w)"), once);
        assertTrue(standIn > 0 && standIn < stays, once);
        assertEquals(standIn, once.lastIndexOf("q('dataLayer')") - "f('gtag');".length(), "one stand-in is enough");
        assertFalse(once.contains("googletagmanager.com"), once);
        assertEquals(
                List.of("script(mixed)", "script"),
                removals.stream().map(Removal::element).toList());
        assertEquals(once, rewrite(once, "bm9uY2U="), "twice");
    }

    @Test
    void aScriptWhoseTagMustStayStillGetsItsStandIn() {
        String once = rewrite("<pre><script src='https://static.hotjar.com/c/hotjar-1.js'>x()</script>\na", "");
        assertTrue(once.startsWith("<pre><script>(function(w)") && once.contains("f('hj')"), once);
        assertTrue(once.endsWith("</script><script ></script>\na"), once);
        assertEquals(once, rewrite(once, ""), "twice");
    }
}
