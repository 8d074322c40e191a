package io.github.hushgate.report;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A synthetic report of our own that went the whole way: silence of the browsers is then silence, not a broken
 * endpoint.
 *
 * @param time to the minute
 * @param passed whether it arrived as it should
 * @param outside by media type what became of one that was sent to {@code reports.url}: {@link #ARRIVED}, or in a few
 *     words what stood in its way; empty where that was not tried
 */
public record SelfTest(Instant time, boolean passed, Map<String, String> outside) implements ReportRecord {
    /** What became of a report that is received as it was sent. */
    public static final String ARRIVED = "arrived";

    /** What became of one that could not be sent from here: this says nothing about browsers. */
    public static final String NOT_TRIED = "not tried";

    /** Copies the map. */
    public SelfTest {
        outside = Collections.unmodifiableMap(new TreeMap<>(outside));
    }

    /** A test that stayed inside. */
    public SelfTest(Instant time, boolean passed) {
        this(time, passed, Map.of());
    }

    /** Whether something between the browsers and this endpoint refuses reports. */
    public boolean isRefusedOutside() {
        return outside.values().stream().anyMatch(each -> !each.equals(ARRIVED) && !each.startsWith(NOT_TRIED));
    }

    /** What the owner is told of {@link #outside}, as the end of a sentence. */
    public String outsideInWords() {
        String told = outside.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue())
                .collect(Collectors.joining(", "));
        if (isRefusedOutside()) {
            return "but something between browsers and this server refuses reports (" + told
                    + "), so that silence proves nothing.";
        }
        return outside.values().stream().allMatch(ARRIVED::equals)
                ? "reports sent to its public address arrive."
                : "whether reports sent to its public address arrive could not be tried from here (" + told + ").";
    }
}
