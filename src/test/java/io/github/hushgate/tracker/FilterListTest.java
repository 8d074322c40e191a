package io.github.hushgate.tracker;

import static io.github.hushgate.tracker.Fixtures.url;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterListTest {
    private static final String ADBLOCK = """
            [Adblock Plus 2.0]
            ! Title: a list for tests
            ||ads.example^
            ||beacon.example^$third-party
            ||own.example^$~third-party
            ||shared.example/track/
            ||shared.example/*/pixel.gif?
            ||shared.example^*count^
            ||images.example^$image
            ||notimages.example^$~image
            ||metrics.
            |https://start.example/a
            /collect.gif|
            -analytics.js
            /log^id=
            @@||ads.example/allowed/
            @@||beacon.example^$script
            ||elsewhere.example^$domain=other.example
            ||here.example^$domain=police.example|other.example
            ||nothere.example^$domain=~police.example
            @@||connect.facebook.net^
            @@||www.googletagmanager.com/gtm.js$domain=police.example
            ||Capital.Example^
            example.com##.ad
            #@#.ad
            /ad[0-9]+/
            ||csp.example^$csp=script-src 'none'
            ||popup.example^$popup
            ||cafés.example^
            *
            """;

    @TempDir
    Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private TrackerDetector detector(String name, String content) throws IOException {
        List<String> site = List.of("police.example");
        return TrackerDetector.builder(Fixtures.catalog())
                .site(site)
                .lists(FilterLists.load(List.of(file(name, content)), site))
                .build();
    }

    private static String id(Optional<Tracker> tracker) {
        return tracker.map(Tracker::id).orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "https://ads.example/x,                       list:easy",
        "https://ads.example:8080/x,                  list:easy",
        "https://deep.ads.example/,                   list:easy",
        "https://bads.example/,                       none",
        "https://ads.example.police.example/,         none",
        "https://ads.example/allowed/x,               none",
        "https://beacon.example/,                     list:easy",
        "https://own.example/,                        none",
        "https://shared.example/track/1,              list:easy",
        "https://shared.example/TRACK/1,              list:easy",
        "https://shared.example/tracks,               none",
        "https://shared.example/a/b/pixel.gif?x,      list:easy",
        "https://shared.example/a/b/pixel.gif,        none",
        "https://shared.example/a?count=1,            list:easy",
        "https://shared.example/a/count,              list:easy",
        "https://shared.example/counter,              none",
        "https://metrics.any.example/,                list:easy",
        "https://a.metrics.any.example/,              list:easy",
        "https://xmetrics.any.example/,               none",
        "https://start.example/abc,                   list:easy",
        "https://any.example/?u=https://start.example/a, none",
        "https://any.example/x/collect.gif,           list:easy",
        "https://any.example/x/collect.gif?a,         none",
        "https://any.example/my-analytics.js?v=2,     list:easy",
        "https://any.example/log?id=3,                list:easy",
        "https://any.example/log/id=3,                list:easy",
        "https://any.example/login=3,                 none",
        "https://elsewhere.example/,                  none",
        "https://here.example/,                       list:easy",
        "https://nothere.example/,                    none",
        "https://capital.example/,                    list:easy",
        "https://xn--cafs-dpa.example/,               list:easy",
        "https://connect.facebook.net/en_US/fbevents.js, meta-pixel",
        "https://www.googletagmanager.com/gtm.js,     google-tag-manager",
    })
    void rulesMeanWhatTheirSyntaxSays(String address, String id) throws IOException {
        assertEquals(id, id(detector("easy.txt", ADBLOCK).ofUrl(url(address))));
    }

    @Test
    void aRuleForSomeElementsCoversOnlyThose() throws IOException {
        TrackerDetector detector = detector("easy.txt", ADBLOCK);
        assertEquals("list:easy", id(detector.ofUrl(url("https://images.example/"), ResourceType.IMAGE)));
        assertEquals("none", id(detector.ofUrl(url("https://images.example/"), ResourceType.SCRIPT)));
        assertEquals("none", id(detector.ofUrl(url("https://notimages.example/"), ResourceType.IMAGE)));
        assertEquals("none", id(detector.ofUrl(url("https://beacon.example/"), ResourceType.SCRIPT)));
        assertEquals("list:easy", id(detector.ofUrl(url("https://beacon.example/"), ResourceType.IMAGE)));
    }

    @Test
    void whatIsNotUnderstoodIsCounted() throws IOException {
        FilterList list = FilterList.read(
                "easy", ADBLOCK.getBytes(StandardCharsets.UTF_8), new OwnHosts(List.of("police.example")));
        assertEquals(2, list.ignored().get("cosmetic"));
        assertEquals(1, list.ignored().get("regular expression"));
        assertEquals(1, list.ignored().get("option csp"));
        assertEquals(1, list.ignored().get("option popup"));
        assertEquals(2, list.ignored().get("other sites"));
        assertEquals(1, list.ignored().get("every address"));
        assertEquals(20, list.ruleCount());
    }

    @Test
    void theExplanationQuotesTheRule() throws IOException {
        TrackerDetector detector = detector("easy.txt", ADBLOCK);
        Explanation found = detector.explain(url("https://shared.example/a/count"));
        assertEquals("easy", found.list());
        assertEquals("||shared.example^*count^", found.rule());
        assertTrue(found.removed());
        Explanation spared = detector.explain(url("https://ads.example/allowed/x"));
        assertFalse(spared.removed());
        assertEquals("@@||ads.example/allowed/", spared.rule());
        assertFalse(detector.explain(url("https://nobody.example/")).removed());
        assertEquals(
                "catalog", detector.explain(url("https://script.hotjar.com/")).list());
    }

    @Test
    void aListReachesIntoScriptsToo() throws IOException {
        TrackerDetector detector = detector("easy.txt", ADBLOCK);
        for (String script :
                List.of("u='https://ads.example/x'", "u=\"//ads.example\"", "u='https:\\/\\/ads.example\\/x'")) {
            byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
            assertEquals("list:easy", id(detector.ofInlineScript(bytes, 0, bytes.length)), script);
        }
    }

    @Test
    void hostsFilesAndPlainDomainsAreLists() throws IOException {
        TrackerDetector hosts = detector(
                "hosts.txt", "# hosts\n127.0.0.1 localhost.localdomain ads.example # x\n0.0.0.0 b.example\r\n");
        assertEquals("list:hosts", id(hosts.ofUrl(url("https://ads.example/"))));
        assertEquals("list:hosts", id(hosts.ofUrl(url("https://x.b.example/"))));
        TrackerDetector plain = detector("plain.txt", "# domains\nads.example\n*.b.example\n");
        assertEquals("list:plain", id(plain.ofUrl(url("https://ads.example/"))));
        assertEquals("list:plain", id(plain.ofUrl(url("https://x.b.example/"))));
    }

    @Test
    void disconnectAndTrackerDataAreLists() throws IOException {
        TrackerDetector disconnect = detector(
                "services.json",
                "{\"categories\":{\"Advertising\":[{\"Ads "
                        + "Ltd\":{\"http://ads.example\":[\"ads.example\"],\"performance\":\"true\"}}],"
                        + "\"Content\":[{\"Pics\":{\"http://pics.example\":[\"pics.example\"]}}]}}");
        Tracker ads = disconnect.ofUrl(url("https://x.ads.example/")).orElseThrow();
        assertEquals("Ads Ltd", ads.entity());
        assertEquals(Category.ADVERTISING, ads.category());
        assertEquals("none", id(disconnect.ofUrl(url("https://pics.example/"))));
        TrackerDetector data = detector(
                "tds.json",
                "{\"trackers\":{\"ads.example\":{\"owner\":{\"displayName\":\"Ads\"},\"default\":\"block\","
                        + "\"rules\":[{\"rule\":\"ads\\\\.example\\\\/widget\\\\.js\",\"action\":\"ignore\"}]},"
                        + "\"shared.example\":{\"owner\":{\"name\":\"S\"},\"default\":\"ignore\","
                        + "\"rules\":[{\"rule\":\"shared\\\\.example\\\\/.*\\\\/t\\\\.js\"},{\"rule\":\"a[0-9]\"}]}}}");
        assertEquals("list:tds:Ads", id(data.ofUrl(url("https://ads.example/a"))));
        assertEquals("none", id(data.ofUrl(url("https://ads.example/widget.js"))));
        assertEquals("list:tds:S", id(data.ofUrl(url("https://shared.example/x/t.js"))));
        assertEquals("none", id(data.ofUrl(url("https://shared.example/x.js"))));
    }

    @Test
    void aChangedFileTakesTheOldOnesPlaceAndABadOneDoesNot() throws IOException {
        Path file = file("list.txt", "one.example\n");
        try (FilterLists lists = FilterLists.load(List.of(file), List.of())) {
            TrackerDetector detector =
                    TrackerDetector.builder(Fixtures.catalog()).lists(lists).build();
            assertFalse(lists.refresh());
            change(file, "two.example\nthree.example\n", 1);
            assertEquals("list:list", id(detector.ofUrl(url("https://one.example/"))));
            assertTrue(lists.refresh());
            assertEquals("none", id(detector.ofUrl(url("https://one.example/"))));
            assertEquals("list:list", id(detector.ofUrl(url("https://two.example/"))));
            change(file, "{ this is no list", 2);
            assertFalse(lists.refresh());
            assertEquals("list:list", id(detector.ofUrl(url("https://two.example/"))));
            Files.delete(file);
            assertFalse(lists.refresh());
            assertEquals("list:list", id(detector.ofUrl(url("https://two.example/"))));
        }
    }

    private static void change(Path file, String content, int seconds) throws IOException {
        Files.writeString(file, content);
        Files.setLastModifiedTime(
                file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + seconds * 1_000L));
    }

    @Test
    void atStartABadListFails() throws IOException {
        Path empty = file("empty.txt", "! nothing\n");
        assertThrows(IllegalArgumentException.class, () -> FilterLists.load(List.of(empty), List.of()));
        Path missing = folder.resolve("missing.txt");
        assertThrows(IllegalArgumentException.class, () -> FilterLists.load(List.of(missing), List.of()));
    }
}
