package io.github.hushgate.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.hushgate.html.SharedFixtures;
import io.github.hushgate.url.BrowserUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a reused engine allocates: nothing for a page, a record for each removal, and no more for a long page. */
class AllocationTest {
    private static final int WRITE = 8_192;
    private static final int ROUNDS = 30;
    /** Bytes of a removal, of the name of the attribute that it is told by, and of what is put together for it. */
    private static final long PER_REMOVAL = 360;

    /** As much, and what is noted of a script that no page had before: each statement's names. */
    private static final long PER_NEW_SCRIPT = 32_768;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final HtmlRewriter.Page page = new HtmlRewriter.Page(
            BrowserUrl.parse("https://police.example/report/").orElseThrow(), "UTF-8", "", false, true);
    private final OutputStream nowhere = OutputStream.nullOutputStream();
    private long removals;
    private HtmlRewriter engine = new HtmlRewriter(Rewriting.BUNDLED, page, nowhere, removal -> removals++);

    private void rewrite(byte[] bytes, int times) {
        try {
            engine.reset(page, nowhere);
            for (int i = 0; i < times; i++) {
                for (int at = 0; at < bytes.length; at += WRITE) {
                    engine.write(bytes, at, Math.min(WRITE, bytes.length - at));
                }
            }
            engine.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The least that a rewriting takes: the JVM's own threads of compilation may disturb one. */
    private long allocated(byte[] bytes, int times, int rounds) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            removals = 0;
            long before = THREADS.getCurrentThreadAllocatedBytes();
            rewrite(bytes, times);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @TestFactory
    Stream<DynamicTest> aReusedEngineAllocatesNothingButTheRecordsOfItsRemovals() {
        return checks(PER_REMOVAL);
    }

    private Stream<DynamicTest> checks(long perRemoval) {
        return SharedFixtures.files("pages", ".html").stream()
                .map(file ->
                        DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> check(file, perRemoval)));
    }

    private void check(Path file, long perRemoval) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        long allocated = allocated(bytes, 1, ROUNDS);
        assertTrue(allocated <= removals * perRemoval, () -> allocated + " bytes for " + removals + " removals");
    }

    @TestFactory
    Stream<DynamicTest> norDoesOneThatReadsEachScriptAnewButWhatItNotesOfIt() {
        engine = new HtmlRewriter(Rewriting.FORGETFUL, page, nowhere, removal -> removals++);
        return checks(PER_NEW_SCRIPT);
    }

    @Test
    @Tag("long")
    void aPageOfAHundredMegabytesTakesNoMoreMemoryThanOneOfOne() {
        byte[] block = ("<p class=\"a\">text &amp; <a href=\"https://own.example/x?a=1&amp;b=2\">link</a></p>\n"
                        + "<div style=\"background:url(/own.png)\"><img src=\"/own.png\" srcset=\"/a 1x, /b 2x\"></div>\n"
                        + "<script>var a = 1 < 2; go('x');</script><style>a{b:url(c)}</style><!-- comment -->\n")
                .repeat(20)
                .getBytes(StandardCharsets.UTF_8);
        int inOneMegabyte = 1_000_000 / block.length;
        allocated(block, inOneMegabyte, ROUNDS);
        assertEquals(0, allocated(block, inOneMegabyte * 100, 2));
        assertEquals(0, removals);
    }
}
