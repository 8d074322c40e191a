package io.github.hushgate.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.tracker.CatalogUrls;
import io.github.hushgate.tracker.Signature;
import io.github.hushgate.tracker.Tracker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every catalogued tracker, and the ways to serve one from the page's own origin, through the rewriter. */
class CatalogThroughRewriterTest {
    /** A plain tag; the loader that makes the element; a tag that waits for consent; one that is loaded late. */
    private static final List<String> SHAPES = List.of(
            "<p>a<script async src=\"URL\"></script>b",
            "<p>a<script>(function(d,t){var s=d.createElement(t),f=d.getElementsByTagName(t)[0];s.async=1;"
                    + "s.src=\"URL\";f.parentNode.insertBefore(s,f)})(document,\"script\");</script>b",
            "<p>a<script type=\"text/plain\" data-category=\"statistics\" src=\"URL\"></script>b",
            "<p>a<script type=\"text/plain\" data-category=\"statistics\" data-src=\"URL\"></script>b",
            "<p>a<script>addEventListener('load',()=>{const s=document.createElement('script');"
                    + "s.src='URL'.replace(/x^/,'');document.head.append(s)})</script>b");

    @Test
    void everyTrackersLoaderIsTakenOutInEachOfItsShapes() {
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (Tracker tracker : Rewriting.BUNDLED.catalog().trackers()) {
            if (!tracker.category().isRemoved()) {
                continue;
            }
            for (String url : loaders(tracker)) {
                for (String shape : SHAPES) {
                    tried++;
                    String left = Rewriting.rewrite(shape.replace("URL", url));
                    if (!left.equals("<p>ab")) {
                        wrong.add(tracker.id() + ": " + left);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(tried > 5_000, "only " + tried);
    }

    private static List<String> loaders(Tracker tracker) {
        return tracker.signatures(Signature.HostRule.class)
                .filter(rule ->
                        rule.role() == Signature.Role.LOADER && !rule.host().isEmpty())
                .filter(rule -> rule.confidence() != Signature.Confidence.HEURISTIC)
                .map(CatalogUrls::positive)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "google-gtag        | <script async src='/metrics/gtag/js?id=G-ABCDEF1234'></script>",
                "google-gtag        | <script async src='https://police.example/w7/?id=GT-ABCDEF12'></script>",
                "google-tag-manager | <script async src='/w7/gtm.js?id=GTM-ABC1234'></script>",
                "google-tag-manager | <iframe src='/w7/ns.html?id=GTM-ABC1234'></iframe>",
                "meta-pixel         | <img src='/w7/events?id=1234567890&amp;ev=PageView'>",
                "cloudflare-zaraz   | <script src='/cdn-cgi/zaraz/s.js?z=JTdCJTIy'></script>",
                "plausible          | <script defer data-domain=police.example src='/js/plausible.js'></script>",
                "posthog            | <img src='/ingest/e/?compression=gzip-js&amp;ip=1'>",
                "posthog            | <script src='/array/phc_abcdefghijklmnopqrstuvwxyz01/config.js'></script>",
            })
    void aTagThatThePagesOwnOriginServesIsTakenOutByItsIdOrItsPathAndQuery(String tracker, String tag) {
        List<Removal> removals = new ArrayList<>();
        byte[] page = ("<p>a" + tag + "b").getBytes(StandardCharsets.UTF_8);
        String left = new String(Rewriting.rewrite(page, page.length, removals), StandardCharsets.UTF_8);
        assertEquals("<p>ab", left);
        assertEquals(List.of(tracker), removals.stream().map(Removal::tracker).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script src='/static/array.js'></script>",
                "<script src='/js/script.js'></script>",
                "<script src='/gtm.js'></script>",
                "<a href='/report?id=G-1'>x</a>",
                "<img src='/photos/AW-12.jpg'>",
            })
    void aPathAloneThatATagIsOftenServedFromStays(String tag) {
        assertEquals("<p>a" + tag + "b", Rewriting.rewrite("<p>a" + tag + "b"));
    }
}
