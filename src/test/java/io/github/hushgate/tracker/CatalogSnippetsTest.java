package io.github.hushgate.tracker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.tracker.Signature.Confidence;
import io.github.hushgate.tracker.Signature.HostRule;
import io.github.hushgate.tracker.Signature.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bundled catalog on scripts as vendors publish them, renamed, behind consent, and on scripts that only look like
 * them.
 */
class CatalogSnippetsTest {
    private static final TrackerCatalog CATALOG = TrackerCatalog.bundled();
    private static final TrackerDetector DETECTOR = TrackerDetector.of(CATALOG);

    private static String found(byte[] script) {
        return DETECTOR.ofInlineScript(script, 0, script.length)
                .map(Tracker::id)
                .orElse("nothing");
    }

    @Test
    void eachImportantTrackerIsNamedInAtLeastThreeShapes() {
        List<String> wrong = new ArrayList<>();
        for (Shapes tracker : Shapes.allIn("snippets")) {
            assertTrue(tracker.shapes().size() >= 3, tracker.name());
            for (Shapes.Shape shape : tracker.shapes()) {
                String found = found(shape.script());
                if (!found.equals(tracker.name())) {
                    wrong.add(tracker.name() + ", " + shape.title() + ": " + found);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void whatOnlyLooksLikeATrackerIsLeftAlone() {
        List<String> wrong = new ArrayList<>();
        for (Shapes.Shape shape : Shapes.of("lookalikes.txt").shapes()) {
            String found = found(shape.script());
            if (!found.equals("nothing")) {
                wrong.add(shape.title() + ": " + found);
            }
        }
        assertEquals(List.of(), wrong);
    }

    /**
     * An inserted script, a minified one without a scheme, and one in JSON behind consent: of every tracker that has a
     * loader. Whose it is counts.
     */
    @Test
    void everyTrackerIsFoundByItsHostInThreeShapes() {
        List<String> wrong = new ArrayList<>();
        for (Tracker tracker : CATALOG.trackers()) {
            if (tracker.category().isRemoved()) {
                tracker.signatures(HostRule.class)
                        .filter(rule -> rule.confidence() != Confidence.HEURISTIC && rule.role() == Role.LOADER)
                        .filter(rule -> !rule.host().isEmpty())
                        .map(CatalogUrls::positive)
                        .forEach(url -> addMisses(tracker, url, wrong));
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static void addMisses(Tracker tracker, String url, List<String> wrong) {
        String address = url.substring("https:".length());
        for (String script : List.of(
                "var s=document.createElement('script');s.async=true;s.src='" + url + "';document.head.appendChild(s);",
                "!function(d,t){t=d.createElement(\"script\"),t.src=\"" + address + "\",d.body.append(t)}(document);",
                "whenAccepted({\"src\":\"" + url.replace("/", "\\/") + "\",\"lazy\":true});")) {
            String found = found(script.getBytes(UTF_8));
            String entity = CATALOG.byId(found).map(Tracker::entity).orElse(found);
            if (!entity.equals(tracker.entity())) {
                wrong.add(tracker.id() + ", " + script + ": " + found);
            }
        }
    }

    /** Settings and a helper of the vendor's may be longer than what loads it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "!function(d,s){s=d.createElement('script');s.src='//d1l6p2sc9645hc.cloudfront.net/gosquared.js';"
                        + "d.head.append(s)}(document);\n_gs('GSN-123456-A');\n_gs('set','anonymizeIP',true);\n"
                        + "_gs('set','cookieDomain','.police.example');\n_gs('set','trackHash',false);\n"
                        + "_gs('set','trackLocal',false);\n_gs('set','useCookies',false);",
                "var _kmq=_kmq||[];\nfunction _kms(address){setTimeout(function(){var s=document.createElement('script');"
                        + "s.async=true;s.src=address;document.head.append(s)},1)}\n_kms('//i.kissmetrics.com/i.js');\n"
                        + "_kms('//doug1izaerwt3.cloudfront.net/0123456789abcdef.1.js');"
            })
    void aLoaderWithItsSettingsIsNotTakenForThePagesOwn(String script) {
        byte[] bytes = script.getBytes(UTF_8);
        InlineScan scan = DETECTOR.inlineScan();
        scan.readWhole(bytes, 0, bytes.length);
        assertTrue(scan.tracker().isPresent());
        assertFalse(scan.mixed());
    }

    @Test
    void noTrackerHasTheSameSampleAsAnother() {
        Set<String> heads = new HashSet<>();
        for (Shapes tracker : Shapes.allIn("snippets")) {
            String head = new String(tracker.shapes().get(0).script(), UTF_8);
            assertTrue(heads.add(head.substring(0, Math.min(40, head.length()))), tracker.name());
        }
    }

    @Test
    void cookiesOfTheBestKnownTrackersAreNamed() {
        assertEquals(Optional.of("meta-pixel"), DETECTOR.ofCookieName("_fbp").map(Tracker::id));
        assertEquals(
                Optional.of("google-gtag"), DETECTOR.ofCookieName("_ga_ABC123").map(Tracker::id));
        assertEquals(
                Optional.of("hotjar"), DETECTOR.ofCookieName("_hjSessionUser_1").map(Tracker::id));
        assertEquals(Optional.empty(), DETECTOR.ofCookieName("JSESSIONID"));
    }
}
