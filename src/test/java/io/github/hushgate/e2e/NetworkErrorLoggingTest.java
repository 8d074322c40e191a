package io.github.hushgate.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A site whose home page has the browser report each request of the host to somebody else. Chromium alone does so;
 * Firefox has it off ({@code network.http.network_error_logging.enabled}).
 */
@Tag("long")
@ExtendWith(WithBrowser.class)
final class NetworkErrorLoggingTest {
    private static final String SITE = "www.police.test";
    private static final String COLLECTOR = "collector.test";
    private static final String SENSITIVE = "/report/rape?ref=SECRET";

    /** Reports leave at once, but not quite. */
    private static final int DELIVERY_MILLIS = 4_000;

    /** The site's own code. */
    private static final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getRequestURI().equals("/")) {
                response.setHeader("NEL", "{\"report_to\":\"n\",\"max_age\":600,\"success_fraction\":1.0}");
                response.setHeader(
                        "Report-To",
                        "{\"group\":\"n\",\"max_age\":600,\"endpoints\":[{\"url\":\"https://" + COLLECTOR
                                + "/nel\"}]}");
            }
            response.setContentType("text/html;charset=utf-8");
            response.getWriter().print("<!doctype html><title>page</title><link rel=icon href=data:,>");
        }
    }

    private static Answer collect(Hit hit) {
        return new Answer(
                200,
                Map.of(
                        "Access-Control-Allow-Origin", "*",
                        "Access-Control-Allow-Headers", "content-type",
                        "Access-Control-Allow-Methods", "POST"),
                new byte[0]);
    }

    private static boolean isTold(WithBrowser.Bench bench, Optional<Filter> filter) throws IOException {
        try (var collector = new LoopbackServer(bench.certificate().context(), NetworkErrorLoggingTest::collect);
                var site = new LoopbackTomcat(
                        bench.folder(), Optional.of(bench.certificate()), new Pages(), filter, context -> {});
                Chromium chromium = bench.launch()
                        .host(SITE, site.port())
                        .host(COLLECTOR, collector.listen("collector"))
                        // Of a host whose certificate is in doubt Chromium takes no such policy.
                        .flag("--ignore-certificate-errors-spki-list="
                                + bench.certificate().publicKeyHash())
                        .start()) {
            Page page = chromium.visit("https://" + SITE + "/", 500);
            page.navigate("https://" + SITE + SENSITIVE);
            page.waitForTimeout(DELIVERY_MILLIS);
            assertEquals("page", page.title());
            List<String> told = collector.hits().stream().map(Hit::text).toList();
            return told.toString().contains("/report/rape");
        }
    }

    @Test
    void aCollectorThatTheHomePageNamesIsToldOfSensitiveRequestsOnlyWithoutUs(WithBrowser.Bench bench)
            throws IOException {
        var config = HushgateConfig.builder().sensitive("/report/**").build();
        boolean without = isTold(bench, Optional.empty());
        ThreatTable.assertColumn("network error logging", "Chromium without us", row(without));
        boolean with = isTold(bench, Optional.of(new HushgateFilter(config)));
        ThreatTable.assertColumn("network error logging", "Chromium with us", row(with));
    }

    private static Map<String, String> row(boolean told) {
        return Map.of("the address of each sensitive request, by NEL", told ? "leaks" : "closed");
    }
}
