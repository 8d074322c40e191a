package io.github.hushgate.report;

import io.github.hushgate.policy.Disposition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A violation that a browser reported, redacted, with how often it stood in one upload. Forgeable: anybody can send
 * one.
 *
 * @param time of arrival, to the minute
 * @param count how many equal entries were folded into this one
 * @param format how it came: {@code legacy} or {@code reports}
 * @param type the report type: {@code csp-violation}, {@code integrity-violation} and so on
 * @param policy the endpoint's letter of the policy that reported: {@code a}, {@code b}, {@code c}; empty when not told
 * @param disposition whether the browser refused or only told
 * @param directive the effective directive; empty where the type has none
 * @param route the rule's pattern; {@code (none)} when the report names no rule of ours
 * @param document the document's path with every segment that the route does not fix masked
 * @param blocked what was refused
 * @param tracker the catalog's id; empty when it is no catalogued tracker
 * @param classification {@code tracker}, {@code own}, {@code third-party}, {@code inline} or {@code noise:<class>}
 * @param mayRedirect an own address was blocked: it may have redirected off-site, and only the first hop is named
 * @param source who caused it: {@code self}, an origin, a scheme such as {@code chrome-extension:}; empty when not told
 * @param line in the source, 0 when not told
 * @param column in the source, 0 when not told
 * @param status the document's HTTP status, 0 when not told
 * @param browser family and major version: {@code chromium/156}
 * @param build the site's build that served the policy; empty when not told
 */
public record ViolationReport(
        Instant time,
        long count,
        String format,
        String type,
        String policy,
        Disposition disposition,
        String directive,
        String route,
        String document,
        BlockedUrl blocked,
        String tracker,
        String classification,
        boolean mayRedirect,
        String source,
        int line,
        int column,
        int status,
        String browser,
        String build)
        implements ReportRecord {

    /** What makes two reports the same violation, whatever policy, browser, build or minute told of it. */
    public record Fingerprint(
            String type, Disposition disposition, String directive, String route, BlockedUrl blocked, String tracker) {}

    /** The violation's identity, made of redacted values only: a query can never make a new one. */
    public Fingerprint identity() {
        return new Fingerprint(type, disposition, directive, route, blocked, tracker);
    }

    /** {@link #identity} as 32 hexadecimal digits, the same in every process. */
    public String fingerprint() {
        String text = String.join(
                "\n",
                type,
                disposition.name(),
                directive,
                route,
                blocked.kind().word(),
                blocked.origin(),
                blocked.path(),
                tracker);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The same violation seen {@code count} times. */
    ViolationReport times(long count) {
        return with(count, blocked, source, line, column);
    }

    /** The same violation without its address: what is kept once the fingerprints' bound is reached. */
    ViolationReport overflow() {
        return with(count, BlockedUrl.OTHER, "", 0, 0);
    }

    private ViolationReport with(long count, BlockedUrl blocked, String source, int line, int column) {
        return new ViolationReport(
                time,
                count,
                format,
                type,
                policy,
                disposition,
                directive,
                route,
                document,
                blocked,
                tracker,
                classification,
                mayRedirect,
                source,
                line,
                column,
                status,
                browser,
                build);
    }
}
