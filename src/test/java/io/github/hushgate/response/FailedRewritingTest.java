package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A failure of ours never reaches the visitor as a broken page. */
class FailedRewritingTest {
    private static final String FIRST = "<!DOCTYPE html><title>T</title><p title=\"held back";
    private static final String SECOND = " until here\">one</p><fail>";
    private static final String THIRD = "<p>two</p><p title=\"at the end";

    @TempDir
    Path files;

    /** Three pieces, the second of which breaks the rewriter. */
    private record Broken(Shield.Unscanned failure) implements Server.App {
        Broken(String failure) {
            this(Shield.Unscanned.valueOf(failure));
        }

        @Override
        public void start(ServletContext context) {
            Queue<Outcome> seen = new ConcurrentLinkedQueue<>();
            PageRewriter.Source breaking = (page, out) -> new Breaking(new Holding(out));
            BehaviourApp.map(context, new ShieldingFilter(breaking, failure, (route, outcome) -> seen.add(outcome)));
            context.addServlet("page", new Page(seen)).addMapping("/page/*");
        }
    }

    private static final class Page extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final transient Queue<Outcome> seen;

        Page(Queue<Outcome> seen) {
            this.seen = seen;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if ("/seen".equals(request.getPathInfo())) {
                response.setContentType("text/plain");
                response.getWriter().print(seen);
                return;
            }
            response.setContentType("text/html;charset=UTF-8");
            boolean characters = "/writer".equals(request.getPathInfo());
            for (String piece : List.of(FIRST, SECOND, THIRD)) {
                if (characters) {
                    response.getWriter().write(piece);
                } else {
                    response.getOutputStream().write(piece.getBytes(StandardCharsets.UTF_8));
                }
                response.flushBuffer();
            }
        }
    }

    /** Fails at the word. */
    private record Breaking(Holding inner) implements PageRewriter {
        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (new String(bytes, from, length, StandardCharsets.UTF_8).contains("<fail>")) {
                throw new IllegalStateException("asked for");
            }
            inner.write(bytes, from, length);
        }

        @Override
        public void finish() throws IOException {
            inner.finish();
        }

        @Override
        public void abandon(byte[] bytes, int from, int length) throws IOException {
            inner.write(bytes, from, length);
            inner.finish();
        }
    }

    @ParameterizedTest
    @EnumSource(Host.class)
    void whereItPassesEveryByteArrives(Host host) throws Exception {
        Server server = host.start(Broken.class, "PASS", new Server.Place(files, null));
        try {
            for (String path : List.of("/page/stream", "/page/writer")) {
                var answer = Wire.get(server.port(), path);
                assertEquals(FIRST + SECOND + THIRD, answer.text());
                assertTrue(answer.whole());
                assertFalse(answer.all("content-security-policy").isEmpty());
            }
            assertEquals(
                    "[FAILED, FAILED]", Wire.get(server.port(), "/page/seen").text());
        } finally {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Host.class)
    void whereItWithholdsNothingUnscannedIsSent(Host host) throws Exception {
        Server server = host.start(Broken.class, "WITHHOLD", new Server.Place(files, null));
        try {
            var answer = Wire.get(server.port(), "/page/stream");
            assertEquals(FIRST.substring(0, FIRST.length() - 8), answer.text());
            assertTrue(answer.whole());
        } finally {
            server.close();
        }
    }
}
