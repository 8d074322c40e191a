package io.github.hushgate.report;

import io.github.hushgate.route.RoutePattern;
import io.github.hushgate.tracker.TrackerCatalog;
import io.github.hushgate.tracker.TrackerDetector;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a body's bytes to redacted and classified records, with the bundled catalog. Run with {@code -prof gc}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(1)
public class IntakeBenchmark {
    private static final String PAGE = "https://www.police.test/report/domestic-abuse?name=Jane+Doe&ref=CR12345";
    private static final String POLICY = "default-src 'self'; script-src 'self' 'nonce-n0nce' 'strict-dynamic'; img-src"
            + " 'self'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src"
            + " 'none'; report-uri /hushgate/reports?p=a&r=0&b=41";
    private static final String TRACKER = "https://www.facebook.com/tr?id=1234567890&ev=PageView&dl=https%3A%2F%2F"
            + "www.police.test%2Freport%2Fdomestic-abuse%3Fname%3DJane";

    /** The shape of the upload. */
    @Param({"legacy", "thirdParty", "batch30"})
    public String shape;

    private ReportIntake intake;
    private Upload upload;
    private byte[] body;

    static String legacy(String blocked) {
        return "{\"csp-report\":{\"document-uri\":\"" + PAGE
                + "\",\"referrer\":\"\",\"violated-directive\":\"img-src\","
                + "\"effective-directive\":\"img-src\",\"original-policy\":\"" + POLICY
                + "\",\"disposition\":\"enforce\",\"blocked-uri\":\"" + blocked
                + "\",\"line-number\":12,\"column-number\":104,\"source-file\":\"https://www.police.test/report/domestic-abuse\","
                + "\"status-code\":200,\"script-sample\":\"\"}}";
    }

    static String batch(int entries) {
        StringBuilder all = new StringBuilder("[");
        for (int i = 0; i < entries; i++) {
            all.append(i == 0 ? "" : ",")
                    .append("{\"age\":53159,\"body\":{\"blockedURL\":\"https://h")
                    .append(i)
                    .append(".example/a.gif?x=1\",\"columnNumber\":104,\"disposition\":\"enforce\",\"documentURL\":\"")
                    .append(PAGE)
                    .append("\",\"effectiveDirective\":\"img-src\",\"lineNumber\":1,\"originalPolicy\":\"")
                    .append(POLICY)
                    .append("\",\"referrer\":\"\",\"sample\":\"\",\"sourceFile\":\"https://www.police.test/report/x\","
                            + "\"statusCode\":200},\"type\":\"csp-violation\",\"url\":\"")
                    .append(PAGE)
                    .append("\",\"user_agent\":\"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                            + " Chrome/156.0.0.0 Safari/537.36\"}");
        }
        return all.append("]").toString();
    }

    /** Start-up. */
    @Setup
    public void load() {
        Redactor redactor = new Redactor(TrackerDetector.of(TrackerCatalog.bundled()), new NoiseRules(List.of()));
        intake = new ReportIntake(ReportLimits.DEFAULT, redactor, new ReportCounters(), new Kept());
        upload = new Upload(
                Instant.EPOCH,
                "a",
                Optional.of(RoutePattern.of("/report/**")),
                "41",
                "",
                OwnOrigins.of(Set.of("https://www.police.test")),
                "chromium/156");
        String text = switch (shape) {
            case "legacy" -> legacy(TRACKER);
            case "thirdParty" -> legacy("https://cdn.third-party.example/widget.js?v=4");
            default -> batch(30);
        };
        body = text.getBytes(StandardCharsets.UTF_8);
    }

    /** All that happens before the sink. */
    @Benchmark
    public List<ReportRecord> read() {
        return intake.read(ByteBuffer.wrap(body), upload, why -> {});
    }
}
