package io.github.hushgate.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code javax} jar works in a server that is older than Jakarta EE 9: the demonstration runs in Tomcat 9. */
class JavaxJarIT {
    private static final Path JAR = Path.of(System.getProperty("javax.jar"));
    private static final Path DEMO = Path.of("examples", "crime-report-form", "src", "main");
    private static final String MAIN = "io.github.hushgate.examples.crimereport.Demo";
    private static final List<String> OURS = List.of(
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "com.github.benmanes.caffeine.cache.Caffeine");

    @TempDir
    Path folder;

    @Test
    void nothingInItNamesJakarta() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            List<String> named = new ArrayList<>();
            for (ZipEntry each : java.util.Collections.list(jar.entries())) {
                String bytes = new String(jar.getInputStream(each).readAllBytes(), StandardCharsets.ISO_8859_1);
                // The transformer overlooks the bound of a type variable, which nothing reads at run time.
                bytes = bytes.replace("::Ljakarta/servlet/", "");
                boolean code = !each.getName().startsWith("META-INF/maven/");
                if (code && (bytes.contains("jakarta/servlet") || bytes.contains("jakarta.servlet"))) {
                    named.add(each.getName());
                }
            }
            assertEquals(List.of(), named);
        }
    }

    @Test
    void itHasNoModuleAndAWebFragmentOfItsOwn() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            assertNull(jar.getEntry("module-info.class"));
            assertNotNull(jar.getEntry("META-INF/services/javax.servlet.ServletContainerInitializer"));
            assertNull(jar.getEntry("META-INF/services/jakarta.servlet.ServletContainerInitializer"));
            ZipEntry fragment = jar.getEntry("META-INF/web-fragment.xml");
            String xml = new String(jar.getInputStream(fragment).readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(xml.contains("version=\"4.0\"") && xml.contains("<name>hushgate</name>"), xml);
        }
    }

    @Test
    void theDemonstrationRunsInTomcat9() throws Exception {
        String classPath = compile();
        int port = freePort();
        Process demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        MAIN,
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("demo.log").toFile())
                .start();
        try {
            HttpResponse<String> before = get(port, "/before/report", demo);
            HttpResponse<String> after = get(port, "/after/report", demo);
            assertEquals(200, before.statusCode());
            assertEquals(200, after.statusCode());
            assertTrue(before.body().contains("connect.facebook.net"), "the form has its tags before");
            assertFalse(after.body().contains("connect.facebook.net"), "and not after");
            assertEquals(List.of(), before.headers().allValues("content-security-policy"));
            assertEquals(2, after.headers().allValues("content-security-policy").size());
        } finally {
            demo.destroyForcibly().waitFor();
        }
    }

    /** The demonstration as its own owner would write it for such a server. */
    private String compile() throws IOException {
        Path sources = folder.resolve("sources");
        Path classes = folder.resolve("classes");
        copy(DEMO.resolve("java"), sources, true);
        copy(DEMO.resolve("resources"), classes, false);
        String libraries = Stream.concat(
                        Stream.concat(Stream.of(JAR), jars("tomcat-9").stream()),
                        OURS.stream().map(JavaxJarIT::origin))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", classes.toString()));
        arguments.addAll(List.of("-cp", libraries));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        assertEquals(0, compiler.run(null, null, null, arguments.toArray(String[]::new)));
        return classes + File.pathSeparator + libraries;
    }

    private static void copy(Path from, Path to, boolean javax) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                Files.createDirectories(target.getParent());
                if (javax) {
                    Files.writeString(target, Files.readString(each).replace("jakarta.servlet", "javax.servlet"));
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }

    private static List<Path> jars(String server) throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target", "containers", server))) {
            return jars.toList();
        }
    }

    private static Path origin(String name) {
        try {
            return Path.of(Class.forName(name)
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (ReflectiveOperationException | java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Asks until the server is there. */
    private HttpResponse<String> get(int port, String path, Process demo) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
        long deadline = System.nanoTime() + 120_000_000_000L;
        while (true) {
            try {
                return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                if (!demo.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException(Files.readString(folder.resolve("demo.log")), e);
                }
                Thread.sleep(200);
            }
        }
    }
}
