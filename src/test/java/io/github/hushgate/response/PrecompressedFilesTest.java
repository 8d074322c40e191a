package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.response.Server.Container;
import jakarta.servlet.ServletContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that lie beside a compressed copy of themselves, as Tomcat's default servlet serves them. */
class PrecompressedFilesTest {
    private static final String ANY = "Accept-Encoding: br, gzip";

    @TempDir
    Path files;

    private static void register(ServletContext context) {
        BehaviourApp.map(
                context,
                new HushgateFilter(
                        HushgateConfig.builder().sensitive("/report/**").build()));
        var servlet = context.addServlet("files", "org.apache.catalina.servlets.DefaultServlet");
        servlet.setInitParameter("precompressed", "true");
        servlet.addMapping("/report/*", "/open/*");
    }

    /** The copies need not be what their names say: nobody but a browser would read them. */
    @Test
    void aPageIsSentUncompressedAndRewrittenAndItsPartsAsTheyLie() throws Exception {
        for (String folder : new String[] {"open", "report"}) {
            Path here = Files.createDirectory(files.resolve(folder));
            Files.writeString(here.resolve("page.html"), Tracking.PAGE);
            Files.writeString(here.resolve("page.html.br"), "brotli");
            Files.writeString(here.resolve("page.html.gz"), "gzip");
            Files.writeString(here.resolve("app.js"), "start()");
            Files.writeString(here.resolve("app.js.br"), "brotli");
        }
        Server server = Server.start(Container.TOMCAT, PrecompressedFilesTest::register, files);
        try {
            Wire.Answer open = Wire.get(server.port(), "/open/page.html", ANY);
            assertEquals("br", open.header("content-encoding"));

            Wire.Answer page = Wire.get(server.port(), "/report/page.html", ANY);
            assertEquals("", page.header("content-encoding"));
            assertEquals(Tracking.CLEAN, page.text());
            assertEquals(2, page.all("content-security-policy").size());

            Wire.Answer script = Wire.get(server.port(), "/report/app.js", ANY, "Sec-Fetch-Dest: script");
            assertEquals("br", script.header("content-encoding"));
            assertArrayEquals("brotli".getBytes(StandardCharsets.US_ASCII), script.body());
        } finally {
            server.close();
        }
    }
}
