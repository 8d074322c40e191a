package io.github.hushgate.tracker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** The scan of the saved pages' inline scripts, beside a scan of the same bytes for one byte, eight at a time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class InlineBenchmark {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;

    /** Literals that are looked for: a catalog made smaller, the bundled one's, one made larger. */
    @Param({"300", "1000", "3000", "bundled"})
    public String literals;

    /** Scripts in which the bundled catalog finds something, or the others. */
    @Param({"false", "true"})
    public boolean hits;

    private TrackerDetector detector;
    private List<byte[]> scripts;

    /** Start-up. */
    @Setup
    public void load() {
        TrackerCatalog bundled = TrackerCatalog.bundled();
        scripts = Corpus.scripts(TrackerDetector.of(bundled), hits);
        detector = literals.equals("bundled")
                ? TrackerDetector.of(bundled)
                : TrackerDetector.of(catalog(bundled, Integer.parseInt(literals)));
        System.out.println(scripts.stream().mapToInt(each -> each.length).sum() + " bytes in " + scripts.size());
    }

    /** So many trackers with a host each: the bundled catalog's first hosts, then invented ones. */
    private static TrackerCatalog catalog(TrackerCatalog bundled, int count) {
        List<Tracker> trackers = new ArrayList<>();
        List<String> hosts = new ArrayList<>(bundled.trackers().stream()
                .flatMap(each -> each.signatures(Signature.HostRule.class))
                .filter(each -> each.path().isEmpty())
                .map(Signature.HostRule::host)
                .distinct()
                .limit(count)
                .toList());
        Random random = new Random(3);
        while (hosts.size() < count) {
            hosts.add(Long.toString(random.nextLong() >>> 12, 36) + ".example");
        }
        for (String host : hosts) {
            Signature rule =
                    new Signature.HostRule(host, false, "", Signature.Role.LOADER, Signature.Confidence.SOLE_PURPOSE);
            trackers.add(new Tracker(
                    "t" + trackers.size(), host, host, Category.ANALYTICS, Risk.IP_ONLY, List.of(rule), ""));
        }
        return new TrackerCatalog(trackers);
    }

    /** The detector. */
    @Benchmark
    public void ofInlineScript(Blackhole sink) {
        for (byte[] script : scripts) {
            Optional<Tracker> found = detector.ofInlineScript(script, 0, script.length);
            sink.consume(found);
        }
    }

    /** The measure: how many bytes are a less-than sign. */
    @Benchmark
    public int swar() {
        int count = 0;
        for (byte[] script : scripts) {
            count += swar(script);
        }
        return count;
    }

    private static int swar(byte[] bytes) {
        int count = 0;
        int at = 0;
        for (; at + 8 <= bytes.length; at += 8) {
            long word = (long) LONG.get(bytes, at) ^ ONES * '<';
            long zero = (word - ONES) & ~word & ONES << 7;
            if (zero != 0) {
                count += Long.bitCount(zero);
            }
        }
        for (; at < bytes.length; at++) {
            count += bytes[at] == '<' ? 1 : 0;
        }
        return count;
    }
}
