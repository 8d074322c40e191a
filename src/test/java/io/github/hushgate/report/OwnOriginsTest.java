package io.github.hushgate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hushgate.route.RoutePattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose reports are taken where a proxy gives the site another name than the container knows. */
final class OwnOriginsTest {
    @ParameterizedTest
    @CsvSource({
        "true,  https://public.police.test, 1",
        "true,  https://www.police.test,    1",
        "true,  https://evil.example,       0",
        "false, https://public.police.test, 1",
        "false, https://www.police.test,    0",
    })
    void theRequestsOwnOriginCountsBesideTheNamedOnesUnlessTheOwnerNamedAll(
            boolean requestIsOwn, String origin, int taken) {
        var settings = new ReportEndpoint.Settings(
                "/hushgate/reports",
                Set.of("https://public.police.test"),
                requestIsOwn,
                Map.of("0", RoutePattern.of("/report/**")),
                true,
                Optional.empty(),
                true,
                List.of(),
                Endpoints.WIDE,
                Optional.empty());
        var kept = new Kept();
        try (var endpoint = new ReportEndpoint(settings, Endpoints.detector(), kept)) {
            String report =
                    Endpoints.legacy("https://www.facebook.com/tr?id=1").replace("https://www.police.test", origin);
            Exchange.of(report).header("Origin", origin).query("p=a&r=0").to(endpoint);
        }
        assertEquals(taken, kept.count());
    }
}
