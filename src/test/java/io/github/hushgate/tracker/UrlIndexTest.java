package io.github.hushgate.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.url.BrowserUrl;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlIndexTest {
    private static UrlRule rule(String id, String path, boolean exact) {
        Tracker tracker = new Tracker(id, id, id, Category.ANALYTICS);
        return new UrlRule(
                Optional.of(tracker),
                UrlRule.Verdict.REMOVE,
                UrlPattern.of(path, UrlPattern.Start.ANYWHERE, false),
                exact,
                ResourceType.ALL,
                UrlRule.Party.ANY,
                0,
                0);
    }

    private static String match(UrlIndex index, String address) {
        UrlRule found = index.match(BrowserUrl.parse(address).orElseThrow(), ResourceType.ALL, true, false);
        return found == null ? "nothing" : found.tracker.orElseThrow().id();
    }

    /** The domains that a host lies in, from the longest on, asked of a map. */
    private static String expected(Map<String, String> domains, String host) {
        for (String domain = host; ; domain = domain.substring(domain.indexOf('.') + 1)) {
            if (domains.containsKey(domain)) {
                return domains.get(domain);
            }
            if (domain.indexOf('.') < 0) {
                return "nothing";
            }
        }
    }

    private static String randomHost(Random random) {
        StringBuilder host = new StringBuilder();
        for (int labels = 1 + random.nextInt(5); labels > 0; labels--) {
            for (int length = 1 + random.nextInt(random.nextInt(4) == 0 ? 18 : 4); length > 0; length--) {
                host.append((char) ('a' + random.nextInt(3)));
            }
            host.append(labels > 1 ? "." : "");
        }
        return host.toString();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLongestDomainThatHasARuleIsFoundWhateverItsLength(boolean topLevel) {
        Random random = new Random(7);
        Map<String, String> domains = new HashMap<>();
        UrlIndex index = UrlIndex.ofPaths(16);
        for (int each = 0; each < 2_000; each++) {
            String host = randomHost(random);
            boolean taken = topLevel || (host.indexOf('.') > 0 && host.length() > 3);
            if (taken && domains.putIfAbsent(host, "t" + each) == null) {
                index.addHost(host, rule("t" + each, "", false));
            }
        }
        index.trim();
        int found = 0;
        for (int each = 0; each < 20_000; each++) {
            String host = randomHost(random);
            String scheme = each % 3 == 0 ? "ws" : "https";
            String match = match(index, scheme + "://" + host + "/a.b/c");
            assertEquals(expected(domains, host), match, host);
            found += match.equals("nothing") ? 0 : 1;
        }
        assertTrue(found > 1_000, found + " found");
    }

    @Test
    void aRuleForOneHostIsNotForThoseBelowIt() {
        UrlIndex index = UrlIndex.ofPaths(16);
        index.addHost("abc.example", rule("exact", "", true));
        assertEquals("exact", match(index, "https://abc.example/"));
        assertEquals("nothing", match(index, "https://www.abc.example/"));
        assertNull(index.match(BrowserUrl.parse("data:,abc.example").orElseThrow(), ResourceType.ALL, true, false));
    }

    @Test
    void aPathIsFoundWhereverItBegins() {
        UrlIndex index = UrlIndex.ofPaths(16);
        assertTrue(index.addPath(rule("pixel", "/pixel.gif?", false)));
        assertTrue(index.addPath(rule("short", "/pxl^x", false)));
        String fill = "abc/../d".repeat(30);
        for (int at = 0; at < 200; at++) {
            String path = "/" + fill.substring(0, at).replace("..", "de");
            assertEquals("nothing", match(index, "https://h.example" + path + "/pixel.giff"), path);
            assertEquals("pixel", match(index, "https://h.example" + path + "/Pixel.GIF?a=/b"), path);
            assertEquals("short", match(index, "https://h.example" + path + "/PXL/x"), path);
            assertEquals("pixel", match(index, "x:/y" + path + "/pixel.gif?"), path);
        }
        assertEquals("nothing", match(index, "x:/pxl"));
    }

    @Test
    void aPatternIsFoundWhereverItStandsAndHoweverShortItIs() {
        Random random = new Random(11);
        GramChoice choice = new GramChoice("abba/aab.b-a".getBytes(StandardCharsets.UTF_8));
        int found = 0;
        for (int round = 0; round < 400; round++) {
            UrlIndex index = UrlIndex.ofAddresses(16);
            UrlRule rule = rule("t", randomText(random, "abA/^*", 4 + random.nextInt(6)), false);
            boolean taken = index.addPattern(rule, choice);
            for (int each = 0; each < 200 && taken; each++) {
                BrowserUrl url = BrowserUrl.parse("https://h/" + randomText(random, "abAB/", random.nextInt(60)))
                        .orElseThrow();
                boolean wanted = rule.pattern.matches(url.bytes(), 0, url.end(), url.hostStart(), url.hostEnd());
                assertEquals(wanted ? "t" : "nothing", match(index, url.toString()), rule.pattern + " in " + url);
                found += wanted ? 1 : 0;
            }
        }
        assertTrue(found > 1_000, found + " found");
    }

    private static String randomText(Random random, String letters, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    @Test
    void slashesAreSeenUpToTheEndAndNoFurther() {
        byte[] bytes = "//.a/b./c//defgh/i/.jklmnopqrstu/vwxyz//".repeat(5).getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from++) {
            for (int to = from; to <= bytes.length; to++) {
                long wanted = 0;
                long also = 0;
                for (int at = from; at < Math.min(to, from + 64); at++) {
                    wanted |= (bytes[at] == '/' ? 1L : 0) << (at - from);
                    also |= (bytes[at] == '.' ? 1L : 0) << (at - from);
                }
                assertEquals(wanted, Stops.slashes(bytes, from, to) & ~also, from + " to " + to);
            }
        }
    }
}
