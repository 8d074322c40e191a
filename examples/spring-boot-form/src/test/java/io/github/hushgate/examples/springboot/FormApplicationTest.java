package io.github.hushgate.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The running application, as a browser and its owner see it. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "spring.security.user.password=open sesame")
class FormApplicationTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @Value("${local.server.port}")
    private int port;

    private HttpResponse<String> send(HttpRequest.Builder request, String path)
            throws IOException, InterruptedException {
        return client.send(
                request.uri(URI.create("http://localhost:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder loggedIn() {
        String pair = Base64.getEncoder().encodeToString("dpo:open sesame".getBytes());
        return HttpRequest.newBuilder().header("Authorization", "Basic " + pair);
    }

    @Test
    void theHomePageIsAsItWas() throws Exception {
        HttpResponse<String> home = send(HttpRequest.newBuilder(), "/");
        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.body()).contains("fbevents.js");
        assertThat(home.headers().firstValue("Content-Security-Policy")).isEmpty();
    }

    @Test
    void theFormLosesItsTrackerAndKeepsItsOwnScriptByTheNonce() throws Exception {
        HttpResponse<String> form = send(HttpRequest.newBuilder(), "/report");
        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(form.body()).doesNotContain("facebook").contains("<textarea").contains("_csrf");
        assertThat(form.headers().allValues("Content-Security-Policy")).hasSize(2);
        String nonce =
                form.headers().allValues("Content-Security-Policy").get(0).replaceFirst(".*'nonce-([^']*)'.*", "$1");
        assertThat(form.body()).contains("nonce=\"" + nonce + "\"");
    }

    /** Spring Security would refuse a POST without its token; an endpoint behind it would hear nothing. */
    @Test
    void aReportNeedsNoCsrfTokenAndTheOwnerSeesIt() throws Exception {
        String report = "{\"csp-report\":{\"document-uri\":\"http://localhost:" + port + "/report\","
                + "\"effective-directive\":\"img-src\",\"disposition\":\"enforce\","
                + "\"blocked-uri\":\"https://www.facebook.com/tr?id=1\"}}";
        HttpRequest.Builder post = HttpRequest.newBuilder()
                .header("Content-Type", "application/csp-report")
                .POST(HttpRequest.BodyPublishers.ofString(report));
        assertThat(send(post, "/hushgate/reports?p=a&r=0").statusCode()).isEqualTo(204);

        assertThat(send(HttpRequest.newBuilder(), "/hushgate/review").statusCode())
                .isEqualTo(401);
        HttpResponse<String> review = send(loggedIn(), "/hushgate/review");
        assertThat(review.statusCode()).isEqualTo(200);
        assertThat(review.body()).contains("Meta Pixel");
        assertThat(send(loggedIn(), "/actuator/hushgate").body()).contains("\"tracker\":\"meta-pixel\"");
    }

    @Test
    void errorPagesOfASensitivePathAreProtectedToo() throws Exception {
        HttpResponse<String> missing =
                send(HttpRequest.newBuilder().header("Accept", "text/html"), "/report/nothing-here");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.headers().allValues("Content-Security-Policy")).hasSize(2);
    }
}
