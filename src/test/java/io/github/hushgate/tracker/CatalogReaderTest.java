package io.github.hushgate.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.tracker.Signature.HostRule;
import io.github.hushgate.tracker.Signature.InlineRule;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogReaderTest {
    private static final String INDEX =
            "{'version':'1','date':'2026-11-24','files':['one.json'],'sources':{'memory':'from memory'}}";
    private static final String RULE = "{'match':'*.t.example','role':'loader','confidence':'sole-purpose'}";

    private static TrackerCatalog read(String file) {
        return new CatalogReader(name -> {
                    String text = name.equals("catalog.json") ? INDEX : file;
                    return new ByteArrayInputStream(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
                })
                .read();
    }

    private static String file(String fields) {
        return "{'category':'analytics','trackers':[{'id':'one','name':'One','entity':'E','risk':'ip-only'," + fields
                + "}]}";
    }

    private static String withRule(String rule) {
        return file("'rules':[" + rule + "],'evidence':{'memory':'all'}");
    }

    private static void assertRefused(String file, String why) {
        var e = assertThrows(IllegalArgumentException.class, () -> read(file));
        assertTrue(String.valueOf(e.getMessage()).contains(why), e.getMessage());
    }

    @Test
    void aTrackerIsReadWithItsCategoryAndEvidence() {
        Tracker tracker = read(withRule(RULE)).trackers().get(0);
        assertEquals(Category.ANALYTICS, tracker.category());
        assertEquals("memory: all", tracker.evidence());
        assertEquals(
                new HostRule("t.example", false, "", Signature.Role.LOADER, Signature.Confidence.SOLE_PURPOSE),
                tracker.signatures().get(0));
    }

    @Test
    void aCircumflexEndsAName() {
        String rule = "{'match':'t.example/tr^','role':'pixel','confidence':'shared-host'}";
        List<String> paths = read(withRule(rule))
                .trackers()
                .get(0)
                .signatures(HostRule.class)
                .map(HostRule::path)
                .toList();
        assertEquals(List.of("/tr$", "/tr?", "/tr/"), paths);
    }

    @Test
    void anApostropheStandsForEitherQuotationMark() {
        String inline = "'inline':[{'all':['one(\\u0027init'],'role':'call'}]";
        List<List<String>> all = read(file("'rules':[" + RULE + "]," + inline + ",'evidence':{'memory':'all'}"))
                .trackers()
                .get(0)
                .signatures(InlineRule.class)
                .map(InlineRule::all)
                .toList();
        assertEquals(List.of(List.of("one('init"), List.of("one(\"init")), all);
    }

    @Test
    void whatIsWrongIsNamedWithItsEntry() {
        assertRefused(file("'rules':[" + RULE + "]"), "one.json trackers \"one\" needs \"evidence\"");
        assertRefused(file("'evidence':{'memory':'all'}"), "\"one\" needs \"rules\"");
        assertRefused(file("'rules':[" + RULE + "],'evidence':{'hearsay':'all'}"), "unknown field \"hearsay\"");
        assertRefused(file("'rules':[" + RULE + "],'evidence':{},'colour':'red'"), "unknown field \"colour\"");
        assertRefused(withRule("{'match':'T.example','role':'loader','confidence':'sole-purpose'}"), "T.example");
        assertRefused(withRule("{'match':'t.example','role':'lodger','confidence':'sole-purpose'}"), "lodger");
        assertRefused(withRule(RULE).replace("analytics", "Analytics"), "capitals");
    }

    @Test
    void twoTrackersOfOneIdAreRefused() {
        String two = withRule(RULE).replaceFirst("'trackers':\\[(.*)]}$", "'trackers':[$1,$1]}");
        assertRefused(two, "two trackers have the id");
    }
}
