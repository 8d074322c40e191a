package io.github.hushgate.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rewriter that fails, here because nobody wants to be told of a removal, gives back what it held. */
class AbandonedTest {
    private static final String PAGE = "<!DOCTYPE html><title>T</title><p title='a long one'>Grüße</p>"
            + "<img src='https://www.google-analytics.com/collect?v=1'>"
            + "<p>after</p><!-- a comment --><script>let x = 1;</script><p>the end";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "UTF-16LE", "UTF-16BE", "ISO-2022-JP"})
    void losesNoByteWhereverThePageIsCut(String charset) throws IOException {
        String page = charset.equals("ISO-2022-JP") ? PAGE.replace("Grüße", "あ１") : PAGE;
        byte[] bytes = page.getBytes(Charset.forName(charset));
        for (int piece = 1; piece <= bytes.length; piece++) {
            assertEquals(page, new String(upToTheFailure(bytes, piece, charset), charset), "pieces of " + piece);
        }
    }

    private static byte[] upToTheFailure(byte[] bytes, int piece, String charset) throws IOException {
        var out = new ByteArrayOutputStream();
        var rewriter = new HtmlRewriter(Rewriting.BUNDLED, Rewriting.page(charset), out, removal -> {
            throw new IllegalStateException("asked for");
        });
        boolean failed = false;
        for (int at = 0; at < bytes.length; at += piece) {
            byte[] own = Arrays.copyOfRange(bytes, at, Math.min(at + piece, bytes.length));
            if (failed) {
                out.write(own);
            } else {
                failed = !takes(rewriter, own);
            }
            Arrays.fill(own, (byte) '#');
        }
        assertTrue(failed, "the page holds a tracker");
        return out.toByteArray();
    }

    private static boolean takes(HtmlRewriter rewriter, byte[] piece) throws IOException {
        try {
            rewriter.write(piece, 0, piece.length);
            return true;
        } catch (IllegalStateException e) {
            rewriter.abandon(piece, 0, piece.length);
            return false;
        }
    }
}
