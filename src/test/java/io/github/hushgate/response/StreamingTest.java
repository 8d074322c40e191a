package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A page leaves as it is written: its second part is written only after its reader has confirmed the first. */
class StreamingTest {
    private static final String FIRST = Tracking.BEFORE;
    private static final String SECOND = Tracking.AFTER + "<p>the end";

    @TempDir
    Path files;

    private record Handshakes(String none) implements Server.App {
        @Override
        public void start(ServletContext context) {
            BehaviourApp.map(
                    context,
                    new HushgateFilter(
                            HushgateConfig.builder().sensitive("/part/**").build()));
            context.addServlet("pages", new Pages()).addMapping("/part/*", "/confirm/*");
        }
    }

    private static final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final transient Map<String, CountDownLatch> confirmed = new ConcurrentHashMap<>();

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String way = request.getPathInfo();
            CountDownLatch latch = confirmed.computeIfAbsent(way, same -> new CountDownLatch(1));
            if (request.getServletPath().equals("/confirm")) {
                latch.countDown();
                return;
            }
            response.setContentType("text/html;charset=UTF-8");
            write(response, way, FIRST + Tracking.TRACKER);
            write(response, way, await(latch) ? SECOND : "<p>never confirmed");
        }

        private static void write(HttpServletResponse response, String way, String part) throws IOException {
            switch (way) {
                case "/writer" -> {
                    response.getWriter().write(part);
                    response.getWriter().flush();
                }
                case "/stream" -> {
                    response.getOutputStream().print(part);
                    response.getOutputStream().flush();
                }
                default -> {
                    response.getWriter().write(part);
                    response.flushBuffer();
                }
            }
        }

        private static boolean await(CountDownLatch latch) {
            try {
                return latch.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Host.class)
    void thePartThatIsWrittenArrivesBeforeTheNextIs(Host host) throws Exception {
        Server server = host.start(Handshakes.class, "", new Server.Place(files, null));
        try {
            for (String way : new String[] {"/writer", "/stream", "/flush-buffer"}) {
                try (var wire = new Wire(server.port())) {
                    wire.request("GET", "/part" + way);
                    String seen = wire.readUntil(FIRST.substring(FIRST.length() - 10));
                    assertTrue(seen.contains(FIRST), way);
                    assertEquals(200, Wire.get(server.port(), "/confirm" + way).status());
                    String rest = wire.readUntil("the end");
                    assertTrue(rest.contains(Tracking.AFTER) && !rest.contains("google-analytics"), way + rest);
                }
            }
        } finally {
            server.close();
        }
    }
}
