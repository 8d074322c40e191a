package io.github.hushgate.examples.tomcatwar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The WAR's folder, run by Tomcat. */
class TomcatWarTest {
    @TempDir
    private Path base;

    private final Tomcat tomcat = new Tomcat();

    @BeforeEach
    void start() throws Exception {
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.addWebapp("", Path.of("src/main/webapp").toAbsolutePath().toString());
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI address = URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theFormLosesItsTrackerAndTheHomePageIsAsItWas() throws Exception {
        HttpResponse<String> form = get("/report/");
        assertEquals(200, form.statusCode());
        assertTrue(form.body().contains("<textarea"), form.body());
        assertFalse(form.body().contains("facebook"), form.body());
        assertEquals(2, form.headers().allValues("Content-Security-Policy").size());

        HttpResponse<String> home = get("/");
        assertTrue(home.body().contains("facebook"), home.body());
        assertTrue(home.headers().firstValue("Content-Security-Policy").isEmpty());
    }
}
