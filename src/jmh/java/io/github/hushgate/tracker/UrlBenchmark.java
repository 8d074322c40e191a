package io.github.hushgate.tracker;

import io.github.hushgate.url.BrowserUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What one address of a real page costs, already read. Run with {@code -prof gc}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(1)
public class UrlBenchmark {
    static final int ADDRESSES = 1_024;

    /** Rules of the owner's list; 0 for no list. */
    @Param({"0", "56000"})
    public int rules;

    private TrackerDetector detector;
    private BrowserUrl[] urls;

    /** Start-up. */
    @Setup
    public void load() throws IOException {
        TrackerDetector.Builder builder = TrackerDetector.builder(TrackerCatalog.bundled());
        if (rules > 0) {
            Path file = Files.writeString(Files.createTempFile("list", ".txt"), ListShape.list(rules));
            builder.lists(FilterLists.load(List.of(file), List.of("police.example")));
        }
        detector = builder.build();
        urls = Corpus.addresses(ADDRESSES);
    }

    /** The look-up. */
    @Benchmark
    @OperationsPerInvocation(ADDRESSES)
    public void ofUrl(Blackhole sink) {
        for (BrowserUrl url : urls) {
            sink.consume(detector.ofUrl(url));
        }
    }
}
