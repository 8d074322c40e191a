package io.github.hushgate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One client cannot use up the room of the others, and a proxy is no client. */
class ClientRatesTest {
    private static final ReportLimits TWO_A_MINUTE =
            new ReportLimits(256 * 1024, 200, 16, Duration.ofSeconds(5), 2, 1_000_000, 1_000, Duration.ofSeconds(2));

    @Test
    void aClientIsItsNetwork() {
        ClientRates rates = new ClientRates(2);
        assertTrue(rates.take("203.0.113.7", 0));
        assertTrue(rates.take("203.0.113.200", 0));
        assertFalse(rates.take("203.0.113.9", 0));
        assertTrue(rates.take("203.0.114.9", 0));
        assertTrue(rates.take("2001:db8:1::1", 0));
        assertTrue(rates.take("2001:db8:1:5::1", 0));
        assertFalse(rates.take("2001:db8:1:6::1", 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "0:0:0:0:0:0:0:1",
                "10.3.4.5",
                "172.16.0.1",
                "172.31.9.9",
                "192.168.1.1",
                "169.254.0.1",
                "::ffff:10.0.0.1",
                "fe80::1",
                "fd00:1::2"
            })
    void aProxyOfTheSitesOwnNetworkHasNoRate(String address) {
        ClientRates rates = new ClientRates(1);
        for (int i = 0; i < 10; i++) {
            assertTrue(rates.take(address, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"172.32.0.1", "100.10.0.1", "11.0.0.1", "::12", "fec0::1", "2001:fd00::1", "not an address"})
    void whatOnlyLooksLikeOneHas(String address) {
        ClientRates rates = new ClientRates(1);
        assertTrue(rates.take(address, 0));
        assertFalse(rates.take(address, 0));
    }

    private static long recorded(Optional<String> header, String... forwarded) {
        var settings = new ReportEndpoint.Settings(
                "/hushgate/reports",
                Set.of(),
                true,
                Map.of(),
                true,
                header,
                true,
                List.of(),
                TWO_A_MINUTE,
                Optional.empty());
        var kept = new Kept();
        try (var endpoint = new ReportEndpoint(settings, Endpoints.detector(), kept)) {
            for (String each : forwarded) {
                Exchange.of(Endpoints.legacy("https://a.example/"))
                        .header("X-Forwarded-For", each)
                        .to(endpoint);
            }
        }
        assertEquals(
                forwarded.length - kept.count(),
                kept.all(UnrecordedCount.class).stream()
                        .mapToLong(UnrecordedCount::count)
                        .sum());
        return kept.count();
    }

    @Test
    void aHeaderIsBelievedOnlyWhenTheOwnerNamesIt() {
        assertEquals(2, recorded(Optional.empty(), "192.0.2.1", "198.51.100.1", "203.0.113.1"));
        assertEquals(3, recorded(Optional.of("X-Forwarded-For"), "192.0.2.1", "198.51.100.1", "203.0.113.1"));
    }

    @Test
    void onlyTheLastAddressOfTheHeaderCounts() {
        assertEquals(
                2,
                recorded(
                        Optional.of("X-Forwarded-For"),
                        "192.0.2.1, 203.0.113.1",
                        "198.51.100.1,203.0.113.1",
                        "10.0.0.1, 203.0.113.1"));
    }
}
