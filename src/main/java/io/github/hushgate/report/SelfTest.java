package io.github.hushgate.report;

import java.time.Instant;

/**
 * A synthetic report of our own that went the whole way: silence of the browsers is then silence, not a broken
 * endpoint.
 *
 * @param time to the minute
 * @param passed whether it arrived as it should
 */
public record SelfTest(Instant time, boolean passed) implements ReportRecord {}
