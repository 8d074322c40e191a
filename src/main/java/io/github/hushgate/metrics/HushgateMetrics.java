package io.github.hushgate.metrics;

import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.ReportRecord;
import io.github.hushgate.report.ReportSink;
import io.github.hushgate.report.RewriteMeter;
import io.github.hushgate.report.SelfTest;
import io.github.hushgate.report.UnrecordedCount;
import io.github.hushgate.report.ViolationReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Counters of what the filter keeps, and what its rewriter costs, for a sink beside its store. All tags come from
 * bounded sets (the sensitive patterns, the catalog's ids, words of ours); beyond {@value #MAX_METERS} different ones
 * everything counts as {@code other}, and so does the rewriting of pages beyond {@value #MAX_ROUTES} routes. Never an
 * address.
 *
 * <ul>
 *   <li>{@code hushgate.removals}: tracker markup left out of pages; {@code route}, {@code tracker}
 *   <li>{@code hushgate.violations}: what browsers reported, once for each policy that did; {@code route},
 *       {@code class}, {@code tracker}, {@code disposition}, {@code policy}
 *   <li>{@code hushgate.responses}: sensitive responses; {@code route}, {@code outcome}
 *   <li>{@code hushgate.self.tests}: the endpoint's tests of itself; {@code outcome} is {@code passed}, {@code failed}
 *       or {@code refused-outside}
 *   <li>{@code hushgate.reports.unrecorded}: reports that were refused, or counted without a record; {@code reason}
 *   <li>{@code hushgate.rewrite.time}: what the rewriter took for each page, a timer; {@code route}
 *   <li>{@code hushgate.rewrite.bytes}: what each of them held, in bytes, a distribution summary; {@code route}
 * </ul>
 *
 * <p>Removals, responses and refusals come in batches, ten seconds to a minute late. Safe for many threads.
 */
public final class HushgateMetrics implements ReportSink, RewriteMeter {
    /** Different meters, at most. */
    public static final int MAX_METERS = 2_000;

    /** Routes with meters of the rewriter, at most. */
    static final int MAX_ROUTES = 200;

    private static final String NONE = "none";
    private static final String OTHER = "other";

    private record Rewriting(Timer time, DistributionSummary bytes) {}

    private final MeterRegistry registry;
    private final Map<Tags, Counter> known = new ConcurrentHashMap<>();
    private final Map<String, Rewriting> rewriting = new ConcurrentHashMap<>();

    /** Counters in this registry. */
    public HushgateMetrics(MeterRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    @Override
    public CompletionStage<Void> append(ReportBatch batch) {
        batch.records().forEach(this::count);
        return CompletableFuture.completedFuture(null);
    }

    private void count(ReportRecord each) {
        if (each instanceof RemovalCount removal) {
            add("hushgate.removals", removal.count(), "route", removal.route(), "tracker", removal.tracker());
        } else if (each instanceof ViolationReport report) {
            add(
                    "hushgate.violations",
                    report.count(),
                    "route",
                    report.route(),
                    "class",
                    report.classification(),
                    "tracker",
                    report.tracker(),
                    "disposition",
                    report.disposition().name().toLowerCase(Locale.ROOT),
                    "policy",
                    report.policy());
        } else if (each instanceof CoverageCount response) {
            add("hushgate.responses", response.count(), "route", response.route(), "outcome", response.outcome());
        } else if (each instanceof UnrecordedCount refused) {
            add("hushgate.reports.unrecorded", refused.count(), "reason", refused.limit());
        } else if (each instanceof SelfTest test) {
            add("hushgate.self.tests", 1, "outcome", outcome(test));
        }
    }

    private static String outcome(SelfTest test) {
        return !test.passed() ? "failed" : test.isRefusedOutside() ? "refused-outside" : "passed";
    }

    private void add(String name, long count, String... tags) {
        String[] told = tags.clone();
        for (int i = 1; i < told.length; i += 2) {
            told[i] = told[i].isEmpty() ? NONE : told[i];
        }
        counter(name, told).increment((double) count);
    }

    private Counter counter(String name, String[] tags) {
        Tags key = Tags.of(tags).and("name", name);
        Counter counter = known.get(key);
        if (counter != null) {
            return counter;
        }
        String[] told = tags.clone();
        if (known.size() >= MAX_METERS) {
            for (int i = 1; i < told.length; i += 2) {
                told[i] = OTHER;
            }
            return registry.counter(name, told);
        }
        return known.computeIfAbsent(key, unused -> registry.counter(name, told));
    }

    @Override
    public void rewrote(String route, long bytes, long nanos) {
        Rewriting of = rewriting.get(route);
        if (of == null) {
            String tag = rewriting.size() < MAX_ROUTES ? route : OTHER;
            of = rewriting.computeIfAbsent(tag, this::rewriting);
        }
        of.time().record(nanos, TimeUnit.NANOSECONDS);
        of.bytes().record((double) bytes);
    }

    private Rewriting rewriting(String route) {
        return new Rewriting(
                Timer.builder("hushgate.rewrite.time").tag("route", route).register(registry),
                DistributionSummary.builder("hushgate.rewrite.bytes")
                        .baseUnit("bytes")
                        .tag("route", route)
                        .register(registry));
    }

    /** The registry stays its owner's. */
    @Override
    public void close() {}
}
