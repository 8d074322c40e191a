package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An open page hands its request or response on to a sensitive one, wrapped as one of no certain protocol. */
class PlainWrapperTest {
    private static final String TAG = "<img src=https://www.google-analytics.com/collect?v=1>";

    @TempDir
    Path files;

    @ParameterizedTest
    @EnumSource(Server.Container.class)
    void theSensitivePageIsProtectedAsIfNothingHadBeenWrapped(Server.Container container) throws Exception {
        Server server = Server.start(container, PlainWrapperTest::register, files);
        try {
            for (String what : List.of("request", "response", "both")) {
                Wire.Answer forwarded = Wire.get(server.port(), "/open/forward?" + what);
                assertEquals(200, forwarded.status(), what + forwarded.text());
                assertTrue(forwarded.text().endsWith("<p>sensitive</p>"), what + forwarded.text());
                assertFalse(forwarded.text().contains("google-analytics"), what + forwarded.text());
                assertTrue(forwarded.headers().containsKey("content-security-policy"), what + forwarded);

                Wire.Answer included = Wire.get(server.port(), "/open/include?" + what);
                assertEquals(200, included.status(), what + included.text());
                assertTrue(included.text().endsWith("<p>sensitive</p><p>behind</p>"), what + included.text());
                assertFalse(included.text().contains("google-analytics"), what + included.text());
            }
        } finally {
            server.close();
        }
    }

    private static void register(ServletContext context) {
        var config = HushgateConfig.builder().sensitive("/s/**").build();
        BehaviourApp.map(context, new HushgateFilter(config));
        context.addServlet("open", new Open()).addMapping("/open/*");
        context.addServlet("sensitive", new Sensitive()).addMapping("/s/*");
    }

    private static final class Open extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            response.setContentType("text/html;charset=UTF-8");
            String what = request.getQueryString();
            ServletRequest q = what.equals("response") ? request : new ServletRequestWrapper(request);
            ServletResponse r = what.equals("request") ? response : new ServletResponseWrapper(response);
            var to = request.getRequestDispatcher("/s/page");
            if ("/forward".equals(request.getPathInfo())) {
                to.forward(q, r);
            } else {
                response.getWriter().print("<p>before</p>");
                to.include(q, r);
                response.getWriter().print("<p>behind</p>");
            }
        }
    }

    private static final class Sensitive extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        public void service(ServletRequest request, ServletResponse response) throws IOException {
            response.setContentType("text/html;charset=UTF-8");
            response.getWriter().print(TAG + "<p>sensitive</p>");
        }
    }
}
