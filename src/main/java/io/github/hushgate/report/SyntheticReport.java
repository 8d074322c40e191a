package io.github.hushgate.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A report of our own, made to tell whether the way from bytes to record works and lets nothing through. */
final class SyntheticReport {
    private static final String SECRET = "self-test-secret";
    private static final String SITE = "https://site.invalid";
    private static final String BLOCKED = "https://self-test.invalid";
    private static final String PAGE = SITE + "/" + SECRET + "?" + SECRET;
    private static final String ADDRESS = BLOCKED + "/" + SECRET + "?" + SECRET;

    /** By media type. */
    private static final Map<String, String> BODIES = Map.of(
            RequestGate.LEGACY,
            "{\"csp-report\":{\"document-uri\":\"" + PAGE + "\",\"referrer\":\"" + SITE + "/" + SECRET
                    + "\",\"effective-directive\":\"img-src\",\"disposition\":\"enforce\",\"blocked-uri\":\"" + ADDRESS
                    + "\",\"status-code\":200,\"script-sample\":\"" + SECRET + "\"}}",
            RequestGate.REPORTING_API,
            "[{\"type\":\"csp-violation\",\"age\":0,\"url\":\"" + PAGE + "\",\"user_agent\":\"" + SECRET
                    + "\",\"body\":{\"documentURL\":\"" + PAGE + "\",\"referrer\":\"" + SITE + "/" + SECRET
                    + "\",\"effectiveDirective\":\"img-src\",\"disposition\":\"enforce\",\"blockedURL\":\"" + ADDRESS
                    + "\",\"statusCode\":200,\"sample\":\"" + SECRET + "\"}}]");

    private SyntheticReport() {}

    static byte[] body(String mediaType) {
        return BODIES.getOrDefault(mediaType, "").getBytes(StandardCharsets.UTF_8);
    }

    /** Whether both forms get through the intake as they should; nothing of them is kept. */
    static boolean getsThrough(ReportIntake intake, Instant minute) {
        return BODIES.keySet().stream().allMatch(type -> isOne(ByteBuffer.wrap(body(type)), intake, minute));
    }

    /** Whether the body is such a report, unharmed on its way here. */
    static boolean isOne(ByteBuffer body, ReportIntake intake, Instant minute) {
        Upload upload = new Upload(minute, "", Optional.empty(), "", "", OwnOrigins.of(Set.of(SITE)), "self-test");
        List<ReportRecord> records = intake.read(body.duplicate(), upload, why -> {});
        return records.size() == 1
                && records.get(0) instanceof ViolationReport violation
                && violation.blocked().origin().equals(BLOCKED)
                && violation.directive().equals("img-src")
                && !violation.toString().contains(SECRET);
    }
}
