package io.github.hushgate.tracker;

import io.github.hushgate.tracker.Signature.Confidence;
import io.github.hushgate.tracker.Signature.Role;
import io.github.hushgate.url.BrowserUrl;
import java.util.List;

/** A small catalog that the engine's tests are written against, whatever the bundled one holds. */
final class Fixtures {
    private Fixtures() {}

    static Signature host(String host, String path) {
        return new Signature.HostRule(
                host, false, path, Role.LOADER, path.isEmpty() ? Confidence.SOLE_PURPOSE : Confidence.SHARED_HOST);
    }

    static Signature inline(Role role, String... all) {
        return new Signature.InlineRule(List.of(all), List.of(), role);
    }

    static Tracker tracker(String id, Category category, Signature... signatures) {
        return new Tracker(
                id, id, "Entity of " + id, category, Risk.VISIT_DISCLOSURE, List.of(signatures), "written for a test");
    }

    static TrackerCatalog catalog() {
        return new TrackerCatalog(List.of(
                tracker(
                        "meta-pixel",
                        Category.ADVERTISING,
                        host("connect.facebook.net", "/*/fbevents.js"),
                        host("facebook.com", "/tr"),
                        inline(Role.BOOTSTRAP, "fbevents.js"),
                        inline(Role.CALL, "fbq('init'"),
                        inline(Role.CALL, "fbq('track'"),
                        new Signature.Global("fbq"),
                        new Signature.CookieRule("_fbp"),
                        new Signature.ClickId("fbclid")),
                tracker(
                        "facebook-sdk",
                        Category.SOCIAL,
                        host("connect.facebook.net", "/*/sdk.js"),
                        host("connect.facebook.net", "")),
                tracker(
                        "google-tag-manager",
                        Category.TAG_MANAGER,
                        host("www.googletagmanager.com", "/gtm.js"),
                        host("www.googletagmanager.com", "/ns.html"),
                        inline(Role.BOOTSTRAP, "gtm.start"),
                        new Signature.Global("dataLayer")),
                tracker(
                        "google-gtag",
                        Category.ANALYTICS,
                        host("googletagmanager.com", "/gtag/"),
                        inline(Role.CALL, "function gtag()", "dataLayer.push("),
                        new Signature.Global("gtag"),
                        new Signature.CookieRule("_ga"),
                        new Signature.CookieRule("_ga_*")),
                tracker(
                        "hotjar",
                        Category.SESSION_REPLAY,
                        host("hotjar.com", ""),
                        inline(Role.BOOTSTRAP, "_hjSettings"),
                        new Signature.Global("hj")),
                tracker("short-call", Category.ANALYTICS, inline(Role.CALL, "ym(")),
                tracker(
                        "guarded",
                        Category.ANALYTICS,
                        new Signature.InlineRule(List.of("guardedQueue"), List.of("selfHosted"), Role.CALL)),
                tracker(
                        "matomo",
                        Category.ANALYTICS,
                        host("", "*/matomo.js"),
                        new Signature.FirstPartyRule("*/matomo.php", "idsite=*&rec=*")),
                tracker(
                        "google-fonts",
                        Category.FONT_CDN,
                        host("fonts.googleapis.com", ""),
                        host("fonts.gstatic.com", ""))));
    }

    static BrowserUrl url(String address) {
        return BrowserUrl.parse(address).orElseThrow();
    }

    /** Whether a tracker is found in the script, and nothing of the page's own. */
    static boolean goes(TrackerDetector detector, byte[] script) {
        InlineScan scan = detector.inlineScan();
        scan.readWhole(script, 0, script.length);
        return scan.tracker().isPresent() && !scan.mixed();
    }
}
