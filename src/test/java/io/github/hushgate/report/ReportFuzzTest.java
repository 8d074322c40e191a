package io.github.hushgate.report;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** A fuzzer looks for bytes that break {@link ReportPromise}; profile {@code fuzz}. */
@Tag("fuzz")
class ReportFuzzTest {
    private final ReportPromise promise = new ReportPromise();

    @FuzzTest(maxDuration = "5m")
    void noBytesHarmTheWayFromBodyToRecord(byte[] body) {
        promise.hold(body);
    }
}
