package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.response.Server.Container;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Spellings of addresses, sent raw to each container, since each decodes and normalises in its own way: whatever the
 * address looks like, what the application answers behind a sensitive pattern has the headers and loses its tracker.
 */
final class RouteTableTest {
    private static final String PAGE =
            "<!doctype html><p>own<script src=https://connect.facebook.net/en_US/fbevents.js>" + "</script>";
    private static final List<String> OURS =
            List.of("content-security-policy", "permissions-policy", "referrer-policy", "nel", "cache-control");

    @TempDir
    private Path files;

    private record Row(String target, boolean sensitive) {}

    private static Map<String, List<Row>> table() throws IOException {
        try (InputStream in = Objects.requireNonNull(RouteTableTest.class.getResourceAsStream("route-table.txt"))) {
            Map<String, List<Row>> rows = new LinkedHashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(cells -> rows.computeIfAbsent(cells[0], unused -> new ArrayList<>())
                            .add(new Row(cells[1], cells[2].equals("yes"))));
            return rows;
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void everyRowIsAsTheTableSays(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        int rows = 0;
        for (Map.Entry<String, List<Row>> pattern : table().entrySet()) {
            Server server = Server.start(container, context -> register(context, pattern.getKey()), files);
            try {
                for (Row row : pattern.getValue()) {
                    rows++;
                    String seen = seen(Wire.get(server.port(), row.target()));
                    if (!seen.equals("refused by the container") && !seen.equals(row.sensitive() ? "yes" : "no")) {
                        wrong.add(pattern.getKey() + " " + row + " was " + seen);
                    }
                }
            } finally {
                server.close();
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(rows >= 150, "the table is short");
    }

    private static String seen(Wire.Answer answer) {
        boolean app = answer.text().contains("<p>own");
        if (!app && answer.status() >= 400 && answer.status() < 500) {
            return "refused by the container";
        }
        boolean stripped = !answer.text().contains("facebook");
        int policies = answer.all("content-security-policy").size();
        boolean untouched = OURS.stream().noneMatch(answer.headers()::containsKey);
        return app && stripped && policies == 2
                ? "yes"
                : answer.text().equals(PAGE) && untouched ? "no" : answer.headers() + " " + answer.text();
    }

    private static void register(ServletContext context, String pattern) {
        HushgateConfig config = HushgateConfig.builder().sensitive(pattern).build();
        var filter = context.addFilter("hushgate", new HushgateFilter(config));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        context.addServlet("all", new Everything()).addMapping("/*");
    }

    private static final class Everything extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/html;charset=UTF-8");
            response.getWriter().print(PAGE);
        }
    }
}
