package io.github.hushgate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever is sent: an empty 204, nothing of it kept but what was sound, and the next good report is stored. */
class HostileReportsTest {
    private static final String GOOD = HostileCases.GOOD;

    @TestFactory
    Stream<DynamicTest> nothingHarmsTheEndpoint() {
        List<HostileCases.Case> cases = HostileCases.all();
        assertTrue(cases.size() >= 60, cases.size() + " cases");
        return cases.stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> run(each)));
    }

    private static void run(HostileCases.Case each) {
        Kept kept = new Kept();
        try (ReportEndpoint endpoint = Endpoints.of(kept)) {
            Exchange exchange = Exchange.of(each.body().get()).method(each.method());
            each.headers().forEach(exchange::header);
            exchange.query("p=a&r=0&b=41").to(endpoint);
            assertEquals(each.stored(), kept.count(), kept.violations()::toString);
            Exchange.of(GOOD).to(endpoint);
            assertEquals(each.stored() + 1, kept.count());
        }
        String stored = kept.violations().toString();
        HostileCases.HARM.forEach(harm -> assertFalse(stored.contains(harm), stored));
    }

    @Test
    void aSlowBodyEndsAtItsDeadline() {
        ReportLimits limits = new ReportLimits(
                256 * 1024, 200, 16, Duration.ofMillis(100), 1_000, 1_000, 1_000, Duration.ofSeconds(1));
        Kept kept = new Kept();
        try (ReportEndpoint endpoint = Endpoints.of(kept, limits, Set.of())) {
            Exchange.of(new Slow()).to(endpoint);
            assertEquals(1, endpoint.counts().get("refused.read-deadline"));
            Exchange.of(GOOD).to(endpoint);
        }
        assertEquals(1, kept.count());
    }

    @Test
    void aPreflightIsAnsweredForConfiguredOriginsOnly() {
        try (ReportEndpoint endpoint = Endpoints.of(new Kept(), Endpoints.WIDE, Set.of("https://www.police.test"))) {
            Exchange ours = preflight("https://www.police.test");
            ours.to(endpoint);
            assertEquals("https://www.police.test", ours.answered.get("Access-Control-Allow-Origin"));
            Exchange theirs = preflight("https://evil.example");
            theirs.to(endpoint);
            assertFalse(theirs.answered.containsKey("Access-Control-Allow-Origin"));
            Exchange post = Exchange.of(GOOD).header("Origin", "https://www.police.test");
            post.to(endpoint);
            assertEquals("https://www.police.test", post.answered.get("Access-Control-Allow-Origin"));
        }
    }

    private static Exchange preflight(String origin) {
        return Exchange.of("")
                .method("OPTIONS")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST");
    }

    /** A byte every now and then, for ever. */
    private static final class Slow extends InputStream {
        @Override
        public int read() {
            return ' ';
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            bytes[from] = ' ';
            return 1;
        }
    }
}
