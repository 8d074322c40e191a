package io.github.hushgate.e2e;

import io.github.hushgate.rewrite.HtmlRewriter;
import io.github.hushgate.tracker.TrackerCatalog;
import io.github.hushgate.tracker.TrackerDetector;
import io.github.hushgate.url.BrowserUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Shapes as the rewriter leaves them: the bundled catalog, and the shapes' own tracker as an owner would add it. */
final class Rewriting {
    private static final TrackerDetector DETECTOR = TrackerDetector.builder(TrackerCatalog.bundled())
            .add("tracker.test", "the page shapes' tracker")
            .build();

    private Rewriting() {}

    static byte[] of(PageShape shape, String label, byte[] page) {
        return of(DETECTOR, shape, label, page, true);
    }

    /** As another detector has it. */
    static byte[] of(TrackerDetector detector, PageShape shape, String label, byte[] page) {
        return of(detector, shape, label, page, true);
    }

    /** Without stand-ins for what removed scripts define. */
    static byte[] withoutSurrogates(PageShape shape, String label, byte[] page) {
        return of(DETECTOR, shape, label, page, false);
    }

    private static byte[] of(TrackerDetector detector, PageShape shape, String label, byte[] page, boolean surrogates) {
        String address = (shape.is("http") ? "http" : "https") + "://p" + label + ".site.test/";
        HtmlRewriter.Page about =
                new HtmlRewriter.Page(BrowserUrl.parse(address).orElseThrow(), shape.charset(), "", surrogates, true);
        return of(detector, about, page);
    }

    /** An XML document of this address. */
    static byte[] ofXml(String address, byte[] document) {
        BrowserUrl url = BrowserUrl.parse(address).orElseThrow();
        return of(DETECTOR, new HtmlRewriter.Page(url, "UTF-8", "", true, true).asXml(), document);
    }

    private static byte[] of(TrackerDetector detector, HtmlRewriter.Page about, byte[] page) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            HtmlRewriter rewriter = new HtmlRewriter(detector, about, out, removal -> {});
            rewriter.write(page, 0, page.length);
            rewriter.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
