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
 * The demonstration's site on embedded Tomcat with TLS, whose one template carries every vendor's published snippet;
 * what lies below {@link #SENSITIVE} must stay confidential, the pages around it are as they were.
 */
final class PoliceSite implements AutoCloseable {
    static final String HOST = "www.police.test";
    static final String SENSITIVE = "/after/report/**";
    static final String FORM = "https://" + HOST + "/after/report?ref=SECRET-7";
    static final String ADVICE = "/after/advice";

    private static final String OFFENCE =
            "<input type=radio name=offence id=offence-rape value=rape><label for=offence-rape>Rape</label>";

    /** Forms of a page whose own script waits for a tracker's callback, and a script with the nonce. */
    private static final String WAITING = "<form method=post action=/after/report/check data-waits-for=\"%s\"><button"
            + " class=button>Send</button></form><script src=/static/form.js></script>"
            + "<script nonce=\"${nonce}\">document.documentElement.className = 'js';</script>";

    private static final Map<String, String> STEPS = Map.of(
            "/after",
            "home",
            ADVICE,
            "advice",
            "/after/report",
            "offence",
            "/after/report/what-happened",
            "what-happened",
            "/after/report/about-you",
            "about-you",
            "/after/report/check",
            "check",
            "/after/report/thank-you",
            "thank-you");

    /** Where each form leads. */
    private static final Map<String, String> NEXT = Map.of(
            "/after/report", "/after/report/what-happened?offence=rape",
            "/after/report/what-happened", "/after/report/about-you",
            "/after/report/about-you", "/after/report/check",
            "/after/report/check", "/after/report/thank-you?ref=WM-123456");

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
            if (STEPS.containsKey(path)) {
                send(
                        response,
                        "text/html;charset=utf-8",
                        page(request, DemoFiles.text("steps/" + STEPS.get(path) + ".html")));
            } else if (path.startsWith("/after/report/waits-for/")) {
                String what = path.substring(path.lastIndexOf('/') + 1);
                send(response, "text/html;charset=utf-8", page(request, WAITING.formatted(what)));
            } else if (path.startsWith("/assets/")) {
                String kind =
                        path.endsWith("js") ? "text/javascript" : path.endsWith("css") ? "text/css" : "image/svg+xml";
                send(response, kind, DemoFiles.text(path.substring(1)));
            } else if (path.equals("/static/form.js")) {
                send(response, "text/javascript", Resources.text("waiting-form.js"));
            } else if (path.equals("/ledger")) {
                send(response, "application/json", "{\"gist\":\"\",\"meta\":[],\"others\":[]}");
            } else {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) {
            String account = request.getParameter("account");
            if (account != null) {
                received.add(account);
            }
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", NEXT.get(request.getRequestURI()));
        }

        private static String page(HttpServletRequest request, String main) {
            return DemoFiles.page(
                    main,
                    Map.of(
                            "view",
                            "after",
                            "title",
                            request.getRequestURI(),
                            "rawOffences",
                            OFFENCE,
                            "nonce",
                            String.valueOf(request.getAttribute("cspNonce"))));
        }

        private static void send(HttpServletResponse response, String mediaType, String text) throws IOException {
            response.setContentType(mediaType);
            response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
