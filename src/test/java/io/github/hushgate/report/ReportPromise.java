package io.github.hushgate.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whatever the bytes: nothing is thrown, what comes of them is bounded and of known words, and the next good report is
 * read.
 */
final class ReportPromise {
    private static final int MAX_TEXT = 2_400;
    private static final byte[] GOOD =
            Endpoints.legacy("https://good.example/x").getBytes(StandardCharsets.UTF_8);

    private final ReportCounters counters = new ReportCounters();
    private final ReportIntake intake = new ReportIntake(
            Endpoints.WIDE, new Redactor(Endpoints.detector(), new NoiseRules(List.of())), counters, new Kept());

    private static Upload upload() {
        return new Upload(
                Instant.EPOCH,
                "a",
                Optional.empty(),
                "41",
                "",
                OwnOrigins.of(Set.of("https://www.police.test")),
                "chromium/156");
    }

    /** Throws AssertionError where these bytes break it. */
    void hold(byte[] body) {
        List<ReportRecord> records = intake.read(ByteBuffer.wrap(body), upload(), why -> {});
        if (records.size() > Endpoints.WIDE.entries()) {
            throw new AssertionError(records.size() + " records");
        }
        records.forEach(ReportPromise::isSound);
        if (intake.read(ByteBuffer.wrap(GOOD), upload(), why -> {}).size() != 1) {
            throw new AssertionError("the next good report is not read");
        }
    }

    private static void isSound(ReportRecord each) {
        String text = each.toString();
        boolean plain = text.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == '<' || c == '\u2028' || c == '\u2029');
        if (text.length() > MAX_TEXT || !plain) {
            throw new AssertionError(text);
        }
    }
}
