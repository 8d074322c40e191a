package io.github.hushgate.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rule for a tag that is longer than what is held of one (256 KiB): it stays and is judged in parts; it loses what
 * loads from a tracker, whether or not another part would say that it is never loaded; a value that counts as a whole
 * and goes on beyond the limit is withheld; everything else streams through.
 */
class LongTagsTest {
    private static final String PIXEL = "https://www.facebook.com/tr?id=1";
    private static final String LONG = "x".repeat(300_000);
    private static final int[] PIECES = {509, 8_192, 65_536, Integer.MAX_VALUE};

    private static String filled(String html) {
        return html.replace("PIXEL", PIXEL).replace("LONG", LONG);
    }

    private static String shown(String html) {
        return html.replace(LONG, "LONG").replace(PIXEL, "PIXEL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<img alt='LONG' src=PIXEL class=a>|<img alt='LONG'  class=a>",
                "<img src=PIXEL alt='LONG' class=a>|<img  alt='LONG' class=a>",
                "<img src=/own alt='LONGLONGLONG' class=a>|<img src=/own alt='LONGLONGLONG' class=a>",
                "<img src='PIXEL&x=LONGLONGLONG' class=a>|<img  class=a>",
                "<img src=PIXEL&x=LONGLONGLONG class=a>|<img  class=a>",
                "<link href=PIXEL title='LONG' rel=stylesheet>|<link  title='LONG' rel=stylesheet>",
                "<link rel=stylesheet title='LONG' href=PIXEL>|<link rel=stylesheet title='LONG' >",
                "<link rel=stylesheet title='LONG' href=/own>|<link rel=stylesheet title='LONG' href=/own>",
                "<meta content='0;url=PIXEL' title='LONG' http-equiv=refresh>|<meta  title='LONG' http-equiv=refresh>",
                "<meta http-equiv=refresh title='LONG' content='0;url=PIXEL'>|<meta http-equiv=refresh title='LONG' >",
                "<script src=PIXEL title='LONG'>own()</script>b|<script  title='LONG'></script>b",
                "<script title='LONG' src=PIXEL>own()</script>b|<script title='LONG' ></script>b",
                "<script title='LONG' src=/own>own()</script>b|<script title='LONG' src=/own>own()</script>b",
                "<script title='LONG'>fbq('init','1');fbq('track','PageView')</script>b|<script title='LONG'></script>b",
                "<iframe srcdoc='LONG<img src=PIXEL>'></iframe>b|<iframe ></iframe>b",
                "<iframe srcdoc='LONGLONG' title=a></iframe>b|<iframe  title=a></iframe>b",
                "<iframe title='LONG' srcdoc='<img src=PIXEL>'></iframe>b|<iframe title='LONG' ></iframe>b",
                "<p style='x:url(LONG);background:url(PIXEL)'>b|<p >b",
                "<p title='LONG' style='background:url(PIXEL)'>b|<p title='LONG' >b",
                "<p onclick='LONG;fbq(1)'>b|<p >b",
                "<img srcset='LONG 1x, PIXEL 2x' src=/own>|<img  src=/own>",
                "<iframe src='data:text/html,LONG<img src=PIXEL>'></iframe>b|<iframe ></iframe>b",
                "<img src='data:image/png;base64,LONG' src=PIXEL>|<img src='data:image/png;base64,LONG' >",
                "<img src='data:image/png;base64,LONG' alt=a>|<img src='data:image/png;base64,LONG' alt=a>",
                "<object data='data:text/html,LONGLONG'>b|<object >b",
                "<imgLONG src=PIXEL>b|<imgLONG src=PIXEL>b",
                "<img LONG src=PIXEL>b|<img LONG >b",
                "<img LONG=PIXEL src=PIXEL>b|<img LONG=PIXEL >b",
                "</p title='LONG<img src=PIXEL>'>b|</p title='LONG<img src=PIXEL>'>b",
                "<!-- LONG<img src=PIXEL> --><b>|<!-- LONG<img src=PIXEL> --><b>",
                "<!DOCTYPE html PUBLIC 'LONG'><img src=PIXEL>|<!DOCTYPE html PUBLIC 'LONG'>",
            })
    void nothingIsDroppedAndNothingPassesUnread(String html, String expected) {
        String before = "<body><p>own</p>";
        byte[] page = filled(before + html + "<i>end</i><img src=PIXEL>z").getBytes(StandardCharsets.UTF_8);
        for (int piece : PIECES) {
            byte[] out = Rewriting.rewrite(page, Math.min(piece, page.length), new ArrayList<>());
            assertEquals(
                    before + expected + "<i>end</i>z",
                    shown(new String(out, StandardCharsets.UTF_8)).replace("<!DOCTYPE html PUBLIC 'LONG'><img >", "?"),
                    "pieces of " + piece);
            byte[] twice = Rewriting.rewrite(out, Math.min(piece, out.length), new ArrayList<>());
            assertEquals(out.length, twice.length, "twice");
        }
    }

    @Test
    void aPartMayEndAnywhereInALongTag() {
        for (int length = 262_000; length < 262_160; length++) {
            String html = "<body>own<img title='" + "x".repeat(length) + "'/src=PIXEL alt=\"a\"src=PIXEL><p>b";
            byte[] page = filled(html).getBytes(StandardCharsets.UTF_8);
            byte[] out = Rewriting.rewrite(page, 4_096, new ArrayList<>());
            String left = new String(out, StandardCharsets.UTF_8).replace("x".repeat(length), "LONG");
            assertTrue(
                    left.equals("<body>own<p>b") || left.equals("<body>own<img title='LONG'/ alt=\"a\"><p>b"),
                    () -> left);
        }
    }

    /** Counts, and remembers the most that was written at once. */
    private static final class Meter extends OutputStream {
        private long length;

        @Override
        public void write(int b) {
            length++;
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            length += count;
        }
    }

    @Test
    void tenMegabytesOfOneValueStreamThrough() throws IOException {
        for (String start :
                List.of("<p title='", "<img src='data:image/png;base64,", "<a href=\"", "<p data-x=", "<b ")) {
            var out = new Meter();
            var rewriter = new HtmlRewriter(Rewriting.BUNDLED, Rewriting.page("UTF-8"), out, removal -> {});
            byte[] head = ("<body>own" + start).getBytes(StandardCharsets.UTF_8);
            rewriter.write(head, 0, head.length);
            byte[] piece = "A".repeat(8_192).getBytes(StandardCharsets.UTF_8);
            long came = head.length;
            for (int i = 0; i < 1_280; i++) {
                rewriter.write(piece, 0, piece.length);
                came += piece.length;
                assertTrue(came - out.length <= (1 << 18) + piece.length, start + (came - out.length));
            }
            byte[] tail = filled("\"'><img src=PIXEL>z").getBytes(StandardCharsets.UTF_8);
            rewriter.write(tail, 0, tail.length);
            rewriter.finish();
            assertTrue(out.length >= came, start);
        }
    }
}
