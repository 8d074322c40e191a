package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.store.JsonLinesStore;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The owner's evidence: each response counts once under what became of its body, and mishaps count besides. */
class CoverageTest {
    @TempDir
    Path files;

    @TempDir
    Path reports;

    /** A site whose reports are kept in this directory. */
    private record Counted(String directory) implements Server.App {
        @Override
        public void start(ServletContext context) {
            Filter early = (request, response, chain) -> {
                if ("/s/early".equals(((HttpServletRequest) request).getRequestURI())) {
                    response.flushBuffer();
                }
                chain.doFilter(request, response);
            };
            var outer = context.addFilter("early", early);
            outer.setAsyncSupported(true);
            outer.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
            var config = HushgateConfig.builder().sensitive("/s/**").reportsDirectory(Path.of(directory));
            BehaviourApp.map(context, new HushgateFilter(config.build()));
            var pages = context.addServlet("pages", new Pages());
            pages.addMapping("/s/*", "/open/*");
            pages.setAsyncSupported(true);
            context.addServlet("target", new Targets()).addMapping("/target/*");
        }
    }

    private static final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            Object included = request.getAttribute("jakarta.servlet.include.path_info");
            String path = included != null ? included.toString() : request.getPathInfo();
            switch (path) {
                case "/page", "/early" -> html(response);
                case "/json" -> {
                    response.setContentType("application/json");
                    response.getWriter().print("{}");
                }
                case "/untyped" -> response.getOutputStream().print("plain words");
                case "/empty" -> response.setStatus(303);
                case "/encoded" -> {
                    response.setHeader("Content-Encoding", "br");
                    html(response);
                }
                case "/partial" -> {
                    response.setStatus(206);
                    html(response);
                }
                case "/exit" -> response.sendRedirect("https://www.google-analytics.com/collect");
                case "/error" -> response.sendError(418);
                case "/including" -> {
                    html(response);
                    request.getRequestDispatcher("/s/page").include(request, response);
                }
                case "/lost" -> {
                    response.setContentType("text/html");
                    lowest(response).reset();
                }
                case "/async" -> {
                    AsyncContext async = request.startAsync();
                    html(response);
                    async.complete();
                }
                default -> throw new ServletException("asked for");
            }
        }

        private static void html(HttpServletResponse response) throws IOException {
            response.setContentType("text/html;charset=UTF-8");
            response.getWriter().print(Tracking.PAGE);
        }

        private static ServletResponse lowest(ServletResponse response) {
            ServletResponse at = response;
            while (at instanceof ServletResponseWrapper wrapper) {
                at = wrapper.getResponse();
            }
            return at;
        }
    }

    @ParameterizedTest
    @EnumSource(Host.class)
    void eachResponseIsCountedUnderWhatBecameOfIt(Host host) throws Exception {
        List<String> warnings = new CopyOnWriteArrayList<>();
        var logger = Logger.getLogger(ShieldedExchange.class.getName());
        var listener = new StreamHandler() {
            @Override
            public void publish(LogRecord each) {
                warnings.add(each.getLevel() + " " + each.getMessage());
            }
        };
        logger.addHandler(listener);
        Server server = host.start(Counted.class, reports.toString(), new Server.Place(files, null));
        try {
            for (String path : new String[] {
                "/s/page",
                "/s/page",
                "/s/async",
                "/s/json",
                "/s/untyped",
                "/s/empty",
                "/s/encoded",
                "/s/partial",
                "/s/exit",
                "/s/error",
                "/s/lost",
                "/s/early",
                "/open/including",
                "/open/page"
            }) {
                Wire.get(server.port(), path);
            }
        } finally {
            server.close();
            logger.removeHandler(listener);
        }
        assertTrue(
                warnings.stream().anyMatch(each -> each.startsWith("WARNING") && each.contains("is included into")),
                "warned about the include: " + warnings);
        Map<String, Long> expected = new TreeMap<>(Map.of(
                "rewritten", 4L, // page, page, async, early
                "not-html", 1L,
                "no-type", 1L,
                "empty", 3L, // empty, error, lost
                "encoded", 1L,
                "partial", 1L,
                "exit", 1L,
                "error-dispatch", 1L));
        expected.putAll(Map.of("headers-lost", 1L, "committed-early", 1L, "included", 1L));
        assertEquals(expected, counts());
    }

    private Map<String, Long> counts() throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (CoverageCount each : JsonLinesStore.view(reports).coverage(ReportQuery.ALL)) {
            assertEquals("/s/**", each.route());
            counts.merge(each.outcome(), each.count(), Long::sum);
        }
        return counts;
    }
}
