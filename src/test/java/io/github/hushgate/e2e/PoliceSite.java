package io.github.hushgate.e2e;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A police site on embedded Tomcat with TLS, whose one template carries every vendor's snippet; {@code /report/} is
 * what must stay confidential.
 */
final class PoliceSite implements AutoCloseable {
    static final String HOST = "www.police.test";
    static final String FORM = "https://" + HOST + "/report/rape?ref=SECRET-7";

    private static final String PAGE = Resources.text("police-page.html");
    private static final String FORM_TAG =
            "<h1>Report rape</h1><form method=post action=\"/report/rape/send\"%s><label>What happened?"
                    + "<textarea name=what></textarea></label><button id=send>Continue as victim</button></form>";
    private static final Map<String, String> MAIN = Map.of(
            "/",
            "<a id=report href=\"/report/rape?ref=SECRET-7\">Report a crime</a>",
            "/report/rape",
            FORM_TAG.formatted(""),
            "/report/waits-for-gtag",
            FORM_TAG.formatted(" data-waits-for=gtag"),
            "/report/waits-for-data-layer",
            FORM_TAG.formatted(" data-waits-for=dataLayer"),
            "/report/thanks",
            "<h1>Thank you</h1><p><a id=next href=\"/advice\">Advice for victims</a></p>",
            "/advice",
            "<h1>Advice</h1>");

    private final LoopbackTomcat tomcat;
    private final List<String> received = new CopyOnWriteArrayList<>();

    PoliceSite(WithBrowser.Bench bench, Optional<Filter> filter) throws IOException {
        tomcat = new LoopbackTomcat(
                bench.folder(), Optional.of(bench.certificate()), new Pages(), filter, context -> {});
    }

    /** Where it listens. */
    int port() {
        return tomcat.port();
    }

    /** What the form's readers got. */
    List<String> received() {
        return received;
    }

    @Override
    public void close() throws IOException {
        tomcat.close();
    }

    /** The site's own code: it knows nothing of the filter but the nonce. */
    private final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String path = request.getRequestURI();
            String main = MAIN.get(path);
            if (main != null) {
                send(response, "text/html;charset=utf-8", page(request, main));
            } else if (path.equals("/static/form.js")) {
                send(response, "text/javascript", Resources.text("police-form.js"));
            } else if (path.equals("/static/site.css")) {
                send(response, "text/css", "body{font-family:sans-serif}");
            } else if (path.equals("/static/crest.gif")) {
                send(response, "image/gif", "");
            } else {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) {
            received.add(request.getParameter("what"));
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "/report/thanks");
        }

        private static String page(HttpServletRequest request, String main) {
            return PAGE.replace("{title}", request.getRequestURI())
                    .replace("{head}", Resources.text("vendors-head.html"))
                    .replace("{body}", Resources.text("vendors-body.html"))
                    .replace("{main}", main)
                    .replace("{nonce}", String.valueOf(request.getAttribute("cspNonce")));
        }

        private static void send(HttpServletResponse response, String mediaType, String text) throws IOException {
            response.setContentType(mediaType);
            response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
