package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.html.SharedFixtures;
import io.github.hushgate.response.Server.Container;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Troubles that people met in public with filters and collectors, over real sockets in each container. */
final class FieldCasesInContainersTest {
    private static final String POLICY = "content-security-policy";
    private static final byte[] PAGE = "<!doctype html><p>page".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path files;

    @TempDir
    private Path reports;

    private interface Check {
        void at(int port) throws IOException;
    }

    private interface Service {
        void answer(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    private static final class App extends HttpServlet {
        private static final long serialVersionUID = 1;
        private final transient Service service;

        App(Service service) {
            this.service = service;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            service.answer(request, response);
        }
    }

    private static Path folder(String name) {
        return SharedFixtures.folder("cases").resolve(name);
    }

    private static JsonNode expected(String name) throws IOException {
        return new ObjectMapper()
                .readTree(folder(name).resolve("check.json").toFile())
                .path("expect");
    }

    private void serve(Container container, Service service, Check check) throws Exception {
        serve(container, (request, response, chain) -> chain.doFilter(request, response), service, check);
    }

    private void serve(Container container, Filter outer, Service service, Check check) throws Exception {
        HushgateConfig config = HushgateConfig.builder()
                .sensitive("/report/**")
                .reportsDirectory(reports)
                .build();
        Server server = Server.start(container, context -> register(context, outer, config, service), files);
        try {
            check.at(server.port());
        } finally {
            server.close();
        }
    }

    private static void register(ServletContext context, Filter outer, HushgateConfig config, Service service) {
        map(context, "outer", outer);
        map(context, "hushgate", new HushgateFilter(config));
        context.addServlet("all", new App(service)).addMapping("/*");
    }

    private static void map(ServletContext context, String name, Filter filter) {
        var registration = context.addFilter(name, filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/*");
    }

    private static void html(HttpServletResponse response, byte[] page) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream().write(page);
    }

    private static List<String> policies(Wire.Answer answer) {
        return answer.all(POLICY).stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .map(String::strip)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void everySpellingOfASensitivePathIsProtectedAndItsNeighboursAreUntouched(Container container) throws Exception {
        List<String> table = Files.readAllLines(folder("r01-path-spellings").resolve("input.tsv"));
        serve(container, (request, response) -> html(response, PAGE), port -> {
            for (String row : table) {
                String[] cells = row.split("\t");
                if (!row.startsWith("#") && cells.length > 1) {
                    spelling(Wire.get(port, cells[0]), cells[0], cells[1].equals("yes"));
                }
            }
        });
    }

    private static void spelling(Wire.Answer answer, String target, boolean sensitive) {
        if (sensitive) {
            boolean refused = answer.status() == 400 && !answer.text().contains("<p>page");
            assertTrue(refused || policies(answer).size() == 2, () -> target + " " + answer.headers());
        } else {
            assertEquals(200, answer.status(), target);
            assertEquals(List.of(), answer.all(POLICY), target);
            assertArrayEquals(PAGE, answer.body(), target);
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void whatTheApplicationSendsLoosensNothing(Container container) throws Exception {
        serve(
                container,
                (request, response) -> {
                    lines().forEach(line -> response.addHeader(line[0], line[1]));
                    html(response, PAGE);
                },
                port -> mixed(Wire.get(port, "/report/x")));
        Filter outer = (request, response, chain) -> {
            lines().forEach(line -> ((HttpServletResponse) response).setHeader(line[0], line[1]));
            chain.doFilter(request, response);
        };
        serve(
                container,
                outer,
                (request, response) -> html(response, PAGE),
                port -> mixed(Wire.get(port, "/report/x")));
    }

    private static List<String[]> lines() {
        try {
            return Files.readAllLines(folder("k01-app-header-mix").resolve("input.app-headers.txt")).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(": ", 2))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void mixed(Wire.Answer answer) throws IOException {
        JsonNode expected = expected("k01-app-header-mix");
        expected.path("lines_exactly_one")
                .forEach(name -> assertEquals(1, answer.all(name.asText()).size(), name::asText));
        assertEquals("origin", answer.header("referrer-policy"));
        assertEquals("DENY", answer.header("x-frame-options"));
        assertEquals("nosniff", answer.header("x-content-type-options"));
        assertTrue(policies(answer).contains("upgrade-insecure-requests"), () -> answer.header(POLICY));
        assertTrue(policies(answer).size()
                >= expected.path("enforced_policies_min").asInt());
        assertEquals("max-age=31536000", answer.header("strict-transport-security"));
        assertTrue(answer.header("cache-control").contains("no-store"), () -> answer.header("cache-control"));
        expected.path("cache_control_has_not")
                .forEach(word -> assertFalse(answer.header("cache-control").contains(word.asText()), word::asText));
        String last = answer.header("permissions-policy");
        Map.of("camera", "(self)", "geolocation", "(self)", "display-capture", "()", "microphone", "(self)")
                .forEach((feature, ours) -> {
                    int at = last.lastIndexOf(feature + "=");
                    assertTrue(last.startsWith(feature + "=" + ours, at), () -> feature + " in " + last);
                });
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void noMarkupBeatsTheReferrerPolicy(Container container) throws Exception {
        byte[] page = Files.readAllBytes(folder("j02-meta-referrer").resolve("input.html"));
        serve(container, (request, response) -> html(response, page), port -> {
            Wire.Answer answer = Wire.get(port, "/report/what?offence=Q7SECRETJ2");
            JsonNode expected = expected("j02-meta-referrer");
            assertEquals("origin", answer.header("referrer-policy"));
            expected.path("body_must_not_contain")
                    .forEach(text -> assertFalse(answer.text().contains(text.asText()), text::asText));
            expected.path("body_must_contain")
                    .forEach(text -> assertTrue(answer.text().contains(text.asText()), text::asText));
        });
    }

    /** With the error pages that every server of these tests has: for 418, and for one exception. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void anErrorPageComesWholeAndCleanWhateverWasTakenBefore(Container container) throws Exception {
        String page = Files.readString(folder("c03-error-page-after-stream").resolve("input.html"));
        JsonNode expected = expected("c03-error-page-after-stream");
        serve(container, (request, response) -> failing(request.getRequestURI(), response, page), port -> {
            error(Wire.get(port, "/report/missing"), 418, expected);
            error(Wire.get(port, "/report/late"), 418, expected);
            error(Wire.get(port, "/report/boom"), 500, expected);
        });
    }

    private static void failing(String path, HttpServletResponse response, String page) throws IOException {
        switch (path) {
            case "/report/missing" -> {
                response.getOutputStream();
                response.sendError(418);
            }
            case "/report/late" -> {
                response.setContentType("text/html");
                response.getOutputStream().print("x".repeat(97) + "<sc");
                response.sendError(418);
            }
            case "/report/boom" -> {
                response.setContentType("text/html");
                response.getWriter().print("<scr");
                throw new UnsupportedOperationException("boom");
            }
            default -> {
                response.setContentType("text/html;charset=UTF-8");
                response.getWriter().print(page);
            }
        }
    }

    private static void error(Wire.Answer answer, int status, JsonNode expected) {
        assertEquals(status, answer.status());
        assertTrue(answer.whole());
        assertEquals(2, policies(answer).size(), () -> answer.header(POLICY));
        expected.path("body_must_contain")
                .forEach(text -> assertTrue(answer.text().contains(text.asText()), answer::text));
        expected.path("body_must_not_contain")
                .forEach(text -> assertFalse(answer.text().contains(text.asText()), answer::text));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void reportsOfEveryShapeAreTakenForWhatTheyAre(Container container) throws Exception {
        for (String name : List.of("p01-loose-types", "p04-mixed-batch-and-blanks")) {
            JsonNode whole = new ObjectMapper()
                    .readTree(folder(name).resolve("check.json").toFile());
            serve(container, (request, response) -> html(response, PAGE), port -> {
                for (JsonNode post : whole.path("posts")) {
                    post(port, folder(name), post);
                }
            });
            store(whole.path("store"));
            for (Path file : kept()) {
                Files.delete(file);
            }
        }
    }

    private static void post(int port, Path folder, JsonNode post) throws IOException {
        String origin = "http://localhost";
        String body = Files.readString(folder.resolve(post.path("body_file").asText()))
                .replace("@ORIGIN@", origin);
        try (var wire = new Wire(port)) {
            wire.request(
                    "POST",
                    post.path("path").asText(),
                    "Content-Type: " + post.path("content_type").asText(),
                    "Origin: " + origin,
                    "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length);
            wire.sendUtf8(body);
            assertEquals(post.path("expect_status").asInt(), wire.answer(false).status());
        }
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> all = Files.list(reports)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private void store(JsonNode expected) throws IOException {
        List<JsonNode> violations = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Path file : kept()) {
            for (String line : Files.readAllLines(file)) {
                text.append(line).append('\n');
                JsonNode record = line.startsWith("{") ? new ObjectMapper().readTree(line) : null;
                if (record != null && record.path("kind").asText().equals("violation")) {
                    assertFalse(record.path("dir").asText().isEmpty(), line);
                    violations.add(record);
                }
            }
        }
        expected.path("must_contain").forEach(each -> assertTrue(text.indexOf(each.asText()) >= 0, text::toString));
        expected.path("must_not_contain").forEach(each -> assertFalse(text.indexOf(each.asText()) >= 0, each::asText));
        assertTrue(violations.size() >= expected.path("records_min").asInt(), violations::toString);
        if (expected.has("csp_records_exactly")) {
            assertEquals(expected.path("csp_records_exactly").asInt(), violations.size(), violations::toString);
        }
        for (JsonNode where : expected.path("where")) {
            String host =
                    where.path("blocked_host").asText(where.path("blocked").asText());
            assertTrue(
                    violations.stream()
                            .map(each -> each.toString().toLowerCase(Locale.ROOT))
                            .anyMatch(each -> each.contains(host)
                                    && each.contains(where.path("directive").asText())
                                    && each.contains(where.path("class").asText())),
                    () -> where + " in " + violations);
        }
    }
}
