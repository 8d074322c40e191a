package io.github.hushgate.report;

import io.github.hushgate.route.RoutePattern;
import io.github.hushgate.tracker.Category;
import io.github.hushgate.tracker.Risk;
import io.github.hushgate.tracker.Signature.Confidence;
import io.github.hushgate.tracker.Signature.HostRule;
import io.github.hushgate.tracker.Signature.Role;
import io.github.hushgate.tracker.Tracker;
import io.github.hushgate.tracker.TrackerCatalog;
import io.github.hushgate.tracker.TrackerDetector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Endpoints as tests need them. */
final class Endpoints {
    static final ReportLimits WIDE = new ReportLimits(
            256 * 1024, 200, 16, Duration.ofSeconds(5), 1_000_000, 1_000_000, 1_000_000, Duration.ofSeconds(2));

    private Endpoints() {}

    static TrackerDetector detector() {
        HostRule rule = new HostRule("www.facebook.com", true, "/tr", Role.PIXEL, Confidence.SHARED_HOST);
        return TrackerDetector.of(new TrackerCatalog(List.of(new Tracker(
                "meta-pixel",
                "Meta Pixel",
                "Meta",
                Category.ADVERTISING,
                Risk.VISIT_DISCLOSURE,
                List.of(rule),
                "test"))));
    }

    static ReportEndpoint of(ReportSink sink) {
        return of(sink, WIDE, Set.of());
    }

    static ReportEndpoint of(ReportSink sink, ReportLimits limits, Set<String> origins) {
        Map<String, RoutePattern> rules = Map.of("0", RoutePattern.of("/report/**"));
        return new ReportEndpoint(
                new ReportEndpoint.Settings(
                        "/hushgate/reports",
                        origins,
                        origins.isEmpty(),
                        rules,
                        true,
                        Optional.empty(),
                        true,
                        List.of(),
                        limits,
                        Optional.empty()),
                detector(),
                sink);
    }

    static String legacy(String blocked) {
        return "{\"csp-report\":{\"document-uri\":\"https://www.police.test/report/rape?name=Jane\",\"referrer\":\"\","
                + "\"violated-directive\":\"img-src\",\"effective-directive\":\"img-src\",\"disposition\":\"enforce\","
                + "\"blocked-uri\":\"" + blocked + "\",\"status-code\":200,\"script-sample\":\"\"}}";
    }

    static String entry(String body) {
        return "{\"age\":1,\"type\":\"csp-violation\",\"url\":\"https://www.police.test/report/x\",\"body\":" + body
                + "}";
    }

    static String violation(String blocked) {
        return entry("{\"documentURL\":\"https://www.police.test/report/x\",\"effectiveDirective\":\"img-src\","
                + "\"disposition\":\"enforce\",\"blockedURL\":\"" + blocked + "\"}");
    }
}
