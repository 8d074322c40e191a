package io.github.hushgate.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A report of our own, made to tell whether the way from bytes to record works and lets nothing through. */
final class SyntheticReport {
    private static final String SECRET = "self-test-secret";
    private static final String SITE = "https://site.invalid";
    private static final String BLOCKED = "https://self-test.invalid";
    private static final byte[] BODY = ("{\"csp-report\":{\"document-uri\":\"" + SITE + "/" + SECRET + "?" + SECRET
                    + "\",\"referrer\":\"" + SITE + "/" + SECRET + "\",\"effective-directive\":\"img-src\","
                    + "\"disposition\":\"enforce\",\"blocked-uri\":\"" + BLOCKED + "/" + SECRET + "?" + SECRET
                    + "\",\"status-code\":200,\"script-sample\":\"" + SECRET + "\"}}")
            .getBytes(StandardCharsets.UTF_8);

    private SyntheticReport() {}

    /** Sends it the whole way and has the sink keep the outcome. */
    static SelfTest run(ReportIntake intake, Instant minute) {
        Upload upload = new Upload(minute, "", Optional.empty(), "", "", OwnOrigins.of(Set.of(SITE)), "self-test");
        List<ReportRecord> records = intake.read(ByteBuffer.wrap(BODY), upload, why -> {});
        SelfTest outcome = new SelfTest(minute, isSound(records));
        var ignored = intake.record(outcome);
        return outcome;
    }

    private static boolean isSound(List<ReportRecord> records) {
        return records.size() == 1
                && records.get(0) instanceof ViolationReport violation
                && violation.blocked().origin().equals(BLOCKED)
                && violation.directive().equals("img-src")
                && !violation.toString().contains(SECRET);
    }
}
