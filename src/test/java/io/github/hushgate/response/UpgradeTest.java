package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.response.Server.Container;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection that leaves HTTP, as a WebSocket does. Jetty 12 has no upgrade by the Servlet API. */
class UpgradeTest {
    @TempDir
    Path files;

    private static void register(ServletContext context) {
        BehaviourApp.map(
                context,
                new HushgateFilter(
                        HushgateConfig.builder().sensitive("/report/**").build()));
        context.addServlet("talk", new Talk()).addMapping("/report/talk", "/open/talk");
    }

    private static final class Talk extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
            response.setHeader("Upgrade", "echo");
            response.setHeader("Connection", "Upgrade");
            request.upgrade(Echo.class);
        }
    }

    /** Says what it hears. */
    public static final class Echo implements HttpUpgradeHandler {
        @Override
        public void init(WebConnection connection) {
            try {
                ServletInputStream in = connection.getInputStream();
                in.setReadListener(new Listener(connection, in));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void destroy() {
            // Nothing is kept.
        }
    }

    private record Listener(WebConnection connection, ServletInputStream in) implements ReadListener {
        @Override
        public void onDataAvailable() throws IOException {
            while (in.isReady()) {
                int b = in.read();
                if (b < 0) {
                    return;
                }
                connection.getOutputStream().write(b);
                connection.getOutputStream().flush();
            }
        }

        @Override
        public void onAllDataRead() {
            // The test closes the connection.
        }

        @Override
        public void onError(Throwable failure) {
            // The test closes the connection.
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Container.class,
            names = {"TOMCAT", "UNDERTOW"})
    void aConnectionThatLeavesHttpTalksAsWithoutTheFilter(Container container) throws Exception {
        Server server = Server.start(container, UpgradeTest::register, files);
        try {
            for (String path : new String[] {"/open/talk", "/report/talk"}) {
                try (var wire = new Wire(server.port())) {
                    wire.request("GET", path, "Upgrade: echo", "Connection: Upgrade");
                    String status = wire.line();
                    assertTrue(status.startsWith("HTTP/1.1 101"), status);
                    while (!wire.line().isEmpty()) {
                        continue;
                    }
                    wire.send("<img src=https://www.google-analytics.com/collect>\n");
                    assertEquals("<img src=https://www.google-analytics.com/collect>", wire.line());
                }
            }
        } finally {
            server.close();
        }
    }
}
