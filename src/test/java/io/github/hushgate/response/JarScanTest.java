package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.HushgateFilter;
import io.github.hushgate.jar.app.OwnRegistration;
import io.github.hushgate.jar.app.PageServlet;
import io.github.hushgate.response.Wire.Answer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application gets by nothing but the jar in its {@code WEB-INF/lib}, in Tomcat 10.1. */
class JarScanTest {
    private static final String SENSITIVE = "{\"sensitive\": \"/s/**\"}";
    private static final String DECLARED = "<filter><filter-name>ours</filter-name>"
            + "<filter-class>io.github.hushgate.HushgateFilter</filter-class>"
            + "<async-supported>true</async-supported></filter>"
            + "<filter-mapping><filter-name>ours</filter-name><url-pattern>/*</url-pattern></filter-mapping>";

    @TempDir
    Path app;

    /** Without our classes: those come from the application alone. */
    private static URLClassLoader tomcat;

    @BeforeAll
    static void load() throws Exception {
        tomcat = Host.loader("tomcat-10.1", List.of(Host.class.getName()));
    }

    @AfterAll
    static void unload() throws IOException {
        tomcat.close();
    }

    private interface Check {
        void at(int port) throws IOException;
    }

    @BeforeEach
    void build() throws Exception {
        Path lib = Files.createDirectories(app.resolve("WEB-INF/lib"));
        pack(origin(HushgateFilter.class), lib.resolve("hushgate.jar"));
        for (String name : List.of(
                "com.fasterxml.jackson.databind.ObjectMapper",
                "com.fasterxml.jackson.core.JsonFactory",
                "com.fasterxml.jackson.annotation.JsonProperty",
                "com.github.benmanes.caffeine.cache.Caffeine")) {
            Path jar = origin(Class.forName(name));
            Files.copy(jar, lib.resolve(jar.getFileName()));
        }
        copyClass(PageServlet.class);
    }

    private static Path origin(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (Stream<Path> files = Files.walk(classes);
                var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(each).toString().replace('\\', '/')));
                Files.copy(each, out);
            }
        }
    }

    private void copyClass(Class<?> type) throws IOException, URISyntaxException {
        String path = type.getName().replace('.', '/') + ".class";
        Path target = app.resolve("WEB-INF/classes").resolve(path);
        Files.createDirectories(target.getParent());
        Files.copy(origin(type).resolve(path), target);
    }

    private void webXml(String attributes, String more) throws IOException {
        Files.writeString(
                app.resolve("WEB-INF/web.xml"),
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\" " + attributes + ">" + more
                        + "<servlet><servlet-name>page</servlet-name><servlet-class>" + PageServlet.class.getName()
                        + "</servlet-class><async-supported>true</async-supported></servlet>"
                        + "<servlet-mapping><servlet-name>page</servlet-name><url-pattern>/s/*</url-pattern>"
                        + "<url-pattern>/open/*</url-pattern></servlet-mapping></web-app>");
    }

    private void settings(String json) throws IOException {
        Files.writeString(app.resolve("WEB-INF/hushgate.json"), json);
    }

    private void run(Check check) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(tomcat);
        try {
            Method start = tomcat.loadClass(ExplodedApp.class.getName()).getDeclaredMethod("start", Path.class);
            start.setAccessible(true);
            Object[] started = (Object[]) start.invoke(null, app);
            try {
                check.at((int) started[0]);
            } finally {
                ((AutoCloseable) started[1]).close();
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The page is protected, once, by this many registrations. */
    private static void assertProtected(int port, int filters) throws IOException {
        Answer page = Wire.get(port, "/s/page");
        List<String> policies = page.all("content-security-policy");
        assertEquals(2, policies.size(), page.header("content-security-policy"));
        String nonce = page.text().substring(page.text().lastIndexOf('>') + 1);
        assertEquals("<p>" + filters + "<p>" + nonce, page.text());
        assertTrue(policies.get(0).contains("'nonce-" + nonce + "'"), page.header("content-security-policy"));
        Answer open = Wire.get(port, "/open/page");
        assertEquals(List.of(), open.all("content-security-policy"));
        assertTrue(open.text().contains("google-analytics"), open.text());
    }

    @Test
    void theJarAloneRegistersTheFilter() throws Exception {
        webXml("", "");
        settings(SENSITIVE);
        run(port -> assertProtected(port, 1));
    }

    /** This site has no default servlet, and a container asks no filter where no servlet is mapped. */
    @Test
    void aContextParameterIsAllThatAWarNeedsAndItsReportsArrive() throws Exception {
        webXml(
                "",
                "<context-param><param-name>hushgate.sensitive</param-name><param-value>/s/**</param-value>"
                        + "</context-param>");
        run(port -> {
            assertProtected(port, 1);
            assertEquals(404, Wire.get(port, "/nowhere").status());
            assertEquals(
                    204,
                    Wire.send(port, "POST", "/hushgate/reports", "Content-Length: 0")
                            .status());
            assertEquals(404, Wire.get(port, "/hushgate/review").status());
        });
    }

    @Test
    void anInitParameterOfADeclaredFilterGivesItsReportsAnAddressToo() throws Exception {
        String initParameter =
                "<init-param><param-name>sensitive</param-name><param-value>/s/**</param-value></init-param>"
                        + "<init-param><param-name>reports.path</param-name><param-value>/r</param-value></init-param>";
        webXml("", DECLARED.replace("<async-supported>", initParameter + "<async-supported>"));
        run(port -> {
            assertProtected(port, 1);
            assertEquals(204, Wire.send(port, "POST", "/r", "Content-Length: 0").status());
        });
    }

    @Test
    void withoutASensitivePatternItDoesNothing() throws Exception {
        webXml("", "");
        run(port -> {
            Answer page = Wire.get(port, "/s/page");
            assertTrue(page.text().startsWith("<p>1<img"), page.text());
            assertFalse(page.headers().containsKey("content-security-policy"));
            assertFalse(page.headers().containsKey("cache-control"));
        });
    }

    @Test
    void aDeclarationInTheDescriptorIsTheOnlyOne() throws Exception {
        webXml("", DECLARED);
        settings(SENSITIVE);
        run(port -> assertProtected(port, 1));
    }

    @Test
    void aDescriptorThatClaimsToBeCompleteStillGetsTheFilter() throws Exception {
        webXml("metadata-complete=\"true\"", "");
        settings(SENSITIVE);
        run(port -> assertProtected(port, 1));
    }

    @Test
    void anAbsoluteOrderingKeepsTheFilterWhereItNamesTheFragment() throws Exception {
        webXml("", "<absolute-ordering><name>hushgate</name></absolute-ordering>");
        settings(SENSITIVE);
        run(port -> assertProtected(port, 1));
    }

    @Test
    void aBeanThatIsRegisteredAsWellDoesNoDoubleWork() throws Exception {
        webXml("", "");
        settings(SENSITIVE);
        copyClass(OwnRegistration.class);
        Path services = Files.createDirectories(app.resolve("WEB-INF/classes/META-INF/services"));
        Files.writeString(
                services.resolve("jakarta.servlet.ServletContainerInitializer"), OwnRegistration.class.getName());
        run(port -> {
            String page = Wire.get(port, "/s/page").text();
            int filters = page.charAt("<p>".length()) - '0';
            assertTrue(filters == 1 || filters == 2, page); // The order of initializers is the server's affair.
            assertProtected(port, filters);
        });
    }
}
