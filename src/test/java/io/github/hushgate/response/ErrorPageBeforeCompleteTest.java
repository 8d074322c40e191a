package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jetty begins an error page while the application, on a thread of its own, has yet to complete. */
final class ErrorPageBeforeCompleteTest {
    @TempDir
    Path files;

    /** Steps that the two threads wait for, one after the other. */
    private static final class Site implements Server.App {
        private final CountDownLatch failed = new CountDownLatch(1);
        private final CountDownLatch pageBegun = new CountDownLatch(1);
        private final CountDownLatch completed = new CountDownLatch(1);
        private final List<String> endedBy = new CopyOnWriteArrayList<>();
        private volatile String pageRanOn = "";

        @Override
        public void start(ServletContext context) {
            BehaviourApp.map(
                    context,
                    new ShieldingFilter(
                            (page, out) -> new Noting(new Holding(out)),
                            Shield.Unscanned.PASS,
                            (route, outcome) -> {}));
            var fails = context.addServlet("fails", new Fails());
            fails.addMapping("/fails");
            fails.setAsyncSupported(true);
            var page = context.addServlet("page", new Page());
            page.addMapping("/target/error-page");
            page.setAsyncSupported(true);
        }

        private static void await(CountDownLatch latch) {
            try {
                assertTrue(latch.await(30, TimeUnit.SECONDS), "the other thread did not come so far");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private final class Fails extends HttpServlet {
            private static final long serialVersionUID = 1;

            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) {
                AsyncContext async = request.startAsync();
                async.start(() -> {
                    try {
                        response.sendError(418);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                    failed.countDown();
                    await(pageBegun);
                    try {
                        async.complete(); // Jetty may find that it is too late.
                    } finally {
                        completed.countDown();
                    }
                });
                await(failed);
            }
        }

        private final class Page extends HttpServlet {
            private static final long serialVersionUID = 1;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                pageRanOn = Thread.currentThread().getName();
                response.setContentType("text/html;charset=UTF-8");
                response.getOutputStream().print("<h1>Sorry</h1>");
                pageBegun.countDown();
                await(completed);
                response.getOutputStream().print("<p>We could not take it.");
            }
        }

        /** Notes on which thread each document is ended. */
        private final class Noting implements PageRewriter {
            private final PageRewriter rewriter;

            Noting(PageRewriter rewriter) {
                this.rewriter = rewriter;
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                rewriter.write(bytes, from, length);
            }

            @Override
            public void finish() throws IOException {
                endedBy.add(Thread.currentThread().getName());
                rewriter.finish();
            }

            @Override
            public void abandon(byte[] bytes, int from, int length) throws IOException {
                rewriter.abandon(bytes, from, length);
            }
        }
    }

    @Test
    void theErrorPageIsEndedOnceAndOnItsOwnThread() throws Exception {
        Site site = new Site();
        Server server = Server.start(Server.Container.JETTY, site, files);
        try {
            assertEquals(
                    "<h1>Sorry</h1><p>We could not take it.",
                    Wire.get(server.port(), "/fails").text());
        } finally {
            server.close();
        }
        assertEquals(List.of(site.pageRanOn), site.endedBy);
    }
}
