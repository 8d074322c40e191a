package io.github.hushgate.report;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/**
 * Whatever the bytes: nothing is thrown, what comes of them is bounded and of known words, and the next good report is
 * read. The seeds run in every build; the fuzzer itself in the profile {@code fuzz}.
 */
@Tag("fuzz")
class ReportFuzzTest {
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

    @FuzzTest(maxDuration = "5m")
    void noBytesHarmTheWayFromBodyToRecord(byte[] body) {
        List<ReportRecord> records = intake.read(ByteBuffer.wrap(body), upload(), why -> {});
        if (records.size() > Endpoints.WIDE.entries()) {
            throw new AssertionError(records.size() + " records");
        }
        records.forEach(ReportFuzzTest::isSound);
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
