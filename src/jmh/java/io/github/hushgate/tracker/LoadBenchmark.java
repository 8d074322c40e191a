package io.github.hushgate.tracker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What start-up pays. The first iteration of each fork is the cold figure. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 25)
@Fork(3)
public class LoadBenchmark {
    private byte[] text;
    private TrackerCatalog catalog;

    /** The data. */
    @Setup
    public void read() {
        text = ListShape.list(ListShape.RULES).getBytes(StandardCharsets.UTF_8);
        catalog = TrackerCatalog.bundled();
    }

    /** A list of EasyPrivacy's shape and size. */
    @Benchmark
    public Object list() throws IOException {
        return FilterList.read("list", text, new OwnHosts(List.of("police.example")));
    }

    /** The detector of the bundled catalog, already read. */
    @Benchmark
    public Object detector() {
        return TrackerDetector.of(catalog);
    }

    /** The catalog's files. */
    @Benchmark
    public Object bundledCatalog() {
        return TrackerCatalog.bundled();
    }

    /** Prints the heap that the list keeps. */
    public static void main(String[] args) throws Exception {
        byte[] text = ListShape.list(ListShape.RULES).getBytes(StandardCharsets.UTF_8);
        FilterList.read("list", text, new OwnHosts(List.of()));
        long before = used();
        FilterList list = FilterList.read("list", text.clone(), new OwnHosts(List.of()));
        long after = used();
        System.out.println(list.ruleCount() + " rules, " + text.length + " bytes of text, " + (after - before)
                + " bytes kept; ignored " + list.ignored());
    }

    private static long used() throws InterruptedException {
        for (int each = 0; each < 4; each++) {
            System.gc();
            Thread.sleep(100);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
