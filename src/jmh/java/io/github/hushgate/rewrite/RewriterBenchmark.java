package io.github.hushgate.rewrite;

import io.github.hushgate.html.SharedFixtures;
import io.github.hushgate.tracker.TrackerCatalog;
import io.github.hushgate.tracker.TrackerDetector;
import io.github.hushgate.url.BrowserUrl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.htmlparser.jericho.Segment;
import net.htmlparser.jericho.StreamedSource;
import org.attoparser.AbstractMarkupHandler;
import org.attoparser.MarkupParser;
import org.attoparser.ParseException;
import org.attoparser.config.ParseConfiguration;
import org.jsoup.Jsoup;
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

/**
 * Real pages, with the bundled catalog, in writes of 8 KiB; beside it a search for {@code <} over the same bytes, what
 * other Java parsers need for the least of the same job ({@link Peers}), and what they need to read the page alone. Run
 * with {@code -prof gc} for what is allocated.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RewriterBenchmark {
    private static final int WRITE = 8_192;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;

    /** Which pages: all the saved ones, those as they are after a rewriting, the small form alone. */
    @Param({"all", "clean", "form"})
    public String pages;

    private final List<byte[]> bytes = new ArrayList<>();
    private final CountingStream out = new CountingStream();
    private final TrackerDetector detector = TrackerDetector.of(TrackerCatalog.bundled());
    private final TrackerDetector forgetful =
            TrackerDetector.builder(TrackerCatalog.bundled()).withoutMemory().build();
    private final HtmlRewriter.Page page = new HtmlRewriter.Page(
            BrowserUrl.parse("https://police.example/report/").orElseThrow(), "UTF-8", "", false, true);
    private final HtmlRewriter reused = new HtmlRewriter(detector, page, out, removal -> out.removals++);
    private final HtmlRewriter firstVisits = new HtmlRewriter(forgetful, page, out, removal -> out.removals++);

    private final Peers peers = new Peers(detector, page.url(), out);

    /** Start-up. */
    @Setup
    public void read() throws IOException {
        for (Path file : SharedFixtures.files("pages", pages.equals("form") ? "form-page.html" : ".html")) {
            byte[] whole = Files.readAllBytes(file);
            bytes.add(pages.equals("clean") ? rewritten(whole) : whole);
        }
    }

    private byte[] rewritten(byte[] whole) throws IOException {
        var clean = new ByteArrayOutputStream(whole.length);
        rewrite(new HtmlRewriter(detector, page, clean, removal -> {}), whole);
        return clean.toByteArray();
    }

    private static void rewrite(HtmlRewriter rewriter, byte[] whole) throws IOException {
        for (int at = 0; at < whole.length; at += WRITE) {
            rewriter.write(whole, at, Math.min(WRITE, whole.length - at));
        }
        rewriter.finish();
    }

    /** One engine for all pages. */
    @Benchmark
    public long rewriter() throws IOException {
        for (byte[] each : bytes) {
            reused.reset(page, out);
            rewrite(reused, each);
        }
        return out.count + out.removals;
    }

    /** One engine for all pages, none of whose scripts and style sheets a page had before. */
    @Benchmark
    public long firstVisit() throws IOException {
        for (byte[] each : bytes) {
            firstVisits.reset(page, out);
            rewrite(firstVisits, each);
        }
        return out.count + out.removals;
    }

    /** An engine for each page, as a filter has it. */
    @Benchmark
    public long freshRewriter() throws IOException {
        for (byte[] each : bytes) {
            rewrite(new HtmlRewriter(detector, page, out, removal -> out.removals++), each);
        }
        return out.count + out.removals;
    }

    /** The floor: eight bytes at a time. */
    @Benchmark
    public int lessThanScan() {
        int count = 0;
        for (byte[] each : bytes) {
            for (int at = next(each, 0); at < each.length; at = next(each, at + 1)) {
                count++;
            }
        }
        return count;
    }

    private static int next(byte[] b, int from) {
        int i = from;
        for (; i + 8 <= b.length; i += 8) {
            long x = (long) LONGS.get(b, i) ^ '<' * ONES;
            long hit = (x - ONES) & ~x & ONES << 7;
            if (hit != 0) {
                return i + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
        }
        while (i < b.length && b[i] != '<') {
            i++;
        }
        return i;
    }

    /** See {@link Peers#jsoup}. */
    @Benchmark
    public long jsoup() throws IOException {
        for (byte[] each : bytes) {
            peers.jsoup(each);
        }
        return out.count + peers.removals;
    }

    /** See {@link Peers#jericho}. */
    @Benchmark
    public long jericho() throws IOException {
        for (byte[] each : bytes) {
            peers.jericho(each);
        }
        return out.count + peers.removals;
    }

    /** See {@link Peers#attoparser}. */
    @Benchmark
    public long attoparser() throws IOException {
        for (byte[] each : bytes) {
            peers.attoparser(each);
        }
        return out.count + peers.removals;
    }

    /** The tree and its text again, without any rule. */
    @Benchmark
    public long jsoupReads() throws IOException {
        long length = 0;
        for (byte[] each : bytes) {
            length += Jsoup.parse(new ByteArrayInputStream(each), "UTF-8", "https://police.example/")
                    .outerHtml()
                    .length();
        }
        return length;
    }

    /** Segments alone. */
    @Benchmark
    public long jerichoReads() throws IOException {
        long count = 0;
        for (byte[] each : bytes) {
            try (var source = new StreamedSource(new StringReader(new String(each, StandardCharsets.UTF_8)))) {
                for (Segment segment : source) {
                    count += segment.length();
                }
            }
        }
        return count;
    }

    /** Events alone. */
    @Benchmark
    public long attoparserReads() {
        var parser = new MarkupParser(ParseConfiguration.htmlConfiguration());
        var handler = new AbstractMarkupHandler() {};
        for (byte[] each : bytes) {
            try {
                parser.parse(new String(each, StandardCharsets.UTF_8), handler);
            } catch (ParseException e) {
                out.removals++;
            }
        }
        return out.removals;
    }

    /** Counts and forgets. */
    private static final class CountingStream extends OutputStream {
        long count;
        long removals;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] b, int from, int length) {
            count += length;
        }
    }
}
