package io.github.hushgate.report;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.store.JsonLinesStore;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/**
 * A Tomcat for {@code src/jmh/wrk/reports}: {@code bare} has a servlet at {@code /hushgate/reports} that reads the body
 * and answers 204, {@code filter} has the endpoint, whose reports are redacted and stored before they are answered.
 */
public final class ReportServer {
    private static final long FILE_BYTES = 8L << 30;
    private static final int READ_BYTES = 8_192;

    private ReportServer() {}

    /** {@code bare} or {@code filter}, and a directory; prints the port and runs until it is ended. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createDirectories(Path.of(arguments[1]));
        boolean filter = arguments[0].equals("filter");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createDirectories(directory.resolve("tomcat")).toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxKeepAliveRequests", "-1");
        tomcat.setConnector(connector);
        tomcat.addContext("", directory.toString())
                .addServletContainerInitializer(
                        (classes, context) -> register(context, filter, directory.resolve("reports")), null);
        tomcat.start();
        System.out.println(connector.getLocalPort());
        Thread.currentThread().join();
    }

    private static void register(ServletContext context, boolean filter, Path reports) {
        if (filter) {
            // Rates out of the way, and room for all: what is measured is the keeping.
            System.setProperty("hushgate.reports.limits.records-per-second", "1000000");
            var settings = new JsonLinesStore.Settings(90, FILE_BYTES, false, true);
            var config = HushgateConfig.builder().sensitive("/report/**").build();
            var mapped = context.addFilter("hushgate", new HushgateFilter(config, open(reports, settings)));
            mapped.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        }
        context.addServlet("bare", new Bare()).addMapping("/hushgate/reports");
    }

    private static JsonLinesStore open(Path reports, JsonLinesStore.Settings settings) {
        try {
            return JsonLinesStore.open(reports, settings);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Bare extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            byte[] bytes = new byte[READ_BYTES];
            InputStream in = request.getInputStream();
            while (in.read(bytes) >= 0) {
                // Only read.
            }
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }
}
