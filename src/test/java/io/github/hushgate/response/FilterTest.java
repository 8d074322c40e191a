package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.policy.AllowKind;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.policy.ReferrerPolicy;
import io.github.hushgate.response.Server.Container;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The filter as its owner sees it, over real sockets. */
class FilterTest {
    private static final String POLICY = "content-security-policy";

    @TempDir
    Path files;

    private interface Check {
        void at(int port) throws IOException;
    }

    private void with(Container container, Disposition mode, Check check) throws Exception {
        Server server = Server.start(container, context -> register(context, mode), files);
        try {
            check.at(server.port());
        } finally {
            server.close();
        }
    }

    private static void register(ServletContext context, Disposition mode) {
        register(
                context,
                HushgateConfig.builder().sensitive("/report/**").mode(mode).build());
    }

    private static void register(ServletContext context, HushgateConfig config) {
        var filter = context.addFilter("hushgate", new HushgateFilter(config));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        context.addServlet("pages", new Pages()).addMapping("/report/*", "/open/*");
    }

    private static final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException, jakarta.servlet.ServletException {
            String to = request.getParameter("to");
            if (to != null && request.getDispatcherType() == DispatcherType.REQUEST) {
                request.getRequestDispatcher("/report/form").forward(request, response);
            } else {
                response.setContentType("text/html;charset=UTF-8");
                response.getWriter().print("<p>" + request.getAttribute("cspNonce"));
                if (request.getHeader("Cookie") != null) {
                    response.getWriter().print("<p>" + request.getHeader("Cookie"));
                }
                response.getWriter().print("<!--" + request.getQueryString() + "-->");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void aRouteMaySayForItselfWhatIsKeptAndWhereItsVisitorComesFrom(Container container) throws Exception {
        HushgateConfig config = HushgateConfig.builder()
                .sensitive("/report/**")
                .preset(Preset.CONTAIN)
                .route(HushgateConfig.Route.of("/report/map")
                        .withCacheControl("private, max-age=60")
                        .withReferrerPolicy(ReferrerPolicy.NO_REFERRER))
                .build();
        Server server = Server.start(container, context -> register(context, config), files);
        try {
            var map = Wire.get(server.port(), "/report/map");
            assertEquals("private, max-age=60", map.header("cache-control"));
            assertEquals("no-referrer", map.header("referrer-policy"));
            var form = Wire.get(server.port(), "/report/form");
            assertEquals("no-store", form.header("cache-control"));
            assertEquals("origin", form.header("referrer-policy"));
        } finally {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void aSensitivePageHasTwoPoliciesAndItsOwnNonce(Container container) throws Exception {
        with(container, Disposition.ENFORCE, port -> {
            var first = Wire.get(port, "/report/form");
            var second = Wire.get(port, "/report/form");
            assertEquals(2, first.all(POLICY).size());
            String nonce = first.text().substring("<p>".length(), first.text().indexOf("<!--"));
            assertTrue(first.header(POLICY).contains("'nonce-" + nonce + "'"), first.header(POLICY));
            assertTrue(!second.text().equals(first.text()), "a nonce of its own");
        });
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void aHintToAnAllowedHostStaysAndOneToAnotherGoes(Container container) throws Exception {
        var config = HushgateConfig.builder()
                .sensitive("/report/**")
                .allow(AllowKind.FONT, "https://fonts.example")
                .build();
        String page =
                "<link rel=preconnect href=https://fonts.example><link rel=preconnect href=//other.example><p>own";
        Server server = Server.start(
                container,
                context -> {
                    register(context, config);
                    context.addServlet("hints", new Fixed(page)).addMapping("/report/hints");
                },
                files);
        try {
            String kept = "<link rel=preconnect href=https://fonts.example><p>own";
            assertEquals(kept, Wire.get(server.port(), "/report/hints").text());
        } finally {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void xhtmlAndOtherXmlAreReadAsXml(Container container) throws Exception {
        var config = HushgateConfig.builder().sensitive("/report/**").build();
        String root = "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head>";
        String rest = "</head><body><script src=\"/own.js\"/><p>own</p>";
        String page = root + "<script src=\"https://connect.facebook.net/en_US/fbevents.js\"/>" + rest
                + "<script>fbq('init', '1');</script></body></html>";
        Server server = Server.start(
                container,
                context -> {
                    register(context, config);
                    context.addServlet("xhtml", new Fixed("application/xhtml+xml;charset=UTF-8", page))
                            .addMapping("/report/xhtml");
                    context.addServlet("xml", new Fixed("text/xml;charset=UTF-8", page))
                            .addMapping("/report/xml");
                },
                files);
        try {
            String left = root + rest + "<script></script></body></html>";
            assertEquals(left, Wire.get(server.port(), "/report/xhtml").text());
            assertEquals(left, Wire.get(server.port(), "/report/xml").text());
        } finally {
            server.close();
        }
    }

    private static final class Fixed extends HttpServlet {
        private static final long serialVersionUID = 1;
        private final String type;
        private final String page;

        Fixed(String page) {
            this("text/html;charset=UTF-8", page);
        }

        Fixed(String type, String page) {
            this.type = type;
            this.page = page;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType(type);
            response.getWriter().print(page);
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void aForwardToASensitivePathCounts(Container container) throws Exception {
        with(container, Disposition.ENFORCE, port -> {
            assertEquals(0, Wire.get(port, "/open/page").all(POLICY).size());
            assertEquals(2, Wire.get(port, "/open/page?to=form").all(POLICY).size());
        });
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void observeOnlyReports(Container container) throws Exception {
        with(container, Disposition.REPORT, port -> {
            var page = Wire.get(port, "/report/form");
            assertEquals(0, page.all(POLICY).size());
            assertEquals(2, page.all(POLICY + "-report-only").size());
            assertEquals("", page.header("x-frame-options"));
        });
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void theEndpointAnswersNothing(Container container) throws Exception {
        with(container, Disposition.ENFORCE, port -> {
            var answer = Wire.send(port, "POST", "/hushgate/reports", "Content-Length: 0");
            assertEquals(204, answer.status());
            assertEquals("", answer.text());
        });
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void anAddressThatHoldsASensitivePathIsSensitive(Container container) throws Exception {
        with(container, Disposition.ENFORCE, port -> {
            assertEquals(0, Wire.get(port, "/open/login?next=/news").all(POLICY).size());
            assertEquals(
                    2,
                    Wire.get(port, "/open/login?next=%2Freport%2Fform")
                            .all(POLICY)
                            .size());
        });
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void aSensitivePageIsNotServedAheadOfItsVisitor(Container container) throws Exception {
        with(container, Disposition.ENFORCE, port -> {
            var ahead = Wire.send(port, "GET", "/report/form", "Sec-Purpose: prefetch;prerender");
            assertEquals(503, ahead.status());
            assertEquals("", ahead.text());
            assertEquals(
                    200,
                    Wire.send(port, "GET", "/open/form", "Sec-Purpose: prefetch")
                            .status());
        });
        with(
                container,
                Disposition.REPORT,
                port -> assertEquals(
                        200,
                        Wire.send(port, "GET", "/report/form", "Sec-Purpose: prefetch")
                                .status()));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void trackersCookiesAreKeptFromTheApplicationAndItsOwnAreNot(Container container) throws Exception {
        with(container, Disposition.ENFORCE, port -> {
            String cookies = "Cookie: _fbp=fb.1.2.3; session=1; _ga=GA1.1.2.3";
            String sensitive = Wire.send(port, "GET", "/report/form", cookies).text();
            assertTrue(sensitive.contains("<p>session=1"), sensitive);
            assertTrue(!sensitive.contains("_fbp") && !sensitive.contains("_ga"), sensitive);
            String open = Wire.send(port, "GET", "/open/form", cookies).text();
            assertTrue(open.contains("_fbp=fb.1.2.3; session=1; _ga=GA1.1.2.3"), open);
        });
    }
}
