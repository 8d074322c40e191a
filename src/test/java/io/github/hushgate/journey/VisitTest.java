package io.github.hushgate.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.hushgate.route.RoutePattern;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What single requests say about the visit. */
class VisitTest {
    private static HttpServletRequest request(Map<String, String> headers) {
        var byName = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        HttpServletRequest request = mock(HttpServletRequest.class);
        when(request.getHeader(anyString())).thenAnswer(call -> byName.get(call.<String>getArgument(0)));
        when(request.getHeaders(anyString())).thenAnswer(call -> {
            String value = byName.get(call.<String>getArgument(0));
            return Collections.enumeration(value == null ? List.of() : List.of(value));
        });
        return request;
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefetch", "prefetch;prerender", "prefetch;anonymous-client-ip", "Prerender"})
    void aRequestMadeAheadOfTheVisitorIsKnown(String purpose) {
        assertTrue(Speculation.isAhead(request(Map.of("Sec-Purpose", purpose))));
    }

    @Test
    void anOrdinaryRequestIsNotMadeAhead() {
        assertFalse(Speculation.isAhead(request(Map.of("Sec-Fetch-Mode", "navigate"))));
    }

    @Test
    void theStickyCookieSaysProtectedAndNothingElse() {
        var sticky = new StickyProtection(Optional.empty(), false);
        assertEquals("__Host-hushgate=protected; Path=/; HttpOnly; SameSite=Lax; Secure", sticky.setCookie(true));
        assertEquals("hushgate=protected; Path=/; HttpOnly; SameSite=Lax", sticky.setCookie(false));
    }

    @Test
    void onlyWithMinutesDoesTheStickyCookieOutliveTheBrowser() {
        var sticky = new StickyProtection(Optional.of(Duration.ofMinutes(30)), false);
        assertTrue(sticky.setCookie(true).contains("; Max-Age=1800"), sticky.setCookie(true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "__Host-hushgate=protected|true",
                "a=b; __Host-hushgate=protected; c=d|true",
                "a=b;__Host-hushgate=protected |true",
                "__Host-hushgate=protectedx|false",
                "x__Host-hushgate=protected|false",
                "a=__Host-hushgate=protected|false",
                "hushgate=protected|false"
            })
    void aProtectedVisitIsKnownByItsCookie(String header, boolean expected) {
        HttpServletRequest request = request(Map.of("Cookie", header));
        when(request.isSecure()).thenReturn(true);
        assertEquals(expected, new StickyProtection(Optional.empty(), false).isProtected(request), header);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "fbclid=1|/report",
                "a=1&fbclid=2&b=%20|/report?a=1&b=%20",
                "fbclid|/report",
                "a=fbclid|none",
                "xfbclid=1&a|none",
                "|none"
            })
    void clickIdsGoAndTheRestOfTheQueryStays(String query, String expected) {
        var clean = new CleanAddress(Set.of("fbclid", "gclid")::contains);
        assertEquals(Optional.ofNullable(expected), clean.of("/report", query == null ? "" : query));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "/sw.js,none,/,true",
                "/sw.js,none,/site,true",
                "/static/sw.js,none,/,false",
                "/static/sw.js,/,/,true",
                "/report/sw.js,none,/,true",
                "/report/step/2/sw.js,none,/,true",
                "/news/sw.js,/news/,/,false",
                "/news/sw.js,../,/,true"
            })
    void aWorkerThatMayCoverASensitiveRouteIsKnown(String script, String allowed, String context, boolean expected) {
        var scripts = new WorkerScripts("1", "x", List.of(RoutePattern.of("/report/**")));
        assertEquals(
                expected, scripts.mayCover(script, allowed == null ? "" : allowed, context.equals("/") ? "" : context));
    }

    @Test
    void theMarkOfAWorkerScriptIsALineOfItsOwnAndTheSameEachTime() {
        var patterns = List.of(RoutePattern.of("/report/**"));
        String mark = new String(new WorkerScripts("1", "x", patterns).mark());
        assertTrue(mark.startsWith("\n// ") && mark.endsWith("\n"), mark);
        assertEquals(mark, new String(new WorkerScripts("1", "x", patterns).mark()));
    }

    @Test
    void aSensitivePageOpenedInsideAnotherPageIsKnownByWhoAsks() {
        Map<String, String> htmx = Map.of("HX-Request", "true", "Referer", "https://police.example/news");
        assertEquals(Optional.of(PageInPage.Library.HTMX), PageInPage.of(request(htmx), path -> false));
        assertEquals(Optional.empty(), PageInPage.of(request(htmx), path -> path.equals("/news")));
        Map<String, String> fetch = Map.of(
                "Sec-Fetch-Dest", "empty", "Sec-Fetch-Mode", "cors", "Referer", "https://police.example/news?q=1");
        assertEquals(Optional.of(PageInPage.Library.UNKNOWN), PageInPage.of(request(fetch), path -> false));
    }

    @Test
    void htmxTellsThePageThatAsksAlsoWhereThatIsTheHomePage() {
        Map<String, String> home = Map.of(
                "HX-Request",
                "true",
                "Referer",
                "https://police.example/",
                "HX-Current-URL",
                "https://police.example/");
        assertEquals(Optional.of(PageInPage.Library.HTMX), PageInPage.of(request(home), path -> false));
        Map<String, String> sensitive = Map.of(
                "HX-Request",
                "true",
                "Referer",
                "https://police.example/",
                "HX-Current-URL",
                "https://police.example/report/a?b#c");
        assertEquals(Optional.empty(), PageInPage.of(request(sensitive), path -> path.equals("/report/a")));
    }

    @Test
    void turboGoesForRealFromAPageThatIsNotKnownButAFrameOfItsDoesNot() {
        Map<String, String> visit = Map.of("X-Turbo-Request-Id", "1", "Referer", "https://police.example/");
        assertTrue(PageInPage.isTurboVisitFromUnknown(request(visit), path -> false));
        assertTrue(PageInPage.isTurboVisitFromUnknown(request(Map.of("X-Turbo-Request-Id", "1")), path -> false));
        assertFalse(PageInPage.isTurboVisitFromUnknown(request(visit), path -> true), "all is sensitive");
        Map<String, String> older =
                Map.of("Sec-Fetch-Dest", "empty", "Accept", "text/html, application/xhtml+xml", "Referer", "http://a/");
        assertTrue(PageInPage.isTurboVisitFromUnknown(request(older), path -> false), "Turbo 7");
        Map<String, String> own = Map.of("Sec-Fetch-Dest", "empty", "Accept", "*/*", "Referer", "http://a/");
        assertFalse(PageInPage.isTurboVisitFromUnknown(request(own), path -> false), "a script's own request");
        Map<String, String> frame = Map.of("X-Turbo-Request-Id", "1", "Turbo-Frame", "f");
        assertFalse(PageInPage.isTurboVisitFromUnknown(request(frame), path -> false));
        Map<String, String> known = Map.of("X-Turbo-Request-Id", "1", "Referer", "https://police.example/report/a");
        assertFalse(PageInPage.isTurboVisitFromUnknown(request(known), path -> false));
    }

    @Test
    void aRefererWithoutAPathSaysNothing() {
        Map<String, String> origin = Map.of("HX-Request", "true", "Referer", "https://police.example/");
        assertEquals(Optional.empty(), PageInPage.of(request(origin), path -> false));
        assertEquals(Optional.empty(), PageInPage.of(request(Map.of("HX-Request", "true")), path -> false));
        Map<String, String> broken = Map.of("HX-Request", "true", "Referer", "https://police.example/ a|b");
        assertEquals(Optional.empty(), PageInPage.of(request(broken), path -> false));
    }

    @Test
    void aVisitorsOwnNavigationIsNotByScript() {
        Map<String, String> headers = Map.of(
                "Sec-Fetch-Dest", "document", "Sec-Fetch-Mode", "navigate", "Referer", "https://police.example/news");
        assertEquals(Optional.empty(), PageInPage.of(request(headers), path -> false));
    }

    @Test
    void aWatchedPageGoesOutAsItIsWrittenAndIsKeptAsItStandsInTheEnd() throws IOException {
        var out = new StringWriter();
        HttpServletResponse response = mock(HttpServletResponse.class);
        when(response.getWriter()).thenReturn(new PrintWriter(out));
        when(response.getContentType()).thenReturn("text/html;charset=utf-8");
        when(response.getStatus()).thenReturn(200);
        var watched = new WatchedResponse(response);
        watched.getWriter().print("before");
        watched.resetBuffer();
        watched.getWriter().print("<p>after");
        watched.getWriter().flush();
        assertEquals("before<p>after", out.toString());
        assertEquals("<p>after", watched.text());
        assertFalse(watched.getWriter().checkError());
        when(response.getContentType()).thenReturn("application/json");
        assertEquals("", watched.text());
    }
}
