package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.metrics.HushgateMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The owner sees what the rewriter costs: each page once, by the bytes that its application wrote. */
class RewriteCostTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    Path files;

    @Test
    void eachRewrittenPageIsMeteredOnceWhateverItsWrites() throws Exception {
        Server server = TomcatServer.start(this::register, new Server.Place(files, null));
        try {
            Wire.get(server.port(), "/s/in-three-writes");
            Wire.get(server.port(), "/s/page");
            Wire.get(server.port(), "/s/json");
            Wire.get(server.port(), "/open/page");
        } finally {
            server.close();
        }
        var bytes = registry.get("hushgate.rewrite.bytes").tag("route", "/s/**").summary();
        var time = registry.get("hushgate.rewrite.time").tag("route", "/s/**").timer();
        assertEquals(2, bytes.count());
        assertEquals(2.0 * page().length, bytes.totalAmount());
        assertEquals(2, time.count());
        assertTrue(time.totalTime(TimeUnit.NANOSECONDS) > 0);
        assertEquals(1, registry.find("hushgate.rewrite.bytes").summaries().size());
    }

    @Test
    void routesWithoutEndShareTheirMeters() {
        try (var metrics = new HushgateMetrics(registry)) {
            for (int route = 0; route < 1_000; route++) {
                metrics.rewrote("/r" + route, 10, 1_000);
                metrics.rewrote("/r0", 10, 1_000);
            }
        }
        assertEquals(
                1_001,
                registry.get("hushgate.rewrite.time")
                        .tag("route", "/r0")
                        .timer()
                        .count());
        assertNull(registry.find("hushgate.rewrite.time").tag("route", "/r999").timer());
        assertEquals(
                800,
                registry.get("hushgate.rewrite.time")
                        .tag("route", "other")
                        .timer()
                        .count());
        assertEquals(201, registry.find("hushgate.rewrite.time").timers().size());
    }

    private void register(ServletContext context) {
        var config = HushgateConfig.builder().sensitive("/s/**").build();
        BehaviourApp.map(context, new HushgateFilter(config, List.of(new HushgateMetrics(registry))));
        context.addServlet("pages", new Pages()).addMapping("/s/*", "/open/*");
    }

    private static byte[] page() {
        return Tracking.PAGE.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            boolean json = request.getPathInfo().equals("/json");
            response.setContentType(json ? "application/json" : "text/html;charset=UTF-8");
            byte[] page = page();
            int writes = request.getPathInfo().equals("/in-three-writes") ? 3 : 1;
            for (int part = 0; part < writes; part++) {
                int from = page.length * part / writes;
                response.getOutputStream().write(page, from, page.length * (part + 1) / writes - from);
            }
        }
    }
}
