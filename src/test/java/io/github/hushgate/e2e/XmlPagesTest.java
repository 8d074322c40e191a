package io.github.hushgate.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * XHTML and SVG documents in a real browser, as they are and as the rewriter leaves them: each reaches a host of its
 * own before, none does after, and all are still documents to the end.
 */
@Tag("browser")
@ExtendWith(WithBrowser.class)
final class XmlPagesTest {
    private static final String XHTML = "application/xhtml+xml";
    private static final String SVG = "image/svg+xml";
    private static final byte[] GIF =
            "GIF89a\1\0\1\0\0\0\0!\371\4\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\0;".getBytes(StandardCharsets.ISO_8859_1);
    private static final Map<String, String> BODIES = new LinkedHashMap<>();
    private static final Map<String, String> DRAWINGS = new LinkedHashMap<>();

    static {
        BODIES.put("script-empty", "<script src='https://HOST/s.js'/>");
        BODIES.put("script", "<script src='https://HOST/s.js'></script>");
        BODIES.put("img", "<img src='https://HOST/i.png'/>");
        BODIES.put("img-srcset", "<img srcset='https://HOST/i.png 1x'/>");
        BODIES.put("iframe", "<iframe src='https://HOST/f.html'/>");
        BODIES.put("link", "<link rel='stylesheet' href='https://HOST/s.css'/>");
        BODIES.put("noscript", "<noscript><img src='https://HOST/i.png'/></noscript>");
        BODIES.put("title", "<title/><img src='https://HOST/i.png'/>");
        BODIES.put("textarea", "<textarea/><img src='https://HOST/i.png'/>");
        BODIES.put("style-empty", "<style/><img src='https://HOST/i.png'/>");
        BODIES.put("own-script-empty", "<script/><img src='https://HOST/i.png'/>");
        BODIES.put("style", "<style>p{background:url(https://HOST/i.png)}</style>");
        BODIES.put("style-attribute", "<p style='background:url(https://HOST/i.png)'>x</p>");
        BODIES.put("prefix", "<h:img xmlns:h='http://www.w3.org/1999/xhtml' src='https://HOST/i.png'/>");
        BODIES.put("reference", "<img src='https&#58;//HOST/i.png'/>");
        BODIES.put("svg", "<svg xmlns='http://www.w3.org/2000/svg'><image href='https://HOST/i.png'/></svg>");
        BODIES.put("object", "<object data='https://HOST/o.html' type='text/html'/>");
        DRAWINGS.put("drawing-image", "<image width='9' height='9' href='https://HOST/i.png'/>");
        DRAWINGS.put("drawing-script", "<script href='https://HOST/s.js'/>");
        DRAWINGS.put(
                "drawing-other-prefix",
                "<image width='9' height='9' xmlns:l='http://www.w3.org/1999/xlink' l:href='https://HOST/i.png'/>");
        DRAWINGS.put(
                "drawing-script-other-prefix",
                "<script xmlns:l='http://www.w3.org/1999/xlink' l:href='https://HOST/s.js'/>");
        DRAWINGS.put(
                "drawing-mask",
                "<rect width='9' height='9'><set attributeName='mask' to='url(https://HOST/m.svg#x)'/></rect>");
    }

    private static Set<String> all() {
        Set<String> all = new TreeSet<>(BODIES.keySet());
        all.addAll(DRAWINGS.keySet());
        return all;
    }

    /** A page that shows each document in a frame. */
    private static String frames(String folder) {
        return all().stream()
                .map(name -> "<iframe src=" + folder + "/" + name + "></iframe>")
                .collect(Collectors.joining("", "<!doctype html><link rel=icon href=data:,>", ""));
    }

    private static String host(String name) {
        return name + ".tracker.test";
    }

    private static String xhtml(String name) {
        return "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body>"
                + BODIES.get(name).replace("HOST", host(name)) + "<p id='end'>end</p></body></html>";
    }

    private static String svg(String name) {
        return "<svg xmlns='http://www.w3.org/2000/svg'>" + DRAWINGS.get(name).replace("HOST", host(name))
                + "<text id='end'>end</text></svg>";
    }

    private static Answer answer(Hit hit) {
        if (!hit.host().equals("site.test")) {
            return Answer.of("image/gif", GIF);
        }
        if (hit.target().equals("/before") || hit.target().equals("/after")) {
            return Answer.of("text/html", frames(hit.target()));
        }
        boolean rewritten = hit.target().startsWith("/after/");
        String name = hit.target().substring(hit.target().lastIndexOf('/') + 1);
        boolean drawing = DRAWINGS.containsKey(name);
        if (!drawing && !BODIES.containsKey(name)) {
            return Answer.nothing();
        }
        byte[] document = (drawing ? svg(name) : xhtml(name)).getBytes(StandardCharsets.UTF_8);
        return Answer.of(
                drawing ? SVG : XHTML,
                rewritten ? Rewriting.ofXml("https://site.test" + hit.target(), document) : document);
    }

    @Test
    void whatAnXmlParserWouldLoadIsTakenOutAndTheDocumentGoesOnToItsEnd(WithBrowser.Bench bench) throws Exception {
        try (LoopbackServer servers = new LoopbackServer(bench.certificate().context(), XmlPagesTest::answer);
                Chromium chromium = start(bench, servers)) {
            Page page = chromium.tab();
            open(page, "/after");
            open(page, "/before/script");
            Chromium.await(page, () -> reached(servers).contains("script"));
            assertEquals(Set.of("script"), reached(servers), "the rewritten ones, all opened before this one");

            open(page, "/before");
            Chromium.await(page, () -> reached(servers).equals(all()));
            assertEquals(all(), reached(servers), "as they are");
        }
    }

    /** Opens it, and looks whether every document there was read to its end. */
    private static void open(Page page, String target) {
        page.navigate("https://site.test" + target);
        for (Frame frame : page.frames()) {
            String url = frame.url();
            if (url.contains("/before/") || url.contains("/after/")) {
                assertEquals(1, frame.locator("#end").count(), url);
            }
        }
    }

    private static Chromium start(WithBrowser.Bench bench, LoopbackServer servers) throws Exception {
        int port = servers.listen("unnamed");
        return bench.launch()
                .fewProcesses()
                .host("site.test", port)
                .host("*.tracker.test", port)
                .start();
    }

    private static Set<String> reached(LoopbackServer servers) {
        return servers.hits().stream()
                .map(Hit::host)
                .filter(host -> host.endsWith(".tracker.test"))
                .map(host -> host.substring(0, host.indexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
