package io.github.hushgate.report;

import io.github.hushgate.policy.Disposition;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which kept records a question is about; what is empty does not narrow it.
 *
 * @param from the first moment
 * @param to the moment behind the last
 * @param route the rule's pattern
 * @param tracker the catalog's id
 * @param classification as in {@link ViolationReport}
 * @param disposition enforce or report
 * @param build the site's build
 */
public record ReportQuery(
        Instant from,
        Instant to,
        Optional<String> route,
        Optional<String> tracker,
        Optional<String> classification,
        Optional<Disposition> disposition,
        Optional<String> build) {
    /** Days before the first moment that are looked at as well, to tell what is new from what came back. */
    public static final int HISTORY_DAYS = 30;

    /** Everything that is kept. */
    public static final ReportQuery ALL = between(Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z"));

    /** Refuses nulls. */
    public ReportQuery {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(route, "route");
        Objects.requireNonNull(tracker, "tracker");
        Objects.requireNonNull(classification, "classification");
        Objects.requireNonNull(disposition, "disposition");
        Objects.requireNonNull(build, "build");
    }

    /** Everything kept from {@code from} until before {@code to}. */
    public static ReportQuery between(Instant from, Instant to) {
        return new ReportQuery(
                from, to, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Everything kept in the last so many days; a clock that is a little ahead of ours leaves nothing out. */
    public static ReportQuery ofLastDays(int days, Instant now) {
        return between(now.minus(Duration.ofDays(days)), now.plus(Duration.ofDays(1)));
    }

    /** The same question, from so much earlier as it takes to know what came before. */
    public ReportQuery withHistory() {
        Instant earlier = from.minus(Duration.ofDays(HISTORY_DAYS));
        return new ReportQuery(earlier, to, route, tracker, classification, disposition, build);
    }
}
