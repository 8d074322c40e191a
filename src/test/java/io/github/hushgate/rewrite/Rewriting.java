package io.github.hushgate.rewrite;

import io.github.hushgate.tracker.TrackerCatalog;
import io.github.hushgate.tracker.TrackerDetector;
import io.github.hushgate.url.BrowserUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rewrites in tests: whole, in pieces, with what was told. */
final class Rewriting {
    static final TrackerDetector BUNDLED = TrackerDetector.of(TrackerCatalog.bundled());
    static final TrackerDetector FORGETFUL =
            TrackerDetector.builder(TrackerCatalog.bundled()).withoutMemory().build();
    static final TrackerDetector NOBODY = TrackerDetector.of(new TrackerCatalog(List.of()));

    private Rewriting() {}

    static HtmlRewriter.Page page(String charset) {
        BrowserUrl url = BrowserUrl.parse("https://police.example/ro/report/").orElseThrow();
        return new HtmlRewriter.Page(url, charset, "", false, true, each -> true);
    }

    static String rewrite(String html) {
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        return new String(rewrite(bytes, bytes.length, new ArrayList<>()), StandardCharsets.UTF_8);
    }

    static byte[] rewrite(byte[] bytes, int piece, List<Removal> removals) {
        return rewrite(BUNDLED, page("UTF-8"), bytes, piece, removals);
    }

    static byte[] rewrite(
            TrackerDetector detector, HtmlRewriter.Page page, byte[] bytes, int piece, List<Removal> removals) {
        var out = new ByteArrayOutputStream(bytes.length);
        var rewriter = new HtmlRewriter(detector, page, out, removals::add);
        try {
            for (int at = 0; at < bytes.length; at += piece) {
                int length = Math.min(piece, bytes.length - at);
                byte[] own = Arrays.copyOfRange(bytes, at, at + length);
                rewriter.write(own, 0, length);
                Arrays.fill(own, (byte) '#');
            }
            rewriter.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
