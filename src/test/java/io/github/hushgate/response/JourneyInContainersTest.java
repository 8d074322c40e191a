package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.ConfigBuilder;
import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateConfig.Guard;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.response.Server.Container;
import io.github.hushgate.store.JsonLinesStore;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The journey's settings through the filter, as they leave on the wire. */
class JourneyInContainersTest {
    private static final String TRACKER = "<script src=\"https://connect.facebook.net/en_US/fbevents.js\"></script>";
    private static final String COOKIE = "Cookie: a=b; hushgate=protected";
    private static final String PAGE = "Accept: text/html";
    private static final String WORKER = "self.onfetch = e => {}; // the end";

    @TempDir
    Path files;

    @TempDir
    Path reports;

    private interface Check {
        void at(int port) throws IOException;
    }

    /** A small site: what each path answers. */
    private static final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String path = request.getServletPath();
            switch (path) {
                case "/data.json" -> send(response, "application/json", "{\"a\":1}");
                case "/style.css" -> send(response, "text/css", "p{}");
                case "/sw.js", "/news/sw.js", "/wide/sw.js" -> worker(request, response, path);
                case "/report/wipes" -> {
                    response.setHeader("Set-Cookie", "session=1");
                    response.reset();
                    response.setHeader("Set-Cookie", "session=2");
                    page(request, response);
                }
                case "/report/sent" -> response.sendRedirect("/thanks");
                case "/report/leaves" -> {
                    response.setHeader("Referrer-Policy", "unsafe-url");
                    response.setHeader("Refresh", "3; url=/thanks?a=1");
                    response.addHeader("Link", "</next>; rel=prefetch");
                    page(request, response);
                    response.getWriter().print("<meta name=referrer content=unsafe-url>");
                }
                case "/report/stays" -> {
                    response.setHeader("Refresh", "3; url=/report/rape");
                    response.setHeader("Referrer-Policy", "no-referrer");
                    page(request, response);
                }
                case "/report/breaks" -> throw new IllegalStateException("broken");
                case "/late-bytes" -> {
                    boolean linked = request.getParameter("linked") != null;
                    String page = "<p>" + TRACKER + (linked ? "<a href=report/rape>" : "");
                    response.setContentLength(page.length());
                    send(response, "text/html", page);
                }
                case "/late-gzip" -> {
                    boolean linked = request.getParameter("linked") != null;
                    byte[] page = (TRACKER + (linked ? "<a href=report/rape>" : "")).getBytes(StandardCharsets.UTF_8);
                    response.setContentType("text/html");
                    if (request.getHeader("Accept-Encoding") == null) {
                        response.getOutputStream().write(page);
                    } else {
                        response.setHeader("Content-Encoding", "gzip");
                        try (var packed = new GZIPOutputStream(response.getOutputStream())) {
                            packed.write(page);
                        }
                    }
                }
                case "/news/opener" -> {
                    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
                    page(request, response);
                }
                default -> page(request, response);
            }
        }

        private static void worker(HttpServletRequest request, HttpServletResponse response, String path)
                throws IOException {
            response.setHeader("ETag", "\"1\"");
            response.setDateHeader("Last-Modified", 1_000_000);
            response.setHeader("X-Conditional", String.valueOf(request.getHeader("If-None-Match")));
            if (path.equals("/wide/sw.js")) {
                response.setHeader("Service-Worker-Allowed", "/");
            }
            response.setContentLength(WORKER.length());
            send(response, "text/javascript", WORKER);
        }

        private static void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getHeader("If-None-Match") != null) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
            response.setHeader("Cache-Control", "public, max-age=60");
            response.setContentType("text/html;charset=UTF-8");
            response.getWriter().print("<p>" + request.getServletPath() + TRACKER);
            boolean late = request.getServletPath().startsWith("/late") && request.getParameter("linked") != null;
            if (late || request.getServletPath().startsWith("/door")) {
                response.getWriter().print("<a href=/report/rape>Report</a><form action=/report/send></form>");
            }
        }

        private static void send(HttpServletResponse response, String type, String text) throws IOException {
            response.setHeader("Cache-Control", "public, max-age=60");
            response.setContentType(type);
            response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private ConfigBuilder settings() {
        return HushgateConfig.builder()
                .sensitive("/report/**")
                .trackersSurrogates(false)
                .reportsDirectory(reports);
    }

    private void with(Container container, ConfigBuilder settings, Check check) throws Exception {
        Server server = Server.start(container, context -> register(context, settings.build()), files);
        try {
            check.at(server.port());
        } finally {
            server.close();
        }
    }

    private static void register(ServletContext context, HushgateConfig config) {
        var filter = context.addFilter("hushgate", new HushgateFilter(config));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/*");
        var pages = context.addServlet("pages", new Pages());
        pages.setAsyncSupported(true);
        for (String path : new String[] {
            "/thanks",
            "/door",
            "/door/7",
            "/door/8",
            "/plain",
            "/late",
            "/late-bytes",
            "/late-gzip",
            "/data.json",
            "/style.css",
            "/sw.js",
            "/news/sw.js",
            "/wide/sw.js",
            "/news/opener",
            "/report/rape",
            "/report/wipes",
            "/report/sent",
            "/report/leaves",
            "/report/stays",
            "/report/breaks"
        }) {
            pages.addMapping(path);
        }
    }

    private Set<String> counted() throws IOException {
        var store = JsonLinesStore.view(reports);
        return Stream.concat(
                        store.coverage(ReportQuery.ALL).stream().map(each -> each.route() + " " + each.outcome()),
                        store.removals(ReportQuery.ALL).stream()
                                .map(each -> each.route() + " " + each.tracker() + " " + each.element()))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void aSensitivePageTellsTheNextOneNoMoreThanTheOrigin(Container container) throws Exception {
        with(container, settings(), port -> {
            Wire.Answer page = Wire.get(port, "/report/leaves");
            assertEquals(List.of("origin"), page.all("referrer-policy"));
            assertEquals("", page.header("refresh"));
            assertEquals("", page.header("link"));
            String nonce = page.text().replaceFirst("(?s).*nonce=\"([^\"]+)\".*", "$1");
            assertEquals(
                    "<p>/report/leaves<script nonce=\"" + nonce
                            + "\">addEventListener('load',function(){setTimeout(function(){location.assign('/thanks?a=1')},3000)})</script>",
                    page.text());
            assertTrue(page.header("content-security-policy").contains("'nonce-" + nonce + "'"));

            Wire.Answer inside = Wire.get(port, "/report/stays");
            assertEquals("3; url=/report/rape", inside.header("refresh"));
            assertEquals("no-referrer", inside.header("referrer-policy"));
            assertEquals("<p>/report/stays", inside.text());
        });
        assertTrue(counted().contains("/report/** refresh header:refresh"), counted()::toString);
        assertTrue(counted().contains("/report/** referrer-policy meta"), counted()::toString);
    }

    @Test
    void whenOnlyObservingAPageHandsOnWhatItDid() throws Exception {
        with(Container.TOMCAT, settings().mode(Disposition.REPORT), port -> {
            Wire.Answer page = Wire.get(port, "/report/leaves");
            assertEquals("3; url=/thanks?a=1", page.header("refresh"));
            assertEquals("unsafe-url", page.header("referrer-policy"));
            assertEquals("<p>/report/leaves<meta name=referrer content=unsafe-url>", page.text());
        });
    }

    private static boolean isTracked(Wire.Answer answer) {
        return answer.text().contains("facebook");
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void aSensitiveResponseBeginsAProtectedVisitWhateverTheApplicationDoesWithItsCookies(Container container)
            throws Exception {
        String cookie = "hushgate=protected; Path=/; HttpOnly; SameSite=Lax";
        with(container, settings().journeySticky(true), port -> {
            for (String path : new String[] {"/report/rape", "/report/wipes", "/report/sent", "/report/breaks"}) {
                Wire.Answer answer = Wire.get(port, path);
                assertEquals(
                        1,
                        answer.all("set-cookie").stream().filter(cookie::equals).count(),
                        path + answer.headers());
            }
            assertTrue(Wire.get(port, "/report/wipes").all("set-cookie").contains("session=2"));
            assertFalse(Wire.get(port, "/plain").headers().containsKey("set-cookie"));
            assertFalse(Wire.get(port, "/report/rape", "Sec-Fetch-Dest: image")
                    .headers()
                    .containsKey("set-cookie"));
        });
        with(
                container,
                settings(),
                port -> assertFalse(Wire.get(port, "/report/rape").headers().containsKey("set-cookie")));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void everyPageOfAProtectedVisitIsStrippedAndKeptByNobody(Container container) throws Exception {
        with(container, settings().journeySticky(true), port -> {
            assertTrue(isTracked(Wire.get(port, "/thanks")), "the control");
            Wire.Answer page = Wire.get(port, "/thanks", COOKIE, "If-None-Match: \"1\"");
            assertEquals("<p>/thanks", page.text());
            assertEquals("private, no-store", page.header("cache-control"));
            assertTrue(
                    page.header("content-security-policy").startsWith("default-src 'none'"), page.headers()::toString);
            assertEquals("", page.header("cross-origin-opener-policy"), "it would open reads");

            Wire.Answer data = Wire.get(port, "/data.json", COOKIE);
            assertEquals("{\"a\":1}", data.text());
            assertEquals("public, max-age=60", data.header("cache-control"));
            assertEquals("", data.header("content-security-policy"));
            assertEquals(
                    "public, max-age=60",
                    Wire.get(port, "/style.css", COOKIE, "Sec-Fetch-Dest: style")
                            .header("cache-control"));
            assertEquals(404, Wire.get(port, "/nowhere", COOKIE).status());
            assertTrue(isTracked(Wire.get(port, "/thanks", "Cookie: hushgate=protectedx")));
        });
        assertTrue(counted().contains("(protected visit) meta-pixel script"), counted()::toString);
    }

    @Test
    void whenOnlyObservingTheCeilingOfAProtectedVisitIsReportedOnly() throws Exception {
        with(Container.TOMCAT, settings().mode(Disposition.REPORT).journeySticky(true), port -> {
            Wire.Answer page = Wire.get(port, "/thanks", COOKIE);
            assertEquals("<p>/thanks", page.text());
            assertEquals("private, no-store", page.header("cache-control"));
            assertEquals("", page.header("content-security-policy"));
            assertTrue(page.header("content-security-policy-report-only").startsWith("default-src 'none'"));
        });
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void aDoorwayIsLearnedByItsTemplateAndThenProtected(Container container) throws Exception {
        with(container, settings().journeyDoorways(Guard.PROTECT), port -> {
            assertTrue(isTracked(Wire.get(port, "/door/7", PAGE)), "not known yet");
            Wire.Answer other = Wire.get(port, "/door/8", PAGE);
            assertFalse(isTracked(other), other::text);
            assertTrue(other.text().contains("<a href=/report/rape>"), other::text);
            assertEquals("private, no-store", other.header("cache-control"));
            assertTrue(isTracked(Wire.get(port, "/plain", PAGE)), "leads nowhere");
            assertTrue(isTracked(Wire.get(port, "/plain", PAGE)));
        });
        assertTrue(counted().contains("/door/{…} doorway link meta-pixel"), counted()::toString);
        assertTrue(counted().contains("/door/{…} doorway form meta-pixel"), counted()::toString);
        assertTrue(counted().stream().noneMatch(each -> each.contains("/plain")), counted()::toString);
    }

    @Test
    void aDoorwayThatIsListedIsProtectedFromTheFirstVisitorOn() throws Exception {
        var listed = settings().journeyDoorways(Guard.PROTECT).journeyDoorwayRoutes("/door/*");
        with(Container.TOMCAT, listed, port -> assertFalse(isTracked(Wire.get(port, "/door/7", PAGE))));
    }

    @Test
    void whereDoorwaysAreOnlyWarnedOfTheirPagesStayAsTheyAre() throws Exception {
        with(Container.TOMCAT, settings().mode(Disposition.REPORT), port -> {
            for (int i = 0; i < 8; i++) {
                Wire.Answer page = Wire.get(port, "/door", PAGE);
                assertTrue(isTracked(page));
                assertEquals("public, max-age=60", page.header("cache-control"));
                assertEquals("", page.header("content-security-policy-report-only"));
            }
            Wire.get(port, "/news/opener", PAGE);
        });
        assertTrue(counted().contains("/door doorway link meta-pixel"), counted()::toString);
        assertTrue(counted().contains("/news/opener same-openers"), counted()::toString);
    }

    @ParameterizedTest
    @CsvSource({"TOMCAT,/late", "JETTY,/late", "UNDERTOW,/late", "TOMCAT,/late-bytes"})
    void aPageThatBeginsToLeadOnIsKnownAfterTheNextHundredth(Container container, String path) throws Exception {
        with(container, settings().journeyDoorways(Guard.PROTECT), port -> {
            for (int i = 0; i < 100; i++) {
                Wire.get(port, path + (i < 50 ? "" : "?linked=1"), PAGE);
            }
            Wire.Answer looked = Wire.get(port, path + "?linked=1", PAGE);
            assertTrue(isTracked(looked), "it is this page that is looked at");
            assertTrue(looked.whole());
            assertEquals("public, max-age=60", looked.header("cache-control"));
            Wire.Answer next = Wire.get(port, path + "?linked=1", PAGE);
            // A page of declared length may arrive before it has been searched; the next hundredth is far away.
            for (int i = 0; i < 50 && isTracked(next); i++) {
                next = Wire.get(port, path + "?linked=1", PAGE);
            }
            assertFalse(isTracked(next), next.text());
        });
        assertTrue(counted().contains(path + " doorway link meta-pixel"), counted()::toString);
    }

    @Test
    void whereAnApplicationCompressesItsPagesTheyAreLookedAtAllTheSame() throws Exception {
        with(Container.TOMCAT, settings().journeyDoorways(Guard.PROTECT), port -> {
            String compressed = "Accept-Encoding: gzip";
            for (int i = 0; i < 201; i++) {
                Wire.get(port, "/late-gzip" + (i < 50 ? "" : "?linked=1"), PAGE, compressed);
            }
            assertFalse(isTracked(Wire.get(port, "/late-gzip?linked=1", PAGE, compressed)));
        });
        assertTrue(counted().contains("/late-gzip doorway link meta-pixel"), counted()::toString);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void aWorkerThatMayCoverASensitiveRouteGetsTheCeilingAndOtherBytes(Container container) throws Exception {
        with(container, settings(), port -> {
            String[] asked = {"Service-Worker: script", "Sec-Fetch-Dest: serviceworker", "If-None-Match: \"1\""};
            for (String path : new String[] {"/sw.js", "/wide/sw.js"}) {
                Wire.Answer worker = Wire.get(port, path, asked);
                assertTrue(worker.whole());
                assertTrue(worker.text().startsWith(WORKER + "\n// protected: "), worker::text);
                assertTrue(worker.header("content-security-policy").startsWith("default-src 'none'"), path);
                assertEquals("", worker.header("etag"));
                assertEquals("", worker.header("last-modified"));
                assertEquals("null", worker.header("x-conditional"));
                assertEquals(worker.text(), Wire.get(port, path, asked).text(), "updates once");
            }
            Wire.Answer narrow = Wire.get(port, "/news/sw.js", asked);
            assertEquals(WORKER, narrow.text());
            assertEquals("", narrow.header("content-security-policy"));
            assertEquals(WORKER, Wire.get(port, "/sw.js").text(), "asked for as anything else");
        });
        assertTrue(counted().contains("(service worker) worker-contained"), counted()::toString);
    }

    @Test
    void whereARouteIsSealedItsWorkersAreRefusedAndWhereOneObservesTheyAreCounted() throws Exception {
        with(Container.TOMCAT, settings().preset(Preset.SEALED), port -> {
            assertEquals(403, Wire.get(port, "/sw.js", "Service-Worker: script").status());
            assertEquals(
                    200, Wire.get(port, "/news/sw.js", "Service-Worker: script").status());
        });
        with(
                Container.TOMCAT,
                settings().mode(Disposition.REPORT),
                port -> assertEquals(
                        WORKER,
                        Wire.get(port, "/sw.js", "Service-Worker: script").text()));
        assertTrue(counted().contains("(service worker) worker-refused"), counted()::toString);
        assertTrue(counted().contains("(service worker) worker-seen"), counted()::toString);
    }

    @Test
    void aSensitivePageThatAWorkerAsksForIsCounted() throws Exception {
        with(
                Container.TOMCAT,
                settings(),
                port -> Wire.get(port, "/report/rape", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: empty"));
        assertTrue(counted().contains("/report/** behind-worker"), counted()::toString);
    }

    @Test
    void onlyANamedEntryPageClearsStorage() throws Exception {
        with(Container.TOMCAT, settings().set("journey.clear-workers", "/door"), port -> {
            assertEquals("\"storage\"", Wire.get(port, "/door", PAGE).header("clear-site-data"));
            assertEquals("", Wire.get(port, "/door", "Sec-Fetch-Dest: image").header("clear-site-data"));
            assertEquals("", Wire.get(port, "/plain", PAGE).header("clear-site-data"));
        });
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void aSensitivePageIsNotOpenedInsideAnotherPage(Container container) throws Exception {
        with(container, settings(), port -> {
            String from = "Referer: http://localhost/news";
            Wire.Answer htmx = Wire.get(port, "/report/rape?a=1", "HX-Request: true", from);
            assertEquals("/report/rape?a=1", htmx.header("hx-redirect"));
            assertEquals("", htmx.text());
            Wire.Answer turbo = Wire.get(port, "/report/rape", "X-Turbo-Request-Id: 1", from);
            assertTrue(turbo.text().contains("turbo-visit-control"), turbo::text);
            String home = "Referer: http://localhost/";
            assertTrue(Wire.get(port, "/report/rape", "X-Turbo-Request-Id: 1", home)
                    .text()
                    .contains("turbo-visit-control"));
            assertEquals(
                    "/report/rape",
                    Wire.get(port, "/report/rape", "HX-Request: true", home, "HX-Current-URL: http://localhost/")
                            .header("hx-redirect"));
            assertEquals(
                    "<p>/report/rape",
                    Wire.get(port, "/report/rape", "X-Turbo-Request-Id: 1", "Turbo-Frame: f", home)
                            .text());
            Wire.Answer inside =
                    Wire.get(port, "/report/rape", "HX-Request: true", "Referer: http://localhost/report/a");
            assertEquals("<p>/report/rape", inside.text());
            assertEquals(
                    "<p>/report/rape",
                    Wire.send(port, "POST", "/report/rape", "HX-Request: true", from, "Content-Length: 0")
                            .text());
            assertEquals(
                    "<p>/report/rape",
                    Wire.get(port, "/report/rape", "X-Requested-With: XMLHttpRequest", from)
                            .text());
        });
        assertTrue(counted().contains("/report/** opened inside an unprotected page"), counted()::toString);
    }

    @Test
    void whereARouteIsSealedNoScriptGetsItsPage() throws Exception {
        with(Container.TOMCAT, settings().preset(Preset.SEALED), port -> {
            String from = "Referer: http://localhost/news";
            assertEquals(
                    "",
                    Wire.get(port, "/report/rape", "X-Requested-With: XMLHttpRequest", from)
                            .text());
            assertEquals(
                    "<p>/report/rape",
                    Wire.get(port, "/report/rape", "X-Requested-With: XMLHttpRequest")
                            .text());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void clickIdsAreTakenOffTheAddressOfAGetAlone(String method) throws Exception {
        with(Container.TOMCAT, settings().journeyCleanUrls(true), port -> {
            Wire.Answer answer = Wire.send(port, method, "/report/rape?a=1&fbclid=x&gclid=y", "Content-Length: 0");
            assertEquals(method.equals("GET") ? 303 : 200, answer.status());
            assertEquals(method.equals("GET") ? "/report/rape?a=1" : "", answer.header("location"));
            assertEquals(200, Wire.get(port, "/report/rape?a=1").status(), "no loop");
        });
    }

    @Test
    void whenOnlyObservingNothingOfTheVisitChanges() throws Exception {
        var observing = settings().mode(Disposition.REPORT).journeyCleanUrls(true);
        with(Container.TOMCAT, observing, port -> {
            assertEquals(200, Wire.get(port, "/report/rape?fbclid=x").status());
            assertEquals(
                    "<p>/report/rape",
                    Wire.get(port, "/report/rape", "HX-Request: true", "Referer: http://localhost/news")
                            .text());
        });
        assertTrue(counted().contains("/report/** click-id"), counted()::toString);
        assertTrue(counted().contains("/report/** opened inside an unprotected page"), counted()::toString);
    }
}
