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
        return of(DETECTOR, shape, label, page);
    }

    /** As another detector has it. */
    static byte[] of(TrackerDetector detector, PageShape shape, String label, byte[] page) {
        return of(detector, about(shape, label, shape.charset(), true), page);
    }

    /** Without stand-ins for what removed scripts define. */
    static byte[] withoutSurrogates(PageShape shape, String label, byte[] page) {
        return of(DETECTOR, about(shape, label, shape.charset(), false), page);
    }

    /** As if no header had named its encoding. */
    static byte[] undeclared(PageShape shape, String label, byte[] page) {
        return of(DETECTOR, about(shape, label, "", true), page);
    }

    private static HtmlRewriter.Page about(PageShape shape, String label, String charset, boolean surrogates) {
        String address = (shape.is("http") ? "http" : "https") + "://p" + label + ".site.test/";
        return new HtmlRewriter.Page(BrowserUrl.parse(address).orElseThrow(), charset, "", surrogates, true);
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
