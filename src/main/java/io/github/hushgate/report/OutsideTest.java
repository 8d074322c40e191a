package io.github.hushgate.report;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * Sends a report of each media type to the address that browsers are told, and says what became of it: a firewall, a
 * CSRF filter or a proxy may refuse what the endpoint itself would take, and an empty log then looks like a clean site.
 * The endpoint answers ours with the mark that came with it, so that no other 204 is taken for its own.
 */
final class OutsideTest {
    /** Of the answer: the mark that stood in the query as {@code t}. */
    static final String HEADER = "Hushgate-Self-Test";

    private static final System.Logger LOG = System.getLogger(OutsideTest.class.getName());
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int MARK_BYTES = 18;
    private static final int NO_CONTENT = 204;
    private static final int REDIRECTIONS = 300;
    private static final int ERRORS = 400;

    private final URI address;
    private final String origin;
    private final SecureRandom random = new SecureRandom();

    /** Of reports to this address, without query, as pages of this origin send them. */
    OutsideTest(URI address, String origin) {
        this.address = address;
        this.origin = origin;
    }

    /** By media type what became of it. Waits for the answers, half a minute at the most. */
    Map<String, String> run() {
        Map<String, String> outcomes = new LinkedHashMap<>();
        // One client a day: its thread ends with it.
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
        for (String type : List.of(RequestGate.LEGACY, RequestGate.REPORTING_API)) {
            outcomes.put(type, send(client, type));
        }
        outcomes.forEach((type, outcome) -> {
            if (!outcome.equals(SelfTest.ARRIVED)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "reports: a test report of type {0}, sent to the address of reports.url: {1}",
                        type,
                        outcome);
            }
        });
        return outcomes;
    }

    private String send(HttpClient client, String type) {
        byte[] bytes = new byte[MARK_BYTES];
        random.nextBytes(bytes);
        String mark = Base64.getUrlEncoder().encodeToString(bytes);
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "?t=" + mark))
                .timeout(ANSWER)
                .header("Content-Type", type)
                .header("Origin", origin)
                .header("User-Agent", "hushgate-self-test")
                .POST(HttpRequest.BodyPublishers.ofByteArray(SyntheticReport.body(type)))
                .build();
        try {
            return outcome(client.send(request, HttpResponse.BodyHandlers.discarding()), mark);
        } catch (SSLException e) {
            return SelfTest.NOT_TRIED + ": this server does not trust the certificate";
        } catch (IOException e) {
            return SelfTest.NOT_TRIED + ": no answer at that address from this server";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return SelfTest.NOT_TRIED + ": the server was stopping";
        }
    }

    private String outcome(HttpResponse<Void> response, String mark) {
        int status = response.statusCode();
        if (response.headers().firstValue(HEADER).filter(mark::equals).isPresent()) {
            return SelfTest.ARRIVED;
        }
        if (status >= REDIRECTIONS && status < ERRORS) {
            return "status " + status
                    + whither(response.headers().firstValue("Location").orElse(""));
        }
        return status == NO_CONTENT ? "status 204, but not from this endpoint" : "status " + status;
    }

    /** Whither a redirect led, told without its address. */
    private String whither(String location) {
        String path = path(location);
        String asked = address.getRawPath();
        if (path.equals(asked + "/") || asked.equals(path + "/")) {
            return ", to the same address " + (path.endsWith("/") ? "with" : "without") + " a last slash";
        }
        return ", to another address";
    }

    private String path(String location) {
        try {
            return String.valueOf(address.resolve(location).getRawPath());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
