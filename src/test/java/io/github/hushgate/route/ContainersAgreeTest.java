package io.github.hushgate.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random spellings, sent raw to real containers: whatever reaches the sensitive servlet must be sensitive by its
 * visible address alone.
 */
class ContainersAgreeTest {
    private static final int SPELLINGS = 800;
    private static final String[] PIECES = {
        "/",
        "/",
        "/",
        "report",
        "report",
        "REPORT",
        "help",
        "x",
        ".",
        "..",
        "%2e",
        "%2F",
        "%2f",
        "%5C",
        "\\",
        ";",
        ";a=b",
        "%3B",
        "%72eport",
        "%2572eport",
        "//",
        "%00",
        "%C0%AF",
        "%u002f",
        "%C3%A9",
        "..;"
    };
    private static final SensitiveRoutes ROUTES = SensitiveRoutes.of(
            SensitiveRoutesTest.patterns("/report/**"), SensitiveRoutesTest.patterns("/report/help"));

    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private int reached;

    /** Stands at the sensitive path and at every other one, and notes where the routes are of another mind. */
    private final class Site extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            String info = request.getPathInfo() == null ? "" : request.getPathInfo();
            String path = request.getServletPath() + info;
            boolean below = path.equals("/report") || path.startsWith("/report/");
            reached += below ? 1 : 0;
            boolean byAddress = !ROUTES.matchPath(request.getRequestURI()).isEmpty();
            if (below && !byAddress && !request.getRequestURI().equals("/report/help")) {
                wrong.add("not sensitive by address: " + request.getRequestURI());
            }
            if (below && ROUTES.match(request).isEmpty() && !path.equals("/report/help")) {
                wrong.add("spared: " + request.getRequestURI() + " as " + path);
            }
        }
    }

    @Test
    void tomcatReachesNothingThatIsNotSensitive(@TempDir Path base) throws Exception {
        TOMCAT.setLevel(Level.OFF);
        var tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setAllowBackslash(true);
        tomcat.getConnector().setEncodedSolidusHandling(EncodedSolidusHandling.DECODE.getValue());
        tomcat.getConnector().setProperty("relaxedPathChars", "\\");
        var context = tomcat.addContext("", base.toString());
        context.addServletContainerInitializer(
                (classes, servlets) -> servlets.addServlet("site", new Site()).addMapping("/report/*", "/"), Set.of());
        tomcat.start();
        try {
            sendAll(tomcat.getConnector().getLocalPort());
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    @Test
    void jettyReachesNothingThatIsNotSensitive() throws Exception {
        var http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.UNSAFE);
        var server = new Server();
        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        var context = new ServletContextHandler();
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        var holder = new ServletHolder(new Site());
        context.addServlet(holder, "/report/*");
        context.addServlet(holder, "/");
        server.setHandler(context);
        server.start();
        try {
            sendAll(connector.getLocalPort());
        } finally {
            server.stop();
        }
    }

    private void sendAll(int port) throws IOException {
        var random = new Random(20_261_124);
        List<String> paths = new ArrayList<>(List.of("/report/help", "/report", "/report/x"));
        for (int i = 0; i < SPELLINGS; i++) {
            var path = new StringBuilder("/");
            for (int n = 1 + random.nextInt(6); n > 0; n--) {
                path.append(PIECES[random.nextInt(PIECES.length)]);
            }
            paths.add(path.toString());
        }
        for (String path : paths) {
            send(port, path);
        }
        assertEquals(List.of(), List.copyOf(wrong));
        assertTrue(reached > SPELLINGS / 50, "only " + reached + " spellings reached the sensitive servlet");
    }

    private static void send(int port, String path) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            in.readAllBytes();
        }
    }
}
