package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.ReportSite.Visitor;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ReportStore;
import io.github.hushgate.report.UnrecordedCount;
import io.github.hushgate.store.JsonLinesStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sent is stored and refused together, told by the files alone: every good report has a blocked host of its own, and
 * every other one the reason that it is counted under.
 */
final class ReportAccountingTest {
    private static final int VISITORS = 1_000;
    private static final int ENTRIES = 3;
    private static final Map<String, RefusedVisit> REASONS = reasons();

    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> refused = new ConcurrentSkipListMap<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    @TempDir
    private Path files;

    private static Map<String, RefusedVisit> reasons() {
        Map<String, RefusedVisit> reasons = new TreeMap<>();
        for (RefusedVisit each : RefusedVisit.values()) {
            reasons.put(each.reason(), each);
        }
        return reasons;
    }

    private interface Visits {
        boolean another(int visit);
    }

    private static Visits aMinute() {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        return visit -> System.nanoTime() < end;
    }

    @Test
    void aThousandVisitorsLoseNothing() throws Exception {
        everyGoodReportIsStored(visit -> visit < 2);
    }

    @Test
    @Tag("long")
    void aThousandVisitorsLoseNothingInAMinute() throws Exception {
        everyGoodReportIsStored(aMinute());
    }

    @Test
    void whatIsOverARateIsCountedUnderItsLimit() throws Exception {
        everyGoodReportIsStoredOrOverARate(visit -> visit < 2);
    }

    @Test
    @Tag("long")
    void whatIsOverARateIsCountedUnderItsLimitForAMinute() throws Exception {
        everyGoodReportIsStoredOrOverARate(aMinute());
    }

    private void everyGoodReportIsStored(Visits visits) throws Exception {
        ReportStore kept = after(config(), visits);
        assertEquals(sent, stored(kept));
        assertEquals(refused, counted(kept));
    }

    private void everyGoodReportIsStoredOrOverARate(Visits visits) throws Exception {
        ReportStore kept = after(
                config().read(SettingKeys.LIMIT_RECORDS, 1)
                        .read(SettingKeys.LIMIT_CLIENT_REQUESTS, 5)
                        .read(SettingKeys.CLIENT_HEADER, "X-Forwarded-For"),
                visits);
        Set<String> stored = stored(kept);
        assertTrue(sent.containsAll(stored));
        Map<String, Long> counted = counted(kept);
        long overClientRate = counted.remove("client-requests-per-minute");
        long overGlobalRate = counted.remove("records-per-second");
        assertTrue(overClientRate > 0 && overGlobalRate > 0, overClientRate + ", " + overGlobalRate);
        assertEquals(sent.size(), stored.size() + overClientRate + overGlobalRate);
        assertEquals(refused, counted);
    }

    private ConfigBuilder config() {
        return ReportSite.config(files.resolve("reports"))
                .read(SettingKeys.LIMIT_CLIENT_REQUESTS, 1_000_000)
                .read(SettingKeys.LIMIT_BODY_BYTES, RefusedVisit.BODY_LIMIT)
                .read(SettingKeys.LIMIT_READ_SECONDS, 60)
                .read(SettingKeys.LIMIT_ENTRIES, ENTRIES);
    }

    /** What the files hold after the visits of all visitors at a time. */
    private ReportStore after(ConfigBuilder config, Visits visits) throws Exception {
        Path base = Files.createDirectories(files.resolve("site"));
        try (ReportSite site = ReportSite.start(config.build(), base)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < VISITORS; i++) {
                int number = i;
                Thread thread = new Thread(null, () -> visit(site.port(), number, visits), "visitor", 128 * 1024);
                thread.setUncaughtExceptionHandler((unused, e) -> failure.compareAndSet(null, e));
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        try (ReportSite site =
                ReportSite.start(config.read(SettingKeys.LIMIT_READ_SECONDS, 1).build(), base)) {
            slowAndBroken(site.port());
        }
        assertEquals(null, failure.get());
        assertEquals(REASONS.size() + 3, refused.size(), refused::toString);
        return JsonLinesStore.view(files.resolve("reports"));
    }

    private void visit(int port, int number, Visits visits) {
        List<RefusedVisit> reasons = List.copyOf(REASONS.values());
        try (Visitor visitor = new Visitor(port)) {
            for (int visit = 0; visits.another(visit); visit++) {
                String name = "v" + number + "-" + visit;
                goodOne(visitor, number, name + ".example");
                batch(visitor, number, name);
                RefusedVisit reason = reasons.get((number + visit) % reasons.size());
                assertEquals(204, reason.to(visitor), reason::reason);
                refused(reason.reason());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void refused(String reason) {
        refused.merge(reason, 1L, Long::sum);
    }

    /** Ten visitors share a network. */
    private static String from(int number, String mediaType) {
        return "X-Forwarded-For: 2001:db8:" + Integer.toHexString(number / 10) + "::1\r\nContent-Type: " + mediaType
                + "\r\n";
    }

    private void goodOne(Visitor visitor, int number, String host) throws IOException {
        sent.add(host);
        assertEquals(204, visitor.send("POST", from(number, "application/csp-report"), visitor.legacy(host)));
    }

    /** One entry too many, the others as good as any. */
    private void batch(Visitor visitor, int number, String name) throws IOException {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < ENTRIES; i++) {
            String host = name + "-" + i + ".example";
            sent.add(host);
            entries.add(visitor.legacy(host));
        }
        entries.add(visitor.legacy("refused.example"));
        assertEquals(204, visitor.send("POST", from(number, "application/reports+json"), entries.toString()));
        refused("entries");
    }

    /** Behind the others, on a site with little patience: under their load an honest body would be too slow for it. */
    private void slowAndBroken(int port) throws IOException {
        for (int i = 0; i < 2; i++) {
            try (Visitor visitor = new Visitor(port)) {
                slowOne(visitor);
                brokenOne(visitor);
            }
        }
    }

    private void slowOne(Visitor visitor) throws IOException {
        String body = visitor.legacy("refused.example") + " ".repeat(RefusedVisit.BODY_LIMIT / 2);
        assertEquals(204, visitor.drip("POST", from(1, "application/csp-report"), body));
        refused("read-deadline");
    }

    private void brokenOne(Visitor visitor) throws IOException {
        visitor.begin("POST", from(1, "application/csp-report"), visitor.legacy("refused.example"), 20);
        // Nobody reads this answer: the container may make it its own.
        assertTrue(visitor.hangUp() >= 200);
        refused("read");
    }

    /** The hosts in the files, each of which stands there exactly once. */
    private static Set<String> stored(ReportStore kept) {
        var groups = kept.violations(ReportQuery.ALL);
        groups.forEach(each -> assertEquals(1, each.count(), each::toString));
        Set<String> hosts = groups.stream()
                .map(each -> each.blocked().origin().substring("https://".length()))
                .collect(Collectors.toCollection(HashSet::new));
        assertEquals(groups.size(), hosts.size());
        return hosts;
    }

    private static Map<String, Long> counted(ReportStore kept) {
        Map<String, Long> counted = new TreeMap<>();
        for (UnrecordedCount each : kept.unrecorded(ReportQuery.ALL)) {
            counted.merge(each.limit(), each.count(), Long::sum);
        }
        return counted;
    }
}
