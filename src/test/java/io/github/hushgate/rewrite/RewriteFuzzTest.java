package io.github.hushgate.rewrite;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** A fuzzer looks for pages that break {@link RewritePromise}; profile {@code fuzz}. */
@Tag("fuzz")
class RewriteFuzzTest {
    private final RewritePromise promise = new RewritePromise();

    @FuzzTest(maxDuration = "5m")
    void noPageKeepsATrackerOrLosesAnythingElse(byte[] input) {
        promise.hold(input);
    }
}
