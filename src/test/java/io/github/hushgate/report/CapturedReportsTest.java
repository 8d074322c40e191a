package io.github.hushgate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every captured upload of two browsers becomes the violations that it holds, and none of what was confided. */
class CapturedReportsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> CONFIDED = List.of(
            "Jane",
            "CR12345",
            "07700",
            "SECRET-SESSION",
            "domestic-abuse",
            "PageView",
            "1234567890",
            "5e884898",
            "X11");

    @TestFactory
    Stream<DynamicTest> eachCaptureBecomesItsViolations() throws IOException {
        Path captures = Path.of(System.getProperty("fixtures.shared", "../shared"), "fixtures", "reports");
        if (!Files.isDirectory(captures)) {
            if ("true".equals(System.getenv("CI"))) {
                fail("the captured reports are not at " + captures);
            }
            Assumptions.abort("NOT TESTED: the captured reports are not at " + captures);
        }
        try (Stream<Path> tree = Files.walk(captures)) {
            List<Path> files =
                    tree.filter(path -> path.toString().endsWith(".json")).toList();
            assertFalse(files.isEmpty());
            return files.stream()
                    .map(path -> DynamicTest.dynamicTest(
                            path.getParent().getFileName() + "/" + path.getFileName(), () -> replay(path)));
        }
    }

    private static void replay(Path file) throws IOException {
        Kept kept = new Kept();
        long expected = 0;
        // In these cases another host collects: there the site's own origin has to be configured.
        boolean elsewhere = file.getFileName().toString().contains("xcol");
        Set<String> origins = elsewhere ? Set.of("https://report.police.test:8443") : Set.of();
        try (ReportEndpoint endpoint = Endpoints.of(kept, Endpoints.WIDE, origins)) {
            for (JsonNode request : JSON.readTree(file.toFile())) {
                expected += expected(request.path("body_json"));
                exchange(request).to(endpoint);
            }
        }
        assertEquals(expected, kept.count(), file.toString());
        String stored = kept.violations().toString();
        CONFIDED.forEach(secret -> assertFalse(stored.contains(secret), secret + " in " + stored));
        kept.violations()
                .forEach(each -> assertFalse(
                        each.directive().isEmpty() || each.directive().contains("unknown")));
    }

    private static long expected(JsonNode body) {
        if (body.isArray()) {
            long violations = 0;
            for (JsonNode entry : body) {
                boolean violation = Set.of("csp-violation", "integrity-violation")
                        .contains(entry.path("type").asText());
                violations += violation ? 1 : 0;
            }
            return violations;
        }
        return body.has("csp-report") ? 1 : 0;
    }

    private static Exchange exchange(JsonNode request) {
        Exchange exchange = Exchange.of(request.path("body_text").asText(""))
                .method(request.path("method").asText())
                .host("report.police.test", request.path("port").asInt())
                .query("p=a&r=0&b=41");
        if (!request.path("tls").asBoolean()) {
            exchange.scheme("http");
        }
        for (JsonNode header : request.path("headers")) {
            exchange.header(header.path(0).asText(), header.path(1).asText());
            if (header.path(0).asText().equalsIgnoreCase("Host")) {
                host(exchange, header.path(1).asText());
            }
        }
        return exchange;
    }

    private static void host(Exchange exchange, String host) {
        int colon = host.indexOf(':');
        exchange.host(
                host.substring(0, colon < 0 ? host.length() : colon),
                colon < 0 ? 443 : Integer.parseInt(host.substring(colon + 1)));
    }
}
