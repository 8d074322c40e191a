package io.github.hushgate.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.journey.DoorwayScan.Lead;
import io.github.hushgate.journey.Doorways.Learned;
import io.github.hushgate.journey.Doorways.Look;
import io.github.hushgate.tracker.TrackerCatalog;
import io.github.hushgate.tracker.TrackerDetector;
import io.github.hushgate.url.BrowserUrl;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the pages that lead to a sensitive route become known. */
class DoorwaysTest {
    private static final BrowserUrl PAGE =
            BrowserUrl.parse("https://police.example/").orElseThrow();

    @ParameterizedTest
    @CsvSource({
        "/,/",
        "/news,/news",
        "/news/,/news/",
        "/case/12,/case/{…}",
        "/case/12;jsessionid=AB/edit,/case/{…}/edit",
        "/user/Erika%20M,/user/{…}",
        "/f/123e4567-e89b-12d3-a456-426614174000/x,/f/{…}/x",
        "/t/abcdefghijklmno1,/t/{…}",
        "/t/abcdefghijklmnop,/t/abcdefghijklmnop",
        "/2026-plan,/2026-plan"
    })
    void aRouteIsItsPathWithoutWhatMayNameSomebody(String path, String template) {
        assertEquals(template, PathTemplate.of("/app" + path, 4));
        assertEquals(PathTemplate.hash(path, 0), PathTemplate.hash("/app" + path, 4));
    }

    @Test
    void pathsOfOneTemplateAreOneRoute() {
        assertEquals(PathTemplate.hash("/case/1/edit", 0), PathTemplate.hash("/case/99;a=b/edit", 0));
        assertFalse(PathTemplate.hash("/case/1/edit", 0) == PathTemplate.hash("/case/1/show", 0));
    }

    @Test
    void theFirstPagesOfARouteAreReadAndThenOneInAHundredIsLookedAt() {
        var doorways = new Doorways();
        Map<Look, Long> looks = IntStream.range(0, 20_000)
                .mapToObj(i -> doorways.look("/case/" + i, 0))
                .collect(Collectors.groupingBy(look -> look, Collectors.counting()));
        assertEquals(Map.of(Look.READ, Doorways.FIRST + 1L, Look.SIGNS, 198L, Look.NONE, 19_796L), looks);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a href=/report/rape>|true",
                "<a href='/REPORT'>|true",
                "<a href=report/rape>|true",
                "<a href='../report'>|true",
                "<a href=/login?next=%2Freport%2Frape>|true",
                "<script>go('\\/report\\/rape')</script>|true",
                "<p>Read our report of the year. Reporting|false",
                "<p class=x>report of an annual-report</p>|false",
                "<a href=/news>|false"
            })
    void aPageThatNamesNoSensitivePathIsKnownWithoutReadingIt(String html, boolean expected) {
        assertEquals(expected, signs("/report").mayLead(html), html);
        assertTrue(signs("/report", "").mayLead(html), "where any address may be sensitive");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<script src=https://connect.facebook.net/en_US/fbevents.js>|[meta-pixel]",
                "<script>load('https:\\/\\/connect.facebook.net\\/en_US\\/fbevents.js')</script>|[meta-pixel]",
                "<img src='//police.example/a'><a href=https://example.org/b>// a comment|[]"
            })
    void theTrackersOfAPageAreKnownByTheirAddressesWithoutReadingIt(String html, String expected) {
        assertEquals(expected, signs("/report").trackers(html, PAGE).toString(), html);
    }

    private static DoorwaySigns signs(String... prefixes) {
        return new DoorwaySigns(List.of(prefixes), TrackerDetector.of(TrackerCatalog.bundled()));
    }

    @Test
    void whatIsLearnedOfARouteAddsUp() {
        var doorways = new Doorways();
        doorways.look("/news", 0);
        assertEquals(Optional.empty(), doorways.learned("/news", 0));
        assertFalse(doorways.learn("/news", 0, new Learned(Set.of("a"), Set.of())), "no doorway yet");
        assertFalse(doorways.isDoorway("/news", 0));
        assertTrue(doorways.learn("/news", 0, new Learned(Set.of("b"), Set.of("link b"))));
        assertEquals(Optional.of(new Learned(Set.of("a", "b"), Set.of("link b"))), doorways.learned("/news", 0));
    }

    @Test
    void aDoorwayIsNewsOnceAndKnownByItsTemplate() {
        var doorways = new Doorways();
        assertFalse(doorways.isDoorway("/case/1", 0));
        doorways.look("/case/1", 0);
        var read = new Learned(Set.of("a"), Set.of("link a"));
        assertTrue(doorways.learn("/case/1", 0, read));
        assertFalse(doorways.learn("/case/2", 0, read));
        assertTrue(doorways.isDoorway("/case/3", 0));
        assertEquals("/case/{…}", doorways.name("/case/3", 0));
    }

    @Test
    void routesBeyondTheBoundAreOneThatIsNeverProtected() {
        var doorways = new Doorways();
        for (int i = 0; i < Doorways.MAX_ROUTES; i++) {
            doorways.look("/r" + i, 0);
        }
        assertEquals(Look.READ, doorways.look("/one-more", 0));
        assertEquals(Doorways.OTHER, doorways.name("/one-more", 0));
        doorways.learn("/one-more", 0, new Learned(Set.of("a"), Set.of("link a")));
        assertFalse(doorways.isDoorway("/one-more", 0));
        assertEquals("/r7", doorways.name("/r7", 0));
    }

    @Test
    void aPageThatIsNotDueCostsNoAllocation() {
        var doorways = new Doorways();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        String path = "/news/2026/a-long-enough-title-1";
        for (int i = 0; i < 20_000; i++) {
            doorways.look(path, 0);
            doorways.isDoorway(path, 0);
        }
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 10_000; i++) {
            doorways.look(path, 0);
            doorways.isDoorway(path, 0);
        }
        long spent = threads.getThreadAllocatedBytes(thread) - before;
        assertTrue(spent < 10_000, "less than a byte a page: " + spent);
    }

    private static Set<Lead> leads(String html, int step) {
        var scan = new DoorwayScan(
                PAGE, url -> url.isSameOrigin(PAGE) && url.path().startsWith("/report"), List.of("/report", "/"));
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += step) {
            scan.write(bytes, at, Math.min(step, bytes.length - at));
        }
        return scan.finish();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a href='report/rape'>x</a>|LINK",
                "<a href='https://police.example/report?x'>x</a>|LINK",
                "<map><area href=/report></map>|LINK",
                "<form action=/report/send>|FORM",
                "<button formaction=/report/send>|FORM",
                "<iframe src=/report>|FRAME",
                "<link rel='x Prefetch' href=/report>|PREFETCH",
                "<script type=speculationrules>{\"prerender\":[{\"urls\":[\"/report/rape\"]}]}</script>|SCRIPT",
                "<script>location = '\\/report\\/rape'</script>|SCRIPT",
                "<b onclick=\"go('/report')\">x</b>|SCRIPT",
                "<a href=/news>x</a><link rel=stylesheet href=/report.css><p>/report</p>|",
                "<a href='https://other.example/report'>x</a>|",
                "<!-- <a href=/report> --><script>f('/rep' + 'ort')</script>|"
            })
    void everyWayToASensitiveRouteIsSeenHoweverThePageComesIn(String html, String expected) {
        Set<Lead> leads = expected == null ? Set.of() : Set.of(Lead.valueOf(expected));
        for (int step : new int[] {1, 7, 4_096}) {
            assertEquals(leads, leads(html, step), html + " by " + step);
        }
    }
}
