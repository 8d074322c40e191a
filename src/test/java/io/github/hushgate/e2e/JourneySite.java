package io.github.hushgate.e2e;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/**
 * A small site with a tracker on every page around the sensitive ones, which are below {@code /report/}. Without a
 * filter its sensitive pages have no tracker: that is the control, a site that takes care of them alone.
 */
final class JourneySite implements AutoCloseable {
    static final String FORM = "/report/rape?ref=SECRET";

    private static final String TAG =
            "<script src=\"http://connect.facebook.net/en_US/fbevents.js\"></script><script src=/site.js></script>";
    private static final String OWN = "<script src=/site.js></script>";
    private static final String EXITS = "<title>Report rape</title><h1 id=text>Report rape</h1>"
            + "<a id=link href=/thanks>on</a> <a id=redirect href=/go>on</a> <a id=tab href=/thanks target=_blank>on</a>"
            + " <a id=telling href=/thanks referrerpolicy=unsafe-url>on</a>"
            + " <button id=assign>on</button> <button id=replace>on</button>"
            + "<form method=post action=/report/send><input name=what value=confided><button id=send>on</button></form>";
    /** Where the home page's links lead, by their ids. */
    private static final Map<String, String> ENTRANCES = Map.of(
            "report", FORM,
            "told", "/report/told?ref=SECRET",
            "refresh", "/report/refresh?ref=SECRET",
            "refresh-header", "/report/refresh-header?ref=SECRET",
            "click-id", FORM + "&fbclid=1",
            "masked", "/go-in");

    private static final Map<String, String> PAGES = Map.ofEntries(
            Map.entry(
                    "/",
                    "<title>Home</title>" + entrances()
                            + "<form method=post action=/report/send><input name=what value=confided>"
                            + "<button id=send>Send</button></form>"),
            Map.entry("/report/rape", EXITS),
            Map.entry("/report/told", "<meta name=referrer content=strict-origin>" + EXITS),
            Map.entry("/report/refresh", "<meta http-equiv=refresh content='0;url=/thanks'>"),
            Map.entry("/report/refresh-header", "<p>"),
            Map.entry("/report/ahead", "<script type=speculationrules>" + ahead("/advice") + "</script>" + EXITS),
            Map.entry("/thanks", "<title>Thanks</title><a id=next href=/advice>Advice</a>"),
            Map.entry("/advice", "<title>Advice</title>"),
            Map.entry("/error", "<title>Error</title>"),
            Map.entry("/worker", "<title>Worker</title>"),
            Map.entry("/hints", "<title>Hints</title><link rel=prefetch href=/report/rape>"),
            Map.entry(
                    "/rules",
                    "<title>Rules</title><script type=speculationrules>" + ahead("/report/rape") + "</script>"));

    private static String entrances() {
        return ENTRANCES.entrySet().stream()
                .map(each -> "<a id=" + each.getKey() + " href=\"" + each.getValue() + "\">Report a rape</a> ")
                .collect(Collectors.joining());
    }

    /** Speculation rules that render this page ahead. */
    private static String ahead(String path) {
        return "{\"prerender\":[{\"source\":\"list\",\"urls\":[\"" + path + "\"],\"eagerness\":\"immediate\"}]}";
    }

    private final LoopbackTomcat tomcat;
    private final Optional<Switch> filter;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<String> cookies = new CopyOnWriteArrayList<>();
    private final List<String> ahead = new CopyOnWriteArrayList<>();
    private volatile String referrerPolicy = "";
    private volatile String openerPolicy = "";

    JourneySite(Path folder, Optional<Filter> filter) throws IOException {
        this.filter = filter.map(Switch::new);
        tomcat = new LoopbackTomcat(
                folder, Optional.empty(), new Pages(), this.filter.map(Filter.class::cast), context -> {
                    var error = new ErrorPage();
                    error.setErrorCode(500);
                    error.setLocation("/error");
                    context.addErrorPage(error);
                });
    }

    /** A filter that an owner has yet to install, where it is off. */
    private static final class Switch implements Filter {
        private final Filter filter;
        private volatile boolean on = true;

        Switch(Filter filter) {
            this.filter = filter;
        }

        @Override
        public void init(FilterConfig config) throws ServletException {
            filter.init(config);
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (on) {
                filter.doFilter(request, response, chain);
            } else {
                chain.doFilter(request, response);
            }
        }

        @Override
        public void destroy() {
            filter.destroy();
        }
    }

    /** Installs the filter, or takes it away again; where there is none, nothing. */
    void filterIs(boolean on) {
        filter.ifPresent(each -> each.on = on);
    }

    /** Where it is; a loopback address, so that browsers take it for trustworthy. */
    String origin() {
        return "http://127.0.0.1:" + tomcat.port();
    }

    /** The address where the home page's link of this id leads. */
    String entrance(String id) {
        return origin() + ENTRANCES.get(id);
    }

    /** What sensitive responses say where there is no filter; empty: nothing. */
    void sensitiveReferrerPolicy(String value) {
        referrerPolicy = value;
    }

    /** What the pages around say; empty: nothing. */
    void neighbourOpenerPolicy(String value) {
        openerPolicy = value;
    }

    /** The pages that the site's own script has told of: {@code load/thanks}. */
    List<String> seen() {
        return seen;
    }

    /** The Cookie headers of sensitive requests, as the application got them. */
    List<String> cookies() {
        return cookies;
    }

    /** The paths that browsers asked for ahead of their visitors, and the application answered. */
    List<String> ahead() {
        return ahead;
    }

    @Override
    public void close() throws IOException {
        tomcat.close();
    }

    /** The site's own code. */
    private final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String path = request.getDispatcherType() == DispatcherType.ERROR ? "/error" : request.getRequestURI();
            boolean sensitive = path.startsWith("/report/");
            if (sensitive) {
                cookies.add(String.valueOf(request.getHeader("Cookie")));
            }
            if (request.getHeader("Sec-Purpose") != null) {
                ahead.add(path);
            }
            if (sensitive && !referrerPolicy.isEmpty()) {
                response.setHeader("Referrer-Policy", referrerPolicy);
            } else if (!sensitive && !openerPolicy.isEmpty()) {
                response.setHeader("Cross-Origin-Opener-Policy", openerPolicy);
            }
            switch (path) {
                case "/seen" -> seen.add(request.getQueryString());
                case "/site.js" -> send(response, "text/javascript", Resources.text("journey-site.js"));
                case "/sw.js", "/shared.js" ->
                    send(response, "text/javascript", Resources.text("journey" + path.replace('/', '-')));
                case "/sw-own.js" ->
                    send(
                            response,
                            "text/javascript",
                            Resources.text("journey-spy-worker.js") + Resources.text("journey-sw.js"));
                case "/go" -> response.sendRedirect("/thanks");
                case "/go-in" -> response.sendRedirect(FORM);
                case "/report/send" -> {
                    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
                    response.setHeader("Location", "/thanks");
                }
                case "/report/fails" -> response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
                case "/forget" -> forget(response);
                default -> page(request, response, path, sensitive);
            }
        }

        private void page(HttpServletRequest request, HttpServletResponse response, String path, boolean sensitive)
                throws IOException {
            if (path.equals("/report/refresh-header")) {
                response.setHeader("Refresh", "0;url=/thanks");
            }
            if (request.getParameter("fbclid") != null) {
                response.addHeader("Set-Cookie", "_fbc=fb.1.1.click; Path=/");
            }
            String body = PAGES.get(path);
            boolean careful = sensitive && filter.isEmpty() && body != null;
            if (body == null) {
                response.setStatus(HttpServletResponse.SC_NOT_FOUND);
                body = "<title>Not found</title>";
            }
            send(response, "text/html;charset=utf-8", "<!doctype html>" + (careful ? OWN : TAG) + body);
        }

        private static void forget(HttpServletResponse response) throws IOException {
            for (String name : List.of("hushgate", "_fbc", "_fbp")) {
                response.addHeader("Set-Cookie", name + "=; Path=/; Max-Age=0");
            }
            send(response, "text/plain", "forgotten");
        }

        private static void send(HttpServletResponse response, String mediaType, String text) throws IOException {
            response.setContentType(mediaType);
            response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
