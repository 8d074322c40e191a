package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.ConfigBuilder;
import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.policy.AllowKind;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.response.Server.Container;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows, over real sockets, once an owner lets sensitive pages frame, be framed, or start workers. */
class EmbedsTest {
    private static final String POLICY = "content-security-policy";
    private static final String FRAME = "Sec-Fetch-Dest: iframe";

    @TempDir
    Path files;

    private interface Check {
        void at(int port) throws IOException;
    }

    private void with(Container container, ConfigBuilder config, Check check) throws Exception {
        HushgateConfig built = config.sensitive("/report/**").build();
        Server server = Server.start(container, context -> register(context, built), files);
        try {
            check.at(server.port());
        } finally {
            server.close();
        }
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
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            boolean script = request.getPathInfo().endsWith(".js");
            response.setContentType(script ? "text/javascript" : "text/html;charset=UTF-8");
            response.getWriter()
                    .print(script ? "1" : "<script src=https://connect.facebook.net/en_US/fbevents.js></script>page");
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void aPageOfTheSiteThatASensitivePageMayFrameLosesItsTrackersInTheFrameAlone(Container container) throws Exception {
        var config = HushgateConfig.builder().allow(AllowKind.FRAME, "'self'");
        with(container, config, port -> {
            for (String kind : List.of("iframe", "frame", "object", "embed")) {
                var framed = Wire.send(port, "GET", "/open/page", "Sec-Fetch-Dest: " + kind);
                assertFalse(framed.text().contains("facebook"), kind + framed.text());
                assertEquals(2, framed.all(POLICY).size(), kind);
                assertTrue(framed.all(POLICY).get(1).contains("frame-ancestors 'self'"), framed.header(POLICY));
                assertEquals("SAMEORIGIN", framed.header("x-frame-options"));
            }
            var alone = Wire.send(port, "GET", "/open/page", "Sec-Fetch-Dest: document");
            assertTrue(alone.text().contains("facebook"), alone.text());
            assertEquals(0, alone.all(POLICY).size());
            var sensitive = Wire.send(port, "GET", "/report/page", FRAME);
            assertTrue(sensitive.all(POLICY).get(1).contains("frame-ancestors 'none'"), sensitive.header(POLICY));
            assertTrue(sensitive.all(POLICY).get(1).contains("frame-src 'self'"), sensitive.header(POLICY));
            assertEquals("DENY", sensitive.header("x-frame-options"));
        });
        with(container, HushgateConfig.builder(), port -> {
            var framed = Wire.send(port, "GET", "/open/page", FRAME);
            assertTrue(framed.text().contains("facebook"), "nothing is framed where nothing may be");
            assertEquals(0, framed.all(POLICY).size());
        });
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void aSensitivePageRefusesToBeFramedByAnOpenPageOfTheSite(Container container) throws Exception {
        var config = HushgateConfig.builder().allow(AllowKind.FRAMED_BY, "'self'");
        with(container, config, port -> {
            String open = "Referer: http://localhost:" + port + "/open/page?x=1";
            var refused = Wire.send(port, "GET", "/report/page", FRAME, open);
            assertEquals(403, refused.status());
            assertEquals("", refused.text());
            for (String referrer : List.of(
                    "Referer: http://localhost:" + port + "/report/other",
                    "Referer: http://localhost:" + port + "/",
                    "Referer: https://partner.example/page",
                    "Referer: nonsense",
                    "X-None: 1")) {
                assertEquals(
                        200,
                        Wire.send(port, "GET", "/report/page", FRAME, referrer).status(),
                        referrer);
            }
            assertEquals(
                    200,
                    Wire.send(port, "GET", "/report/page", "Sec-Fetch-Dest: document", open)
                            .status());
            assertEquals(200, Wire.send(port, "GET", "/open/page", FRAME, open).status());
        });
        var observe =
                HushgateConfig.builder().allow(AllowKind.FRAMED_BY, "'self'").mode(Disposition.REPORT);
        with(
                container,
                observe,
                port -> assertEquals(
                        200,
                        Wire.send(
                                        port,
                                        "GET",
                                        "/report/page",
                                        FRAME,
                                        "Referer: http://localhost:" + port + "/open/page")
                                .status()));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void aWorkersScriptCarriesTheCeilingWhateverItsRoute(Container container) throws Exception {
        var config = HushgateConfig.builder().allow(AllowKind.WORKER, "'self'");
        with(container, config, port -> {
            for (String kind : List.of("worker", "sharedworker")) {
                var script = Wire.send(port, "GET", "/open/w.js", "Sec-Fetch-Dest: " + kind);
                assertEquals("1", script.text());
                assertEquals(1, script.all(POLICY).size(), script.header(POLICY));
                assertTrue(script.header(POLICY).contains("connect-src 'self';"), script.header(POLICY));
                assertFalse(script.header(POLICY).contains("nonce"), script.header(POLICY));
                var sensitive = Wire.send(port, "GET", "/report/w.js", "Sec-Fetch-Dest: " + kind);
                assertEquals(script.all(POLICY), sensitive.all(POLICY));
            }
            assertEquals(
                    0,
                    Wire.send(port, "GET", "/open/w.js", "Sec-Fetch-Dest: script")
                            .all(POLICY)
                            .size());
        });
        with(
                container,
                HushgateConfig.builder(),
                port -> assertEquals(
                        0,
                        Wire.send(port, "GET", "/open/w.js", "Sec-Fetch-Dest: worker")
                                .all(POLICY)
                                .size()));
    }
}
