package io.github.hushgate.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.tracker.Signature.Confidence;
import io.github.hushgate.tracker.Signature.HostRule;
import io.github.hushgate.url.BrowserUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Each rule of the bundled catalog, with addresses that it must name and addresses that it must not. */
class CatalogRulesTest {
    private static final TrackerCatalog CATALOG = TrackerCatalog.bundled();
    private static final TrackerDetector DETECTOR = TrackerDetector.of(CATALOG);

    private final BrowserUrl url = new BrowserUrl();

    private String found(String address) {
        assertTrue(url.read(address, new BrowserUrl()), address);
        return DETECTOR.serviceOfUrl(url).map(Tracker::id).orElse("nothing");
    }

    private static void forEachRule(BiConsumer<Tracker, HostRule> action) {
        for (Tracker tracker : CATALOG.trackers()) {
            tracker.signatures(HostRule.class)
                    .filter(rule -> rule.confidence() != Confidence.HEURISTIC)
                    .forEach(rule -> action.accept(tracker, rule));
        }
    }

    @Test
    void eachRuleNamesItsTracker() {
        List<String> wrong = new ArrayList<>();
        forEachRule((tracker, rule) -> {
            for (String address : List.of(CatalogUrls.positive(rule), CatalogUrls.positiveOnSubHost(rule))) {
                String found = found(address);
                if (!found.equals(tracker.id())) {
                    wrong.add(tracker.id() + ", " + address + ": " + found);
                }
            }
        });
        assertEquals(List.of(), wrong);
    }

    @Test
    void noRuleTakesAHostThatOnlyEndsOrBeginsAlike() {
        List<String> wrong = new ArrayList<>();
        forEachRule((tracker, rule) -> {
            if (!rule.host().isEmpty() && !isAlsoKnownByPath(tracker)) {
                for (String address : List.of(CatalogUrls.otherHost(rule), CatalogUrls.longerHost(rule))) {
                    String found = found(address);
                    if (found.equals(tracker.id())) {
                        wrong.add(tracker.id() + ", " + address);
                    }
                }
            }
        });
        assertEquals(List.of(), wrong);
    }

    private static boolean isAlsoKnownByPath(Tracker tracker) {
        return tracker.signatures(HostRule.class).anyMatch(rule -> rule.host().isEmpty());
    }

    @Test
    void aRuleWithAPathLeavesTheHostsOtherPagesAlone() {
        List<String> wrong = new ArrayList<>();
        forEachRule((tracker, rule) -> {
            boolean shared =
                    rule.confidence() == Confidence.SHARED_HOST && !rule.path().isEmpty();
            if (shared
                    && !ownsWholeHost(tracker, rule)
                    && found(CatalogUrls.otherPath(rule)).equals(tracker.id())) {
                wrong.add(tracker.id() + ", " + rule);
            }
        });
        assertEquals(List.of(), wrong);
    }

    private static boolean ownsWholeHost(Tracker tracker, HostRule rule) {
        return tracker.signatures(HostRule.class)
                .anyMatch(other -> other.path().isEmpty()
                        && (rule.host().equals(other.host()) || rule.host().endsWith("." + other.host())));
    }

    @Test
    void pagesOfSocialNetworksAreNoTrackers() {
        for (String address : List.of(
                "https://www.facebook.com/examplepolice",
                "https://www.facebook.com/travelers",
                "https://www.linkedin.com/company/example",
                "https://x.com/example",
                "https://twitter.com/example/status/1",
                "https://www.youtube.com/watch?v=abc",
                "https://www.instagram.com/example/",
                "https://www.tiktok.com/@example",
                "https://www.reddit.com/r/example",
                "https://www.pinterest.co.uk/example/",
                "https://www.google.com/search?q=example",
                "https://t.co/abc",
                "https://vk.com/example",
                "https://www.bing.com/search?q=example",
                "https://cdn.jsdelivr.net/npm/jquery@3/dist/jquery.min.js",
                "https://www.gstatic.com/charts/loader.js",
                "https://www.site.example/app.js",
                "https://www.site.example/js/main.min.js?v=3")) {
            assertEquals("nothing", found(address), address);
        }
    }
}
