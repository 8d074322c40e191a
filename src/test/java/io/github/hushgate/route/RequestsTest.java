package io.github.hushgate.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class RequestsTest {
    private static final SensitiveRoutes ROUTES = SensitiveRoutes.of(
            SensitiveRoutesTest.patterns("/report/**", "/error"), SensitiveRoutesTest.patterns("/report/help"));

    /** A request as a container would hand it over. */
    private static final class Request extends HttpServletRequestWrapper {
        private static final HttpServletRequest NOBODY = Mockito.mock(HttpServletRequest.class);
        private final String context;
        private final String uri;
        private final String servletPath;
        private final DispatcherType type;
        private final Map<String, Object> attributes = new HashMap<>();

        Request(String context, String uri, String servletPath, DispatcherType type) {
            super(NOBODY);
            this.context = context;
            this.uri = uri;
            this.servletPath = servletPath;
            this.type = type;
        }

        Request with(String name, Object value) {
            attributes.put("jakarta.servlet." + name, value);
            return this;
        }

        @Override
        public String getContextPath() {
            return context;
        }

        @Override
        public String getRequestURI() {
            return uri;
        }

        @Override
        public String getServletPath() {
            return servletPath;
        }

        @Override
        public String getPathInfo() {
            return null;
        }

        @Override
        public DispatcherType getDispatcherType() {
            return type;
        }

        @Override
        public Object getAttribute(String name) {
            return attributes.get(name);
        }
    }

    private static boolean sensitive(String context, String uri, String servletPath) {
        return !ROUTES.match(new Request(context, uri, servletPath, DispatcherType.REQUEST))
                .isEmpty();
    }

    @Test
    void thePathIsRelativeToTheContext() {
        assertTrue(sensitive("/app", "/app/report/x", "/report/x"));
        assertTrue(sensitive("/app", "/APP//report/x", "/nowhere"));
        assertTrue(sensitive("/a%20b", "/a%20b/report", ""));
        assertTrue(sensitive("/app", "/%61pp/report", ""));
        assertFalse(sensitive("/report", "/report/x", "/x"));
        assertFalse(sensitive("/app", "/apple/x", "/x"));
    }

    @Test
    void theContainersReadingCountsToo() {
        assertTrue(sensitive("", "/odd", "/report/x"));
        assertTrue(sensitive("", "/report/help", "/report/other"));
    }

    @Test
    void exceptWantsBothReadingsAlike() {
        assertFalse(sensitive("", "/report/help", "/report/help"));
        assertFalse(sensitive("/app", "/app/report/help", "/report/help"));
        assertFalse(sensitive("", "/report/help", "/static/help.html"));
        assertTrue(sensitive("", "/report/help/", "/report/help/"));
        assertTrue(sensitive("/app", "/%61pp/report/help", "/report/help"));
    }

    private static boolean dispatched(DispatcherType type, String uri, String name, String value) {
        return !ROUTES.match(new Request("", uri, uri, type).with(name, value)).isEmpty();
    }

    @Test
    void theVisibleAddressCountsOnEveryDispatch() {
        assertTrue(dispatched(DispatcherType.FORWARD, "/WEB-INF/view.jsp", "forward.request_uri", "/report/x"));
        assertTrue(dispatched(DispatcherType.ASYNC, "/view", "async.request_uri", "/report/x"));
        assertTrue(dispatched(DispatcherType.ERROR, "/oops", "error.request_uri", "/report/x"));
        assertTrue(dispatched(DispatcherType.INCLUDE, "/report/x", "include.request_uri", "/footer"));
        assertFalse(dispatched(DispatcherType.FORWARD, "/view", "forward.request_uri", "/report/help"));
    }

    @Test
    void theTargetCountsOnEveryDispatch() {
        assertTrue(dispatched(DispatcherType.FORWARD, "/report/x", "forward.request_uri", "/public"));
        assertTrue(dispatched(DispatcherType.INCLUDE, "/public", "include.request_uri", "/report/x"));
        assertTrue(dispatched(DispatcherType.ERROR, "/error", "error.request_uri", "/public"));
        assertFalse(dispatched(DispatcherType.INCLUDE, "/public", "include.request_uri", "/footer"));
    }

    @Test
    void aForwardedPathIsReadBelowItsOwnContext() {
        var request = new Request("/b", "/b/view", "/view", DispatcherType.FORWARD)
                .with("forward.request_uri", "/a/report/x")
                .with("forward.context_path", "/a");
        assertFalse(ROUTES.match(request).isEmpty());
    }

    @Test
    void anErrorWithinAForwardRemembersBoth() {
        var request = new Request("", "/oops", "/oops", DispatcherType.ERROR)
                .with("forward.request_uri", "/public")
                .with("error.request_uri", "/report/x");
        assertFalse(ROUTES.match(request).isEmpty());
    }

    @Test
    void nothingIsAllocatedWhereNothingMatches() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var requests = List.of(
                new Request("/app", "/app/News/2026/a-page.html", "/News/2026/a-page.html", DispatcherType.REQUEST),
                new Request("/app", "/app/a%20b/../c;x=1//d", "/c/d", DispatcherType.REQUEST),
                new Request("/app", "/app/view", "/view", DispatcherType.FORWARD)
                        .with("forward.request_uri", "/app/x"));
        for (int i = 0; i < 30_000; i++) {
            matchAll(requests);
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++) {
                matchAll(requests);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least / 1_000);
    }

    private static void matchAll(List<Request> requests) {
        for (int i = 0; i < requests.size(); i++) {
            assertTrue(ROUTES.match(requests.get(i)).isEmpty());
        }
    }
}
