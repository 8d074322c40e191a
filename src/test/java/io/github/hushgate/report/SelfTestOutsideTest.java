package io.github.hushgate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands between browsers and the endpoint shows in its test of itself. */
final class SelfTestOutsideTest {
    private static final String LEGACY = RequestGate.LEGACY;
    private static final String REPORTING_API = RequestGate.REPORTING_API;
    private static final String PATH = "/hushgate/reports";

    private HttpServer front;

    /** What the site's proxy does. */
    private final AtomicReference<Front> behaviour = new AtomicReference<>(each -> {});

    @FunctionalInterface
    private interface Front {
        void answer(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void open() throws IOException {
        front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        front.createContext("/", exchange -> {
            try (exchange) {
                behaviour.get().answer(exchange);
            }
        });
        front.start();
    }

    @AfterEach
    void close() {
        front.stop(0);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + front.getAddress().getPort() + PATH);
    }

    private Map<String, String> outcomes(Front does) {
        behaviour.set(does);
        return new OutsideTest(address(), "https://www.police.test").run();
    }

    private static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    private static String type(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("Content-Type");
    }

    /** Hands everything on, as a proxy that changes nothing. */
    private static Front to(ReportEndpoint endpoint) {
        return exchange -> {
            Exchange through = Exchange.of(exchange.getRequestBody())
                    .query(exchange.getRequestURI().getRawQuery())
                    .header("Content-Type", type(exchange))
                    .header("Origin", exchange.getRequestHeaders().getFirst("Origin"));
            through.to(endpoint);
            through.answered.forEach(exchange.getResponseHeaders()::set);
            status(exchange, 204);
        };
    }

    @Test
    void bothMediaTypesArriveAndNothingOfThemIsKept() {
        Kept kept = new Kept();
        try (ReportEndpoint endpoint = Endpoints.of(kept)) {
            assertEquals(Map.of(LEGACY, "arrived", REPORTING_API, "arrived"), outcomes(to(endpoint)));
            assertEquals(2, endpoint.counts().get("self-test.arrived"));
        }
        assertEquals(List.of(), kept.violations());
    }

    @Test
    void aFirewallThatRefusesOneMediaTypeIsNamed() {
        try (ReportEndpoint endpoint = Endpoints.of(new Kept())) {
            Front firewall = exchange -> {
                if (type(exchange).equals(LEGACY)) {
                    status(exchange, 403);
                } else {
                    to(endpoint).answer(exchange);
                }
            };
            assertEquals(Map.of(LEGACY, "status 403", REPORTING_API, "arrived"), outcomes(firewall));
        }
    }

    @Test
    void aRedirectToTheSamePlaceWithASlashIsNamed() {
        assertEquals(
                "status 301, to the same address with a last slash",
                outcomes(exchange -> {
                            exchange.getResponseHeaders().set("Location", PATH + "/");
                            status(exchange, 301);
                        })
                        .get(LEGACY));
        assertEquals(
                "status 302, to another address",
                outcomes(exchange -> {
                            exchange.getResponseHeaders().set("Location", "https://login.police.test/?next=/x");
                            status(exchange, 302);
                        })
                        .get(REPORTING_API));
    }

    @Test
    void somebodyElses204IsNotTakenForOurs() {
        assertEquals(
                "status 204, but not from this endpoint",
                outcomes(exchange -> status(exchange, 204)).get(LEGACY));
    }

    @Test
    void anAddressThatThisServerCannotReachSaysNothingAboutBrowsers() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        var nowhere = new OutsideTest(URI.create("http://127.0.0.1:" + closed + PATH), "https://www.police.test");
        SelfTest test = new SelfTest(Instant.EPOCH, true, nowhere.run());
        assertTrue(test.outside().get(LEGACY).startsWith("not tried: no answer"), test::toString);
        assertFalse(test.isRefusedOutside());
    }

    /** Whoever sends a mark with another body sends a report like any other. */
    @Test
    void aMarkAloneHidesNoReport() {
        Kept kept = new Kept();
        Exchange marked =
                Exchange.of(Endpoints.legacy("https://www.facebook.com/tr")).query("t=abcdefghijklmnopqrstuvwx");
        try (ReportEndpoint endpoint = Endpoints.of(kept)) {
            marked.to(endpoint);
        }
        assertEquals(1, kept.count());
        assertFalse(marked.answered.containsKey(OutsideTest.HEADER));
    }

    @Test
    void theEndpointTriesItselfFromOutsideOnceItsServerAnswersAndKeepsTheOutcome() throws InterruptedException {
        var done = new CountDownLatch(1);
        Kept kept = new Kept();
        ReportSink sink = new ReportSink() {
            @Override
            public CompletionStage<Void> append(ReportBatch batch) {
                var kinds = batch.records().stream()
                        .filter(each ->
                                each instanceof SelfTest test && !test.outside().isEmpty());
                var stage = kept.append(batch);
                kinds.forEach(each -> done.countDown());
                return stage;
            }

            @Override
            public void close() {}
        };
        behaviour.set(exchange -> status(exchange, 403));
        var settings = new ReportEndpoint.Settings(
                PATH,
                Set.of("https://www.police.test"),
                false,
                Map.of(),
                true,
                Optional.empty(),
                true,
                List.of(),
                Endpoints.WIDE,
                Optional.of(address()));
        try (var endpoint = new ReportEndpoint(settings, Endpoints.detector(), sink, Duration.ofMillis(10))) {
            assertTrue(done.await(1, TimeUnit.MINUTES));
            assertEquals(1, endpoint.counts().get("self-test.refused-outside"));
        }
        List<SelfTest> tests = kept.all(SelfTest.class);
        assertEquals(Map.of(), tests.get(0).outside());
        assertEquals(
                Map.of(LEGACY, "status 403", REPORTING_API, "status 403"),
                tests.get(1).outside());
        assertEquals(2, tests.size());
        assertTrue(
                tests.get(1).outsideInWords().contains("refuses reports (application/csp-report: status 403"),
                tests.get(1)::outsideInWords);
    }
}
