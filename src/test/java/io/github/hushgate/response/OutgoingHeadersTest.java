package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.response.OutgoingHeaders.Outcome;
import io.github.hushgate.tracker.Category;
import io.github.hushgate.tracker.Risk;
import io.github.hushgate.tracker.Signature;
import io.github.hushgate.tracker.Tracker;
import io.github.hushgate.tracker.TrackerCatalog;
import io.github.hushgate.tracker.TrackerDetector;
import io.github.hushgate.url.BrowserUrl;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingHeadersTest {
    private static final Tracker META = new Tracker(
            "meta-pixel",
            "Meta Pixel",
            "Meta",
            Category.ADVERTISING,
            Risk.VISIT_DISCLOSURE,
            List.of(
                    new Signature.HostRule(
                            "facebook.com", false, "", Signature.Role.PIXEL, Signature.Confidence.SOLE_PURPOSE),
                    new Signature.CookieRule("_fbp")),
            "");

    private final BrowserUrl page =
            BrowserUrl.parse("https://www.police.example/report/1").orElseThrow();
    private final OutgoingHeaders headers = new OutgoingHeaders(
            TrackerDetector.of(new TrackerCatalog(List.of(META))),
            List.of("https://login.police.example", "https://fonts.allowed.example"),
            false,
            (what, where) -> {});

    private Outcome judge(String name, String value) {
        assertTrue(OutgoingHeaders.concerns(name), name);
        return headers.judge(name, value, page);
    }

    @Test
    void aLinkKeepsWhatIsOwnOrAllowedAndLosesWhatIsForeign() {
        Outcome outcome = judge(
                "Link",
                "</a.css>; rel=preload; as=style, <https://other.example>; rel=\"preconnect\","
                        + " <https://fonts.allowed.example/f.woff2>; rel=preload,"
                        + " <//www.facebook.com/x,y>; rel='prefetch';rel=prefetch");
        assertEquals(
                Optional.of("</a.css>; rel=preload; as=style, <https://fonts.allowed.example/f.woff2>; rel=preload"),
                outcome.value());
        assertEquals(List.of("foreign-link", "meta-pixel"), outcome.removed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<https://other.example>; rel=preconnect",
                "<https://other.example>;rel=dns-prefetch",
                "<https://other.example/a>; rel=\"license prefetch\"",
                "<https://other.example/a>; REL=PRELOAD; as=script",
                "<https://other.example/a>; title=\"a, b; c\"; rel=modulepreload",
                "< https://other.example/a >; rel=preload",
                "</a.png>; rel=preload; as=image; imagesrcset=\"/b.png 1x, https://other.example/c.png 2x\"",
                "https://other.example/a; rel=stylesheet"
            })
    void aForeignLinkThatMakesTheBrowserCallIsLeftOut(String value) {
        assertEquals(new Outcome(Optional.empty(), List.of("foreign-link")), judge("link", value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<https://other.example/>; rel=canonical",
                "<https://creativecommons.example/by>; rel=license, </b>; rel=next",
                "</a.js>; rel=preload",
                "<data:,x>; rel=preload",
                "<https://other.example/unclosed; rel=preload",
                "",
                "<https://other.example>"
            })
    void aLinkThatCallsNobodyElsePassesAsItIs(String value) {
        assertEquals(Outcome.keep(value), judge("Link", value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0;url=https://other.example/       | foreign-refresh
                    5; URL='https://www.facebook.com/' | meta-pixel
                    3 https://other.example/           | foreign-refresh
                    0,url="//other.example"            | foreign-refresh
                    .5;url = https://other.example     | foreign-refresh
                    """)
    void aRefreshToAForeignHostIsLeftOut(String value, String reason) {
        assertEquals(Outcome.drop(reason), judge("Refresh", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "0;url=/thanks", "0;url=https://login.police.example/x", "0;", "0;url="})
    void aRefreshThatStaysPasses(String value) {
        assertEquals(Outcome.keep(value), judge("Refresh", value));
    }

    @Test
    void aForeignReportEndpointIsLeftOutAndOursCannotBeReplaced() {
        Outcome outcome = judge(
                "Reporting-Endpoints",
                "own=\"/csp\", away=\"https://collector.example/r?a,b\", hg-a=\"/mine\", bad=token");
        assertEquals(Optional.of("own=\"/csp\""), outcome.value());
        assertEquals(List.of("foreign-endpoint", "reserved-endpoint", "unreadable-endpoint"), outcome.removed());
    }

    @Test
    void aForeignReportToIsLeftOut() {
        String own = "{\"group\":\"a\",\"max_age\":1,\"endpoints\":[{\"url\":\"https://www.police.example/r\"}]}";
        assertEquals(Outcome.keep(own), judge("Report-To", own));
        assertEquals(Outcome.drop("foreign-endpoint"), judge("Report-To", own.replace("www.police", "collector")));
        assertEquals(Outcome.drop("unreadable-endpoint"), judge("Report-To", own.replace("https://", "https:\\/\\/")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NEL",
                "Speculation-Rules",
                "Observe-Browsing-Topics",
                "Attribution-Reporting-Register-Source",
                "attribution-reporting-eligible"
            })
    void whatOnlyServesOthersIsLeftOut(String name) {
        assertEquals(Optional.empty(), judge(name, "x").value());
    }

    @Test
    void theSitesOwnCookiePasses() {
        assertEquals(Outcome.keep("SESSION=1; HttpOnly"), judge("Set-Cookie", "SESSION=1; HttpOnly"));
        assertEquals(Outcome.keep("nonsense; _fbp=1"), judge("Set-Cookie", "nonsense; _fbp=1"));
    }

    @Test
    void otherHeadersAreNotAskedAbout() {
        assertFalse(OutgoingHeaders.concerns("Content-Type"));
        assertFalse(OutgoingHeaders.concerns("X-Link"));
    }

    @Test
    void aRedirectToATrackerIsKnownAndOneElsewhereIsNot() {
        assertEquals(Optional.of("meta-pixel"), headers.exit("//www.facebook.com/sharer", page));
        assertEquals(Optional.empty(), headers.exit("/thanks", page));
        assertEquals(Optional.empty(), headers.exit("https://other.example/", page));
        assertEquals(Optional.empty(), headers.exit("https://", page));
    }

    @Test
    void aClosedRuleRedirectsToItsOwnOriginsAlone() {
        var closed = new OutgoingHeaders(
                TrackerDetector.of(new TrackerCatalog(List.of(META))),
                List.of("https://login.police.example"),
                true,
                (what, where) -> {});
        assertEquals(Optional.of("foreign-redirect"), closed.exit("https://other.example/", page));
        assertEquals(Optional.of("meta-pixel"), closed.exit("//www.facebook.com/sharer", page));
        assertEquals(Optional.empty(), closed.exit("https://login.police.example/", page));
        assertEquals(Optional.empty(), closed.exit("/thanks", page));
    }

    @Test
    void theExitPageNamesTheHostAndRunsNothing() {
        String text = new ExitPage("www.facebook.com", "https://www.facebook.com/sharer?u=\"><script>&'").text();
        assertTrue(text.contains("<strong>www.facebook.com</strong>"), text);
        assertTrue(
                text.contains("<a rel=\"noreferrer\" href=\"https://www.facebook.com/sharer?u=&#34;"
                        + "&#62;&#60;script&#62;&#38;&#39;\">"),
                text);
        assertFalse(text.contains("<script"), text);
    }
}
