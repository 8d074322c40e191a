package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.response.Server.Container;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One nonce for each response, the same in all its parts, and never where it could be kept. */
class NonceTest {
    private static final String POLICY = "content-security-policy";
    private static final Pattern NONCE = Pattern.compile("'nonce-([A-Za-z0-9+/]{24})'");

    @TempDir
    Path files;

    private interface Check {
        void at(int port) throws IOException;
    }

    private void with(Container container, Preset preset, Check check) throws Exception {
        Server server = Server.start(container, context -> register(context, preset), files);
        try {
            check.at(server.port());
        } finally {
            server.close();
        }
    }

    private static void register(ServletContext context, Preset preset) {
        var config = HushgateConfig.builder()
                .sensitive("/report/**", "/target/**")
                .preset(preset)
                .build();
        var filter = context.addFilter("hushgate", new HushgateFilter(config));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        var pages = context.addServlet("pages", new Pages());
        pages.setAsyncSupported(true);
        pages.addMapping("/report/*", "/target/*");
    }

    /** Says its nonce wherever it runs, then goes on as the path asks. */
    private static final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            Object included = request.getAttribute("jakarta.servlet.include.path_info");
            String path = included != null ? included.toString() : request.getPathInfo();
            if (path.equals("/not-modified")) {
                response.setStatus(304);
                return;
            }
            if (path.equals("/image")) {
                response.setContentType("image/png");
                response.setHeader("Cache-Control", "public, max-age=600");
                response.getOutputStream().write(1);
                return;
            }
            response.setContentType("text/html;charset=UTF-8");
            response.setHeader("Cache-Control", "public, max-age=600");
            say(request, response);
            switch (path) {
                case "/forward" -> request.getRequestDispatcher("/report/page").forward(request, response);
                case "/include" -> request.getRequestDispatcher("/report/page").include(request, response);
                case "/error" -> response.sendError(418);
                case "/async" -> request.startAsync().dispatch("/report/page");
                default -> {}
            }
        }

        private static void say(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter()
                    .print("<p>" + request.getAttribute("cspNonce") + " " + request.getAttribute("_csp_nonce") + "\n");
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void theNonceIsTheSameThroughEveryDispatchOfOneRequest(Container container) throws Exception {
        with(container, Preset.CONFIDENTIAL, port -> {
            Set<String> all = new TreeSet<>();
            for (String dispatch : List.of("page", "forward", "include", "error", "async")) {
                var answer = Wire.get(port, "/report/" + dispatch);
                Matcher policy = NONCE.matcher(answer.header(POLICY));
                assertTrue(policy.find(), dispatch + answer.header(POLICY));
                String nonce = policy.group(1);
                assertTrue(all.add(nonce), "a nonce of its own for " + dispatch);
                assertFalse(policy.find(), dispatch + ": one nonce, in one policy");
                List<String> said = Arrays.stream(answer.text().split("<p>"))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
                assertEquals(
                        Set.of("include", "async").contains(dispatch) ? 2 : 1, said.size(), dispatch + answer.text());
                said.forEach(part -> assertEquals(nonce + " " + nonce, part, dispatch));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void noNonceIsWhereItCouldBeKept(Container container) throws Exception {
        with(container, Preset.CONFIDENTIAL, port -> {
            var unchanged = Wire.get(port, "/report/not-modified");
            assertEquals(304, unchanged.status());
            assertEquals(List.of(), unchanged.all(POLICY));
            var image = Wire.get(port, "/report/image");
            assertEquals("private, max-age=600", image.header("cache-control"));
            assertFalse(image.header(POLICY).contains("nonce"), image.header(POLICY));
            assertEquals(1, image.all(POLICY).size());
            assertEquals("no-store", Wire.get(port, "/report/page").header("cache-control"));
            assertEquals("no-store", Wire.get(port, "/report/error").header("cache-control"));
        });
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void aPresetWithoutANonceTellsNone(Container container) throws Exception {
        with(container, Preset.CONTAIN, port -> {
            var page = Wire.get(port, "/report/page");
            assertEquals("<p>null null\n", page.text());
            assertFalse(page.header(POLICY).contains("nonce"), page.header(POLICY));
        });
    }
}
