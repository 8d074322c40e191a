package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.hushgate.rewrite.HtmlRewriter;
import io.github.hushgate.rewrite.Removal;
import io.github.hushgate.tracker.TrackerCatalog;
import io.github.hushgate.tracker.TrackerDetector;
import io.github.hushgate.url.BrowserUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RewritersTest {
    private static final String TRACKER = "<img src=https://www.google-analytics.com/collect?v=1>";

    private final Rewriters rewriters = new Rewriters(TrackerDetector.of(TrackerCatalog.bundled()));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private static HtmlRewriter.Page page(String charset) {
        return new HtmlRewriter.Page(
                BrowserUrl.parse("https://www.example.org/report").orElseThrow(), charset, "", true, true);
    }

    private void read(Rewriters.Engine engine, byte[] document) throws IOException {
        engine.html().write(document, 0, document.length);
        engine.html().finish();
    }

    @Test
    void aRewriterIsUsedAgainAndTellsWhomItServesNow() throws IOException {
        List<Removal> first = new ArrayList<>();
        List<Removal> second = new ArrayList<>();
        Rewriters.Engine engine = rewriters.take(page("UTF-8"), out, first::add);
        read(engine, ("<title>a" + TRACKER + "</title><noscript>" + TRACKER).getBytes(StandardCharsets.UTF_8));
        rewriters.give(engine);
        out.reset();

        Rewriters.Engine again = rewriters.take(page("UTF-8"), out, second::add);
        read(again, ("<p>b" + TRACKER).getBytes(StandardCharsets.UTF_8));

        assertSame(engine, again);
        assertEquals("<p>b", out.toString(StandardCharsets.UTF_8));
        assertEquals(1, first.size());
        assertEquals(1, second.size());
    }

    @Test
    void aPageOfTwoByteUnitsLeavesNothingToTheNext() throws IOException {
        Rewriters.Engine engine = rewriters.take(page("UTF-16LE"), out, removal -> {});
        read(engine, ("<p>\u00e4" + TRACKER).getBytes(StandardCharsets.UTF_16LE));
        assertEquals("<p>\u00e4", out.toString(StandardCharsets.UTF_16LE));
        rewriters.give(engine);
        out.reset();

        Rewriters.Engine again = rewriters.take(page("UTF-8"), out, removal -> {});
        read(again, "<p>\u00e4".getBytes(StandardCharsets.UTF_8));
        assertEquals("<p>\u00e4", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void oneInUseIsNeverHandedOutTwice() {
        assertNotSame(
                rewriters.take(page("UTF-8"), out, removal -> {}), rewriters.take(page("UTF-8"), out, removal -> {}));
    }

    /** An application may write one page from two threads; what it does to itself, it never does to others. */
    @Test
    void oneInWhichTwoThreadsHaveMetIsNotUsedAgain() throws IOException {
        Rewriters.Engine engine = rewriters.take(page("UTF-8"), out, removal -> {});
        engine.belongTo(this);
        boolean first = engine.enter(this);
        engine.leave(engine.enter(this));
        engine.leave(first);
        read(engine, new byte[0]);
        rewriters.give(engine);

        assertNotSame(engine, rewriters.take(page("UTF-8"), out, removal -> {}));
    }

    @Test
    void whoComesLateFindsTheRewriterTaken() throws IOException {
        Rewriters.Engine engine = rewriters.take(page("UTF-8"), out, removal -> {});
        engine.belongTo("this page");
        engine.leave(engine.enter("this page"));
        engine.release();
        engine.belongTo("the next page");

        assertThrows(IllegalStateException.class, () -> engine.enter("this page"));
        engine.leave(engine.enter("the next page"));
    }

    @Test
    void oneThatHasGrownIsNotKept() throws IOException {
        Rewriters.Engine engine = rewriters.take(page("UTF-8"), out, removal -> {});
        byte[] start = ("<a title='" + "x".repeat(Rewriters.MAX_KEPT_BYTES + 1)).getBytes(StandardCharsets.UTF_8);
        engine.html().write(start, 0, start.length);
        read(engine, "'>".getBytes(StandardCharsets.UTF_8));
        rewriters.give(engine);

        assertNotSame(engine, rewriters.take(page("UTF-8"), out, removal -> {}));
    }
}
