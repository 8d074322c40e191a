package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.ConfigBuilder;
import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.response.Server.Container;
import io.github.hushgate.review.ReviewAccess;
import io.github.hushgate.review.ReviewSample;
import io.github.hushgate.review.ReviewServlet;
import io.github.hushgate.store.JdbcStore;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The review as a page: off until somebody is named who may read it, and then for nobody else. */
final class ReviewInContainersTest {
    private static final String PATH = "/hushgate/review";
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    private Path files;

    private interface Check {
        void at(int port) throws IOException;
    }

    private void serve(Container container, Server.App app, Check check) throws Exception {
        Server server = Server.start(container, app, files);
        try {
            check.at(server.port());
        } finally {
            server.close();
        }
    }

    /** A page has begun by then; a download has not. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void aDatabaseThatCannotBeAskedIsSaidPlainly(Container container) throws Exception {
        JdbcDataSource absent = new JdbcDataSource();
        absent.setURL("jdbc:h2:mem:absent;IFEXISTS=TRUE");
        Server.App app = context -> context.addServlet(
                        "review", new ReviewServlet(JdbcStore.view(absent), ReviewAccess.when(request -> true)))
                .addMapping(PATH);
        serve(container, app, port -> {
            Wire.Answer page = Wire.get(port, PATH);
            assertEquals(200, page.status());
            assertTrue(page.text().contains("<p role=alert>The records cannot be read"), page::text);
            assertEquals(503, Wire.get(port, PATH + "?format=csv").status());
            assertEquals(503, Wire.get(port, PATH + "?format=json").status());
        });
    }

    private Path password() throws IOException {
        return Files.writeString(files.resolve("password"), PASSWORD + "\n");
    }

    private static ConfigBuilder sensitive() {
        return HushgateConfig.builder().sensitive("/report/**");
    }

    private static void filter(ServletContext context, ConfigBuilder config) {
        var filter = context.addFilter("hushgate", new HushgateFilter(config.build(), ReviewSample.police()));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/*");
    }

    /** What a proxy in front would do: the connection counts as secure, and somebody may be logged in. */
    private static void before(ServletContext context, String role) {
        var outer = context.addFilter(
                "outer", (request, response, chain) -> chain.doFilter(new AsSeenBehindAProxy(request, role), response));
        outer.setAsyncSupported(true);
        outer.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/*");
    }

    private static final class AsSeenBehindAProxy extends HttpServletRequestWrapper {
        private final String role;

        AsSeenBehindAProxy(ServletRequest request, String role) {
            super((HttpServletRequest) request);
            this.role = role;
        }

        @Override
        public boolean isSecure() {
            return true;
        }

        @Override
        public java.security.Principal getUserPrincipal() {
            return role.isEmpty() ? null : () -> "somebody";
        }

        @Override
        public boolean isUserInRole(String asked) {
            return role.equals(asked);
        }
    }

    private static String basic(String password) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString(("dpo:" + password).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void itIsOffUntilSomebodyIsNamedWhoMayReadIt(Container container) throws Exception {
        serve(container, context -> filter(context, sensitive()), port -> {
            assertEquals(404, Wire.get(port, PATH).status());
            assertEquals(404, Wire.get(port, PATH, basic(PASSWORD)).status());
        });
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void thePasswordIsTakenOverASecureConnectionOnly(Container container) throws Exception {
        ConfigBuilder config = sensitive().reviewPasswordFile(password());
        serve(container, context -> filter(context, config), port -> {
            assertEquals(403, Wire.get(port, PATH).status());
            assertEquals(403, Wire.get(port, PATH, basic(PASSWORD)).status());
        });
        serve(
                container,
                context -> {
                    before(context, "");
                    filter(context, config);
                },
                port -> {
                    Wire.Answer asked = Wire.get(port, PATH);
                    assertEquals(401, asked.status());
                    assertTrue(asked.header("www-authenticate").startsWith("Basic realm="));
                    assertEquals(401, Wire.get(port, PATH, basic("wrong")).status());
                    assertEquals(
                            401,
                            Wire.get(port, PATH, "Authorization: Basic %%%").status());
                    page(Wire.get(port, PATH, basic(PASSWORD)));
                });
    }

    private static void page(Wire.Answer answer) {
        assertEquals(200, answer.status());
        assertTrue(answer.whole());
        assertTrue(answer.text().contains("Trackers tried and were stopped"), answer::text);
        assertTrue(answer.text().contains("Meta Pixel"), answer::text);
        assertTrue(answer.text().endsWith("</html>"));
        assertTrue(answer.header("content-security-policy").startsWith("default-src 'none'; style-src 'sha256-"));
        assertEquals("no-store", answer.header("cache-control"));
        assertEquals("DENY", answer.header("x-frame-options"));
        assertFalse(answer.headers().containsKey("set-cookie"));
        assertFalse(answer.text().contains("<script"));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void tenWrongPasswordsCloseTheDoorForAMinute(Container container) throws Exception {
        ConfigBuilder config = sensitive().reviewPasswordFile(password());
        serve(
                container,
                context -> {
                    before(context, "");
                    filter(context, config);
                },
                port -> {
                    int refused = 0;
                    // A new minute may begin between two of them.
                    for (int i = 0; i < 25 && refused == 0; i++) {
                        refused = Wire.get(port, PATH, basic("wrong" + i)).status() == 429 ? i : 0;
                    }
                    assertTrue(refused >= 10, "closed after " + refused);
                    assertEquals(429, Wire.get(port, PATH, basic(PASSWORD)).status());
                });
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void aRoleOpensItForThoseWhoAreInIt(Container container) throws Exception {
        ConfigBuilder config = sensitive().reviewRole("dpo");
        serve(
                container,
                context -> {
                    before(context, "dpo");
                    filter(context, config);
                },
                port -> page(Wire.get(port, PATH)));
        serve(
                container,
                context -> {
                    before(context, "clerk");
                    filter(context, config);
                },
                port -> assertEquals(403, Wire.get(port, PATH).status()));
        serve(
                container,
                context -> filter(context, config),
                port -> assertEquals(403, Wire.get(port, PATH).status()));
    }

    /** As with Spring Security, whose filters run behind ours. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void whereTheServletIsMappedTheFiltersBehindDecideWhoIsInTheRole(Container container) throws Exception {
        serve(
                container,
                context -> {
                    context.addServlet("review", ReviewServlet.class).addMapping(PATH);
                    filter(context, sensitive().reviewRole("dpo"));
                    before(context, "dpo");
                },
                port -> page(Wire.get(port, PATH)));
        serve(
                container,
                context -> context.addServlet("review", ReviewServlet.class).addMapping(PATH),
                port -> assertEquals(404, Wire.get(port, PATH).status()));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void itIsReadOnlyAndComesAsCsvAndJsonToo(Container container) throws Exception {
        Server.App app = context -> context.addServlet(
                        "review", new ReviewServlet(ReviewSample.hostile(), ReviewAccess.when(request -> true)))
                .addMapping(PATH);
        serve(container, app, port -> {
            assertEquals(405, Wire.send(port, "POST", PATH, "Content-Length: 0").status());
            assertEquals("", Wire.send(port, "HEAD", PATH).text());
            String csv = Wire.get(port, PATH + "?format=csv&days=0").text();
            assertTrue(
                    csv.startsWith(
                            "knowledge,outcome,tracker,class,what,route,count,first,last,build,came from,state\r\n"),
                    csv);
            assertTrue(csv.contains("\"\"\"'><img"), csv);
            Wire.Answer json = Wire.get(port, PATH + "?format=json&days=0");
            assertEquals("attachment; filename=\"hushgate-review.json\"", json.header("content-disposition"));
            assertTrue(json.text().startsWith("{\"v\":1,"), json::text);
            String page = Wire.get(port, PATH + "?days=0&sort=%3Cscript%3E").text();
            assertFalse(page.contains("<img") || page.contains("<script") || page.contains("\u202e"), page);
        });
    }

    @Test
    void whoMayReadItIsSaidOnceAndSoundly() throws IOException {
        Path file = files.resolve("short");
        String missing = assertThrows(IllegalArgumentException.class, () -> ReviewAccess.password(file))
                .getMessage();
        assertTrue(missing.startsWith("review.password-file: \"" + file + "\" cannot be read"), missing);
        Files.writeString(file, "short\n");
        String tooShort = assertThrows(IllegalArgumentException.class, () -> ReviewAccess.password(file))
                .getMessage();
        assertTrue(tooShort.contains("12 or more would do") && !tooShort.contains("short\n"), tooShort);
        ConfigBuilder both = sensitive().reviewRole("dpo").reviewPasswordFile(file);
        assertTrue(assertThrows(IllegalArgumentException.class, both::build)
                .getMessage()
                .startsWith("review.role: \"dpo\" and review.password-file"));
        ConfigBuilder same = sensitive().reviewPath("/hushgate/reports");
        assertThrows(IllegalArgumentException.class, same::build);
    }
}
