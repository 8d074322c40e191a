package io.github.hushgate.tracker;

import static io.github.hushgate.tracker.Fixtures.url;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.url.BrowserUrl;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerDetectorTest {
    private final TrackerDetector detector = TrackerDetector.of(Fixtures.catalog());

    private static String id(Optional<Tracker> tracker) {
        return tracker.map(Tracker::id).orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "https://connect.facebook.net/en_US/fbevents.js,          meta-pixel",
        "https://connect.facebook.net/en_US/FBEVENTS.js?v=1,      meta-pixel",
        "https://connect.facebook.net/en_US/%66bevents.js,        meta-pixel",
        "https://connect.facebook.net/en_US/sdk.js,               facebook-sdk",
        "https://connect.facebook.net/anything,                   facebook-sdk",
        "https://connect.facebook.net.:444/anything,              facebook-sdk",
        "https://www.facebook.com/tr?id=1,                        meta-pixel",
        "https://www.facebook.com/t%72?id=1,                      meta-pixel",
        "https://www.facebook.com/police,                         none",
        "https://notfacebook.com/tr,                              none",
        "https://facebook.com.example/tr,                         none",
        "https://www.googletagmanager.com/gtm.js?id=GTM-X,        google-tag-manager",
        "https://www.googletagmanager.com/gtag/js?id=G-X,         google-gtag",
        "https://script.hotjar.com/,                              hotjar",
        "wss://ws.hotjar.com/,                                    hotjar",
        "https://hotjar.com/,                                     hotjar",
        "https://xhotjar.com/,                                    none",
        "https://stats.example/js/matomo.js,                      matomo",
        "https://fonts.googleapis.com/css,                        none",
        "https://com/,                                            none",
        "'data:text/plain,hotjar.com',                           none",
    })
    void anAddressNamesItsTracker(String address, String id) {
        assertEquals(id, id(detector.ofUrl(url(address))));
    }

    @Test
    void whatIsNotRemovedIsStillNamedInReports() {
        assertEquals("google-fonts", id(detector.serviceOfUrl(url("https://fonts.gstatic.com/s/x.woff2"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a*/collect.js", "/a^b/collect.js"})
    void aRuleForAnyHostBeginsWithASlashAndThreeBytes(String path) {
        Signature rule =
                new Signature.HostRule("", false, path, Signature.Role.LOADER, Signature.Confidence.SHARED_HOST);
        Tracker tracker = new Tracker("any", "Any", "Any", Category.ANALYTICS, Risk.IP_ONLY, List.of(rule), "");
        TrackerCatalog catalog = new TrackerCatalog(List.of(tracker));
        String message = assertThrows(IllegalArgumentException.class, () -> TrackerDetector.of(catalog))
                .getMessage();
        assertTrue(message.contains("says too little without a host"), message);
    }

    @Test
    void theAnswerIsMadeOnceAndForAll() {
        BrowserUrl url = url("https://script.hotjar.com/");
        assertSame(detector.ofUrl(url), detector.ofUrl(url));
    }

    @Test
    void theOwnerKeepsAddsAndRenames() {
        TrackerDetector ours = TrackerDetector.builder(Fixtures.catalog())
                .keep("hotjar", "survey agreed with the data protection officer until March")
                .add("stats.vendor.example", "found in the scan of May")
                .alias("metrics.police.example", "www.googletagmanager.com", "a CNAME of the agency's")
                .build();
        assertEquals("none", id(ours.ofUrl(url("https://script.hotjar.com/"))));
        assertEquals("hotjar", id(ours.serviceOfUrl(url("https://script.hotjar.com/"))));
        assertEquals("own:stats.vendor.example", id(ours.ofUrl(url("https://a.stats.vendor.example/x"))));
        assertEquals("google-tag-manager", id(ours.ofUrl(url("https://metrics.police.example/gtm.js?id=GTM-1"))));
        assertEquals("google-gtag", id(ours.ofUrl(url("https://metrics.police.example/gtag/js"))));
        assertEquals("none", id(ours.ofUrl(url("https://metrics.police.example/other"))));
        assertEquals(
                "found in the scan of May",
                ours.explain(url("https://stats.vendor.example/")).reason());
        assertTrue(ours.explain(url("https://script.hotjar.com/")).reason().contains("until March"));
        assertTrue(ours.byId("own:stats.vendor.example").isPresent());
    }

    @Test
    void keepingWhatDoesNotExistFailsAtStartUp() {
        var builder = TrackerDetector.builder(Fixtures.catalog()).keep("meta-pixle", "typo");
        assertTrue(assertThrows(IllegalArgumentException.class, builder::build)
                .getMessage()
                .contains("meta-pixle"));
    }

    @ParameterizedTest
    @CsvSource({
        "/metrics/?id=GTM-AB12CD,            google-tag-manager",
        "/x/y.js?a=b&id=G-AB12CD34EF,        google-gtag",
        "/x/y.js?id=%47-AB12CD34EF,          google-gtag",
        "/gtag/G-AB12CD34EF/x.js,            google-gtag",
        "/a?id=AW-123456789,                 google-ads-conversion",
        "/ingest/?key=phc_abcdefghij0123456789XYZ, posthog",
        "/stats/matomo.php?idsite=3&rec=1,   matomo",
        "/stats/matomo.php?idsite=3,         none",
        "/stats/matomo.php,                  none",
        "/a?id=G-spot,                       none",
        "/a?ref=AW-12,                       none",
        "/page-one/next,                     none",
    })
    void aTagServedByThePagesOwnOriginIsKnownByItsIdOrItsQuery(String reference, String id) {
        BrowserUrl url = new BrowserUrl();
        assertTrue(url.read(reference, url("https://www.police.example/report")));
        assertEquals(id, id(detector.ofFirstPartyUrl(url)));
    }

    @Test
    void aCataloguedPathAloneIsForTheReport() {
        BrowserUrl url = url("https://www.police.example/stats/matomo.php");
        assertEquals("matomo", id(detector.serviceOfFirstPartyUrl(url)));
    }

    @Test
    void cookiesAndClickIdsAreKnownByName() {
        assertEquals("meta-pixel", id(detector.ofCookieName("_fbp")));
        assertEquals("google-gtag", id(detector.ofCookieName("_ga_AB12")));
        assertEquals("none", id(detector.ofCookieName("session")));
        assertEquals("meta-pixel", id(detector.ofClickId("fbclid")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '~',
            value = {
                "(function(w,d,s,l,i){w[l]=w[l]||[];w[l]. § google-tag-manager",
                "!function(f,b,e,v,n,t,s){if(f.fbq)return § meta-pixel",
                "!function(f,b,e,v,n,t,s)                 § meta-pixel",
                "fbq('init', '123456789'); fbq('track', ' § meta-pixel",
                "(function(h,o,t,j,a,r){ h.hj=h.hj||funct § hotjar",
                "window.dataLayer = window.dataLayer || [] § google-gtag",
                "document.querySelector('form').addEventL § none",
                "(function(                               § none",
            })
    void fortyCharactersOfASnippetNameIt(String sample, String id) {
        assertEquals(id, id(detector.ofSample(sample)));
    }

    @Test
    void twoTrackersOfOneIdAreRefused() {
        Tracker one = Fixtures.tracker("one", Category.ANALYTICS);
        assertThrows(IllegalArgumentException.class, () -> new TrackerCatalog(List.of(one, one)));
    }
}
