package io.github.hushgate.report;

import java.time.Duration;

/**
 * The bounds of what the endpoint takes; what is over one is refused and counted under the component's name.
 *
 * @param bodyBytes of one request
 * @param entries judged in one request
 * @param depth of nesting in the JSON
 * @param readDeadline for the whole body, from the first read
 * @param clientRequestsPerMinute for one client (an address cut to its network, keyed, in memory only)
 * @param recordsPerSecond over all clients; what is over it is counted by route and class, without a record
 * @param fingerprints different violations told apart; later ones become {@code (other)}
 * @param acknowledgeWait that a reply waits for its reports to be stored
 */
public record ReportLimits(
        int bodyBytes,
        int entries,
        int depth,
        Duration readDeadline,
        int clientRequestsPerMinute,
        int recordsPerSecond,
        int fingerprints,
        Duration acknowledgeWait) {
    /** The defaults. */
    public static final ReportLimits DEFAULT =
            new ReportLimits(256 * 1024, 200, 16, Duration.ofSeconds(5), 120, 200, 10_000, Duration.ofSeconds(2));

    /** Refuses a bound that is not positive. */
    public ReportLimits {
        positive("bodyBytes", bodyBytes);
        positive("entries", entries);
        positive("depth", depth);
        positive("readDeadline", readDeadline.toMillis());
        positive("clientRequestsPerMinute", clientRequestsPerMinute);
        positive("recordsPerSecond", recordsPerSecond);
        positive("fingerprints", fingerprints);
        positive("acknowledgeWait", acknowledgeWait.toMillis());
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(
                    "reports.limits." + name + ": " + value + " is not positive; leave it out for the default");
        }
    }
}
