package io.github.hushgate.response;

import com.sun.management.OperatingSystemMXBean;
import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * A Tomcat for {@code src/jmh/wrk/cost}, bare or with the filter: {@code /page?small} and {@code /page?large} are pages
 * of 7 kB and 1 MB with trackers, {@code /cpu} tells the nanoseconds of processor time that the process has used.
 */
public final class CostServer {
    private static final String BLOCK = "<div class=\"card\"><h2>Report a crime</h2><p>If the crime is happening now,"
            + " call us. Otherwise use <a href=\"/report/start\">this form</a>.</p><img src=\"/img/a.png\""
            + " alt=\"\"></div>\n";
    private static final String TAGS = "<script async src=\"https://www.googletagmanager.com/gtag/js?id=G-1\"></script>"
            + "<script>window.dataLayer = window.dataLayer || []; function gtag(){dataLayer.push(arguments);}"
            + " gtag('js', new Date()); gtag('config', 'G-1');</script>";

    private CostServer() {}

    /** {@code bare} or {@code filter}; prints the port and runs until it is ended. */
    public static void main(String[] arguments) throws Exception {
        boolean filter = arguments[0].equals("filter");
        var files = Files.createTempDirectory("hushgate-cost");
        Server server = TomcatServer.start(context -> register(context, filter), new Server.Place(files, null));
        System.out.println(server.port());
        Thread.currentThread().join();
    }

    private static void register(ServletContext context, boolean filter) {
        if (filter) {
            var config = HushgateConfig.builder().sensitive("/page").build();
            BehaviourApp.map(context, new HushgateFilter(config));
        }
        context.addServlet("page", new Page()).addMapping("/page", "/cpu");
    }

    /** A page of about this size, with a tracker in its head. */
    static String page(int bytes) {
        return "<!DOCTYPE html><html><head><title>T</title>" + TAGS + "</head><body>"
                + BLOCK.repeat(Math.max(1, bytes / BLOCK.length())) + "</body></html>";
    }

    private static final class Page extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final byte[] small = page(7_000).getBytes(StandardCharsets.UTF_8);
        private final byte[] large = page(1_000_000).getBytes(StandardCharsets.UTF_8);

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getServletPath().equals("/cpu")) {
                var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
                response.getWriter().print(system.getProcessCpuTime());
                return;
            }
            response.setContentType("text/html;charset=UTF-8");
            response.getOutputStream().write("large".equals(request.getQueryString()) ? large : small);
        }
    }
}
