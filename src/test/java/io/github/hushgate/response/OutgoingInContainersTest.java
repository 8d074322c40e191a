package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.response.Server.Container;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Headers that would call a third party, set in every way that there is, through the filter, as they leave on the wire.
 */
class OutgoingInContainersTest {
    private static final String TRACKER = "https://bat.bing.com/action/0?u=a&b";
    private static final String ESCAPED = "https://bat.bing.com/action/0?u=a&#38;b";
    private static final Map<String, Act> ACTS = acts();

    @TempDir
    Path files;

    @TempDir
    Path reports;

    private interface Act {
        void on(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }

    private interface Check {
        void at(int port) throws IOException;
    }

    private static Map<String, Act> acts() {
        Map<String, Act> acts = new LinkedHashMap<>();
        acts.put("link", (q, r) -> {
            r.setHeader(
                    "Link",
                    "</a.css>; rel=preload; as=style, <https://connect.facebook.net/en_US/fbevents.js>; rel=preload");
            r.addHeader("Link", "<https://other.example>; rel=dns-prefetch");
            r.addHeader("Link", "</b.css>; rel=preload; as=style");
            page(r);
        });
        acts.put("cookies", (q, r) -> {
            r.addCookie(new Cookie("_fbp", "fb.1.2.3"));
            r.addCookie(new Cookie("session", "1"));
            r.addHeader("Set-Cookie", "_ga=GA1.1.2.3; Path=/");
            r.addHeader("Set-Cookie", "theme=dark; Path=/");
            page(r);
        });
        acts.put("cookies-away", (q, r) -> {
            var away = new Cookie("_fbp", "x");
            away.setMaxAge(0);
            r.addCookie(away);
            r.addHeader("Set-Cookie", "_ga=; Path=/; Max-Age=0");
            page(r);
        });
        acts.put("others", (q, r) -> {
            r.setHeader("Refresh", "5; url=https://other.example/");
            r.setHeader("NEL", "{\"report_to\":\"n\",\"max_age\":9}");
            r.setHeader(
                    "Report-To",
                    "{\"group\":\"n\",\"max_age\":9,\"endpoints\":[{\"url\":\"https://other.example/\"}]}");
            r.setHeader("Reporting-Endpoints", "own=\"/own\", away=\"https://other.example/\"");
            r.setHeader("Speculation-Rules", "\"/rules.json\"");
            r.setHeader("Attribution-Reporting-Register-Source", "{}");
            r.setHeader("Observe-Browsing-Topics", "?1");
            page(r);
        });
        acts.put("hints", (q, r) -> {
            r.addHeader("Link", "<https://connect.facebook.net/en_US/fbevents.js>; rel=preload");
            r.addHeader("Link", "</a.css>; rel=preload; as=style");
            r.setHeader("ETag", "\"1\"");
            r.sendError(103);
            page(r);
        });
        acts.put("redirect", (q, r) -> r.sendRedirect(TRACKER));
        acts.put("redirect-status", (q, r) -> r.sendRedirect(TRACKER, 303));
        acts.put("redirect-keep", (q, r) -> r.sendRedirect(TRACKER, false));
        acts.put("redirect-both", (q, r) -> r.sendRedirect(TRACKER, 307, false));
        acts.put("redirect-written", (q, r) -> {
            r.setContentType("text/plain;charset=ISO-8859-1");
            r.setContentLength(40);
            r.getWriter().print("text");
            r.sendRedirect(TRACKER);
        });
        acts.put("redirect-bytes", (q, r) -> {
            r.setContentType("image/png");
            r.getOutputStream().print("text");
            r.sendRedirect(TRACKER);
        });
        acts.put("location", (q, r) -> {
            r.setStatus(302);
            r.setHeader("Location", TRACKER);
        });
        acts.put("location-added", (q, r) -> {
            r.addHeader("Location", TRACKER);
            r.setStatus(301);
            r.setContentType("text/html;charset=UTF-8");
            r.getWriter().print("<a href=" + TRACKER + ">Moved</a>");
            r.getWriter().close();
        });
        acts.put("location-flushed", (q, r) -> {
            r.setStatus(302);
            r.setHeader("Location", TRACKER);
            r.flushBuffer();
        });
        acts.put("location-async", (q, r) -> {
            r.setStatus(302);
            r.setHeader("Location", TRACKER);
            q.startAsync().complete();
        });
        acts.put("forward", (q, r) -> q.getRequestDispatcher("/report/location").forward(q, r));
        acts.put("own", (q, r) -> r.sendRedirect("/thanks"));
        acts.put("own-again", (q, r) -> {
            r.setStatus(302);
            r.setHeader("Location", TRACKER);
            r.setHeader("Location", "/thanks");
        });
        acts.put("elsewhere", (q, r) -> r.sendRedirect("https://other.example/"));
        acts.put("created", (q, r) -> {
            r.setStatus(201);
            r.setHeader("Location", TRACKER);
            page(r);
        });
        acts.put("not-found-after-all", (q, r) -> {
            r.setStatus(302);
            r.setHeader("Location", TRACKER);
            r.sendError(404);
        });
        return acts;
    }

    private static void page(HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().print("<p>page");
    }

    private static final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            Act act = ACTS.get(
                    request.getPathInfo().substring(request.getPathInfo().lastIndexOf('/') + 1));
            if (act != null) {
                act.on(request, response);
            } else {
                page(response);
            }
        }
    }

    private void with(Container container, Disposition mode, Check check) throws Exception {
        Server server = Server.start(container, context -> register(context, mode), files);
        try {
            check.at(server.port());
        } finally {
            server.close();
        }
    }

    private void register(ServletContext context, Disposition mode) {
        Filter before = (request, response, chain) -> {
            ((HttpServletResponse) response).setHeader("Link", "<https://early.example>; rel=preconnect");
            ((HttpServletResponse) response).addHeader("Link", "</early.css>; rel=preload; as=style");
            chain.doFilter(request, response);
        };
        var outer = context.addFilter("outer", before);
        outer.setAsyncSupported(true);
        outer.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/report/early");
        var config = HushgateConfig.builder()
                .sensitive("/report/**")
                .route(HushgateConfig.Route.of("/report/sealed/**").withPreset(Preset.SEALED))
                .mode(mode)
                .reportsDirectory(reports)
                .build();
        var filter = context.addFilter("hushgate", new HushgateFilter(config));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/*");
        var pages = context.addServlet("pages", new Pages());
        pages.setAsyncSupported(true);
        pages.addMapping("/report/*", "/open/*");
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void whatWouldCallAThirdPartyDoesNotLeave(Container container) throws Exception {
        with(container, Disposition.ENFORCE, port -> {
            assertEquals(
                    List.of("</a.css>; rel=preload; as=style", "</b.css>; rel=preload; as=style"),
                    Wire.get(port, "/report/link").all("link"));
            assertEquals(
                    List.of("</early.css>; rel=preload; as=style"),
                    Wire.get(port, "/report/early").all("link"));
            assertEquals(List.of("session=1", "theme=dark"), cookies(port, "/report/cookies"));
            assertEquals(List.of("_fbp=x", "_ga="), cookies(port, "/report/cookies-away"));
            var others = Wire.get(port, "/report/others");
            for (String name : List.of(
                    "refresh",
                    "report-to",
                    "speculation-rules",
                    "attribution-reporting-register-source",
                    "observe-browsing-topics")) {
                assertEquals(List.of(), others.all(name), name);
            }
            assertEquals("own=\"/own\"", others.header("reporting-endpoints"));
            assertEquals("{\"report_to\":\"x\",\"max_age\":0}", others.header("nel"));
        });
        String counted = counted();
        for (String each : List.of(
                "foreign-link header:link",
                "meta-pixel header:link",
                "meta-pixel header:set-cookie",
                "google-gtag header:set-cookie",
                "foreign-refresh header:refresh",
                "nel header:nel",
                "foreign-endpoint header:report-to",
                "foreign-endpoint header:reporting-endpoints",
                "speculation-rules header:speculation-rules",
                "attribution-reporting header:attribution-reporting-register-source",
                "observe-browsing-topics header:observe-browsing-topics")) {
            String[] part = each.split(" ");
            assertTrue(
                    counted.lines().anyMatch(line -> line.contains('"' + part[0] + '"') && line.contains(part[1])),
                    each + " in " + counted);
        }
    }

    @Test
    void whatIsSentAheadOfTheResponseIsTheSame() throws Exception {
        with(Container.JETTY, Disposition.ENFORCE, port -> {
            try (var wire = new Wire(port)) {
                wire.request("GET", "/report/hints");
                var early = wire.answer(false);
                assertEquals(103, early.status());
                assertEquals(List.of("</a.css>; rel=preload; as=style"), early.all("link"));
                assertEquals("<p>page", wire.answer(false).text());
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void aRedirectToATrackerBecomesAPageThatLeavesTheStepToTheVisitor(Container container) throws Exception {
        with(container, Disposition.ENFORCE, port -> {
            for (String act : List.of(
                    "redirect",
                    "redirect-status",
                    "redirect-keep",
                    "redirect-both",
                    "redirect-written",
                    "redirect-bytes",
                    "location",
                    "location-added",
                    "location-flushed",
                    "location-async",
                    "forward")) {
                var answer = Wire.get(port, "/report/" + act);
                assertEquals(200, answer.status(), act);
                assertEquals(List.of(), answer.all("location"), act);
                assertTrue(answer.whole(), act);
                assertTrue(answer.text().startsWith("<!DOCTYPE html>"), act + answer.text());
                assertTrue(answer.text().endsWith("</html>\n"), act + answer.text());
                assertTrue(answer.text().contains("<a rel=\"noreferrer\" href=\"" + ESCAPED + "\">"), act);
                assertTrue(answer.header("content-type").startsWith("text/html"), act);
                assertEquals("no-store", answer.header("cache-control"), act);
                assertEquals(2, answer.all("content-security-policy").size(), act);
            }
        });
        assertTrue(counted().contains("header:location"), counted());
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void otherRedirectsAndAnswersStayAsTheyAre(Container container) throws Exception {
        with(container, Disposition.ENFORCE, port -> {
            for (String act : List.of("own", "own-again")) {
                var own = Wire.get(port, "/report/" + act);
                assertEquals(302, own.status(), act);
                assertTrue(own.header("location").endsWith("/thanks"), own.header("location"));
            }
            assertEquals(
                    "https://other.example/",
                    Wire.get(port, "/report/elsewhere").header("location"));
            var sealed = Wire.get(port, "/report/sealed/elsewhere");
            assertEquals(200, sealed.status(), "a sealed page leads nowhere but to the site");
            assertTrue(sealed.text().contains("other.example"), sealed.text());
            assertEquals(302, Wire.get(port, "/report/sealed/own").status());
            var created = Wire.get(port, "/report/created");
            assertEquals(201, created.status());
            assertEquals(TRACKER, created.header("location"));
            assertEquals("<p>page", created.text());
            var error = Wire.get(port, "/report/not-found-after-all");
            assertEquals(404, error.status());
            assertFalse(error.text().contains("bing"), error.text());
            assertEquals(TRACKER, Wire.get(port, "/open/redirect").header("location"));
        });
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void observeOnlyCounts(Container container) throws Exception {
        with(container, Disposition.REPORT, port -> {
            assertEquals(TRACKER, Wire.get(port, "/report/redirect").header("location"));
            assertEquals(TRACKER, Wire.get(port, "/report/location").header("location"));
            assertEquals(
                    List.of("_fbp=fb.1.2.3", "_ga=GA1.1.2.3", "session=1", "theme=dark"),
                    cookies(port, "/report/cookies"));
            assertEquals(3, Wire.get(port, "/report/link").all("link").size());
            assertTrue(Wire.get(port, "/report/others")
                    .header("reporting-endpoints")
                    .contains("away="));
        });
        String counted = counted();
        for (String where :
                List.of("header:location", "header:set-cookie", "header:link", "header:reporting-endpoints")) {
            assertTrue(counted.contains(where), where + counted);
        }
    }

    private static List<String> cookies(int port, String path) throws IOException {
        return Wire.get(port, path).all("set-cookie").stream()
                .map(cookie -> cookie.split(";")[0].replace("\"", ""))
                .sorted()
                .toList();
    }

    private String counted() throws IOException {
        try (var all = Files.walk(reports)) {
            return all.filter(Files::isRegularFile)
                    .map(OutgoingInContainersTest::text)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
