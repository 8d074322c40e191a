package io.github.hushgate.assertions;

import io.github.hushgate.policy.Channel;
import io.github.hushgate.policy.ContentSecurityPolicy;
import io.github.hushgate.policy.EgressCheck;
import io.github.hushgate.policy.HeaderLine;
import io.github.hushgate.policy.Probe;
import io.github.hushgate.rewrite.HtmlRewriter;
import io.github.hushgate.rewrite.Removal;
import io.github.hushgate.tracker.Signature.HostRule;
import io.github.hushgate.tracker.Tracker;
import io.github.hushgate.tracker.TrackerCatalog;
import io.github.hushgate.tracker.TrackerDetector;
import io.github.hushgate.url.BrowserUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Assertions for the tests of an application, with any test framework: each throws an {@link AssertionError} that names
 * the tracker and where it is. Safe for many threads.
 *
 * <p>They judge what the bundled catalog knows. That nothing is found proves that no known tracker is in the page, not
 * that the page tells nobody anything.
 */
public final class HushgateAssertions {
    /** Findings that a message tells, at most. */
    static final int MAX_TOLD = 20;

    private static final String SOMEWHERE = "https://www.example.org/";
    private static final Set<String> HIDES_THE_PAGE = Set.of("no-referrer", "origin");

    private HushgateAssertions() {}

    /**
     * Fails where a page, or a part of one, still holds a known tracker's tag: a script, a snippet, a pixel, a frame, a
     * hint. A script that is mostly the page's own, which Hushgate leaves to the policies, is no finding.
     *
     * @param html as it was sent to the browser
     */
    public static void assertNoTrackers(String html) {
        assertNoTrackers(html, SOMEWHERE, Set.of());
    }

    /**
     * As {@link #assertNoTrackers(String)}.
     *
     * @param pageUrl the page's address, against which relative ones are read
     * @param kept ids of trackers that may be there, as in {@code trackers.keep}
     * @throws IllegalArgumentException when that is no absolute address, or an id is unknown
     */
    public static void assertNoTrackers(String html, String pageUrl, Set<String> kept) {
        Objects.requireNonNull(html, "html");
        TrackerDetector.Builder detector = TrackerDetector.builder(Catalog.BUNDLED);
        kept.forEach(tracker -> detector.keep(tracker, "a test lets it be"));
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        List<String> found = new ArrayList<>();
        for (Removal each : removals(kept.isEmpty() ? Catalog.DETECTOR : detector.build(), bytes, pageUrl)) {
            found.add("line " + line(bytes, each.start()) + ": " + name(each.tracker()) + " by " + each.element());
        }
        fail("trackers in the page", found);
    }

    private static List<Removal> removals(TrackerDetector detector, byte[] html, String pageUrl) {
        BrowserUrl url = BrowserUrl.parse(pageUrl)
                .orElseThrow(() -> new IllegalArgumentException(
                        "pageUrl: \"" + pageUrl + "\" is no absolute address; one is \"" + SOMEWHERE + "\""));
        List<Removal> removals = new ArrayList<>();
        var page = new HtmlRewriter.Page(url, StandardCharsets.UTF_8.name(), "", false, true);
        try {
            var rewriter = new HtmlRewriter(detector, page, OutputStream.nullOutputStream(), removals::add);
            rewriter.write(html, 0, html.length);
            rewriter.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        removals.removeIf(each -> each.start() == each.end());
        removals.sort(Comparator.comparingLong(Removal::start));
        return removals;
    }

    private static int line(byte[] html, long offset) {
        int line = 1;
        for (int at = 0; at < Math.min(offset, html.length); at++) {
            line += html[at] == '\n' ? 1 : 0;
        }
        return line;
    }

    private static String name(String tracker) {
        return Catalog.BUNDLED
                .byId(tracker)
                .map(known -> known.name() + " (" + tracker + ")")
                .orElse(tracker);
    }

    /**
     * Fails unless a response's policies are enforced and keep every known tracker out, by every way but navigation,
     * and its referrer policy hides the page from the next one.
     *
     * @param headers the values of a header by its name, such as {@code response::getHeaders} of MockMvc or of a
     *     servlet response
     */
    public static void assertKeepsTrackersOut(Function<String, ? extends Collection<String>> headers) {
        List<HeaderLine> policies = headers.apply("Content-Security-Policy").stream()
                .map(value -> new HeaderLine("Content-Security-Policy", value))
                .toList();
        List<String> found = new ArrayList<>();
        if (policies.stream()
                .allMatch(line -> ContentSecurityPolicy.parse(line.value()).isEmpty())) {
            found.add("there is no Content-Security-Policy: the response did not come through Hushgate, or is only"
                    + " observed");
        } else {
            openings(EgressCheck.ofHeaders(SOMEWHERE, policies))
                    .forEach((tracker, ways) -> found.add(tracker + " gets through by " + String.join(", ", ways)));
        }
        String referrer = lastOf(headers.apply("Referrer-Policy"));
        if (!HIDES_THE_PAGE.contains(referrer)) {
            found.add("Referrer-Policy is \"" + referrer + "\": the next page learns this page's address; \"origin\""
                    + " and \"no-referrer\" hide it");
        }
        fail("the response does not keep trackers out", found);
    }

    /** As {@link #assertKeepsTrackersOut(Function)}; names in any case. */
    public static void assertKeepsTrackersOut(Map<String, ? extends Collection<String>> headers) {
        assertKeepsTrackersOut((String name) -> headers.entrySet().stream()
                .filter(each -> name.equalsIgnoreCase(each.getKey()))
                .flatMap(each -> each.getValue().stream())
                .toList());
    }

    /** By tracker, the ways out that are open to one of its hosts. */
    private static Map<String, Set<String>> openings(EgressCheck check) {
        Map<String, Set<String>> open = new LinkedHashMap<>();
        for (Tracker tracker : Catalog.BUNDLED.trackers()) {
            if (tracker.category().isRemoved()) {
                List<Probe> probes = tracker.signatures(HostRule.class)
                        .filter(rule -> !rule.host().isEmpty())
                        .flatMap(rule -> Probe.byEveryChannel(tracker.name(), "https://" + rule.host() + "/").stream())
                        .filter(probe -> probe.channel() != Channel.NAVIGATION)
                        .toList();
                check.openings(probes)
                        .forEach(each -> open.computeIfAbsent(each.probe().name(), any -> new TreeSet<>())
                                .add(each.probe().channel().toString()));
            }
        }
        return open;
    }

    /** Of several values browsers take the last that they know. */
    private static String lastOf(Collection<String> values) {
        String last = "";
        for (String value : values) {
            last = value.substring(value.lastIndexOf(',') + 1).strip().toLowerCase(Locale.ROOT);
        }
        return last;
    }

    private static void fail(String what, List<String> found) {
        if (found.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(what).append(':');
        found.stream().limit(MAX_TOLD).forEach(each -> text.append("\n  ").append(each));
        if (found.size() > MAX_TOLD) {
            text.append("\n  and ").append(found.size() - MAX_TOLD).append(" more");
        }
        throw new AssertionError(text.toString());
    }

    /** Read once, when first asked for. */
    private static final class Catalog {
        static final TrackerCatalog BUNDLED = TrackerCatalog.bundled();
        static final TrackerDetector DETECTOR = TrackerDetector.of(BUNDLED);
    }
}
