package io.github.hushgate.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.url.BrowserUrl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainPathTest {
    private static final BrowserUrl PAGE = Fixtures.url("https://police.example:8443/report/start");

    /** What an address may be led astray by. */
    private static final List<String> WORDS =
            List.of(("img,a,x.js,gtag,js,collect,,.,..,...,%2e,%67,?a=b,&id=,?q,=1&v=2,"
                            + "#f,\\,\t, ,é,a:b,a@b,;,',|,^,GTM-AB12CD,G-AB12CD34EF,G-,UA-12345-1,phc_abcdefghij0123456789XYZ,p_")
                    .split(",", -1));

    private final TrackerDetector detector = TrackerDetector.of(TrackerCatalog.bundled());

    @Test
    void aReferenceThatIsNotReadIsThePathAndNothingIsKnownOfIt() {
        assertTrue(detector.knowsPathsOnly(PAGE));
        Random random = new Random(11);
        List<String> catalogued = catalogued();
        int passed = 0;
        int known = 0;
        for (int each = 0; each < 60_000; each++) {
            StringBuilder made = new StringBuilder(random.nextInt(8) == 0 ? "" : "/");
            for (int more = random.nextInt(5); more >= 0; more--) {
                List<String> from = random.nextInt(6) == 0 ? catalogued : WORDS;
                made.append(from.get(random.nextInt(from.size())));
                made.append(random.nextInt(3) == 0 ? "" : "/");
            }
            String reference = made.toString();
            var url = new BrowserUrl();
            boolean read = url.read(reference, PAGE);
            boolean found = read
                    && (detector.ofUrl(url).isPresent()
                            || detector.ofFirstPartyUrl(url).isPresent());
            known += found ? 1 : 0;
            if (isUnknown(reference)) {
                passed++;
                assertTrue(read && url.isSameOrigin(PAGE) && !found, reference);
                assertEquals(reference, url.path() + (reference.contains("?") ? "?" + url.query() : ""));
            }
        }
        assertTrue(passed > 2_000 && known > 1_000, passed + " passed, " + known + " known");
    }

    @Test
    void mostReferencesOfAPageNeedNotBeRead() {
        for (String each : List.of(
                "/", "/img/a.png", "/assets/css/site.min.css", "/~me/a_b-c/", "/a.css?v=4.11&x", "/ro/report/v1")) {
            assertTrue(isUnknown(each), each);
        }
    }

    @Test
    void aHostThatARuleNamesIsReadInFull() {
        TrackerDetector owners = TrackerDetector.builder(TrackerCatalog.bundled())
                .add("police.example", "of our own, for a test")
                .build();
        assertFalse(owners.knowsPathsOnly(PAGE));
        assertFalse(owners.knowsPathsOnly(Fixtures.url("https://stats.police.example/")));
        assertFalse(detector.knowsPathsOnly(Fixtures.url("https://script.hotjar.com/")));
    }

    private boolean isUnknown(String reference) {
        byte[] bytes = reference.getBytes(StandardCharsets.UTF_8);
        return detector.isUnknownPath(bytes, 0, bytes.length);
    }

    /** What is known, whoever serves it. */
    private static List<String> catalogued() {
        List<String> pieces = new ArrayList<>();
        for (Tracker tracker : TrackerCatalog.bundled().trackers()) {
            tracker.signatures(Signature.HostRule.class)
                    .filter(rule -> rule.host().isEmpty())
                    .forEach(rule -> pieces.add(plain(rule.path())));
            tracker.signatures(Signature.FirstPartyRule.class).forEach(rule -> {
                pieces.add(plain(rule.path()));
                pieces.add("?" + rule.query().replace("*", "1"));
            });
        }
        return pieces;
    }

    private static String plain(String path) {
        return path.replace("*", "x").replace("$", "").replaceFirst("^x?/", "");
    }
}
