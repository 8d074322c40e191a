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
        BODIES.put(
                "script-comment", "<script>new Image().src='https://script-comment.tra<!-- > -->cker.test/'</script>");
        BODIES.put(
                "script-instruction",
                "<script>new Image().src='https://script-instruction.tra<?a > ?>cker.test/'</script>");
        BODIES.put("script-cdata", "<script>new Image().src='https://script-cdata.tra<![CDATA[cker]]>.test/'</script>");
        BODIES.put("script-element", "<script>new Image().src='https://script-element.tra<b>a</b>cker.test/'</script>");
        BODIES.put("script-behind-element", "<script><b/>new Image().src='https://HOST/'</script>");
        BODIES.put("style-comment", "<style>@im<!-- a -->port 'https://HOST/';</style>");
        BODIES.put("style-element", "<style>@import 'https://style-element.tra<b>a</b>cker.test/';</style>");
        BODIES.put("style-nested", "<style><b><style>@import 'https://HOST/';</style></b></style>");
        BODIES.put("handler", "<img src='data:,' onerror=\"new Image().src='https://HOST/'\"/>");
        BODIES.put("srcdoc", "<iframe srcdoc=\"&lt;img src='https://HOST/'&gt;\"/>");
        BODIES.put(
                "import-map",
                "<script type='importmap'>{\"imports\":{\"a\":\"https:\\/\\/HOST/\"}}</script><script type='module'>import 'a'</script>");
        BODIES.put("module", "<script type='module'>import 'https://HOST/'</script>");
        BODIES.put("embed", "<embed src='https://HOST/'/>");
        BODIES.put("video", "<video poster='https://HOST/'/>");
        BODIES.put("background", "<table background='https://HOST/'><tr><td>a</td></tr></table>");
        BODIES.put("input", "<input type='image' src='https://HOST/'/>");
        BODIES.put("preload", "<link rel='preload' as='image' href='https://HOST/'/>");
        BODIES.put("refresh", "<iframe srcdoc=''/><meta http-equiv='refresh' content='0;url=https://HOST/'/>");
        BODIES.put("base", "<base href='https://HOST/'/><img src='i.png'/>");
        BODIES.put("upper-case-child", "<IMG/><img src='https://HOST/'/>");
        BODIES.put("template-of-columns", "<template><col/><style></style></template><img src='https://HOST/'/>");
        BODIES.put("select", "<select><option><img src='https://HOST/'/></option></select>");
        BODIES.put("plaintext", "<plaintext/><img src='https://HOST/'/>");
        BODIES.put("table", "<table><img src='https://HOST/'/></table>");
        BODIES.put(
                "svg-style", "<svg xmlns='http://www.w3.org/2000/svg'><style>@import 'https://HOST/';</style></svg>");
        BODIES.put(
                "svg-html",
                "<svg xmlns='http://www.w3.org/2000/svg'><h:img xmlns:h='http://www.w3.org/1999/xhtml' src='https://HOST/'/></svg>");
        BODIES.put(
                "math-html",
                "<math xmlns='http://www.w3.org/1998/Math/MathML'><mtext><h:img xmlns:h='http://www.w3.org/1999/xhtml' src='https://HOST/'/></mtext></math>");
        BODIES.put(
                "namespace-by-reference",
                "<i xmlns='http://www.w3.org/1999/xhtm&#108;'><img src='https://HOST/'/></i>");
        BODIES.put("tab-in-address", "<img src='ht&#9;tps://HOST/'/>");
        BODIES.put("greater", "<img alt='>' src='https://HOST/'/>");
        BODIES.put("frameset", "<iframe src='https://HOST/'><p>a</p></iframe>");
        BODIES.put("fallback", "<object data='data:,'><img src='https://HOST/'/></object>");
        DRAWINGS.put("drawing-image", "<image width='9' height='9' href='https://HOST/i.png'/>");
        DRAWINGS.put("drawing-script", "<script href='https://HOST/s.js'/>");
        DRAWINGS.put(
                "drawing-other-prefix",
                "<image width='9' height='9' xmlns:l='http://www.w3.org/1999/xlink' l:href='https://HOST/i.png'/>");
        DRAWINGS.put(
                "drawing-script-other-prefix",
                "<script xmlns:l='http://www.w3.org/1999/xlink' l:href='https://HOST/s.js'/>");
        DRAWINGS.put("drawing-style", "<style>@import 'https://HOST/';</style>");
        DRAWINGS.put("drawing-style-cdata", "<style><![CDATA[@im]]>port 'https://HOST/';</style>");
        DRAWINGS.put(
                "drawing-html-image",
                "<foreignObject width='9' height='9'><img xmlns='http://www.w3.org/1999/xhtml' src='https://HOST/'/></foreignObject>");
        DRAWINGS.put("drawing-html-script", "<script xmlns='http://www.w3.org/1999/xhtml' src='https://HOST/'/>");
        DRAWINGS.put(
                "drawing-handler", "<animate attributeName='x' dur='1ms' onend=\"new Image().src='https://HOST/'\"/>");
        DRAWINGS.put(
                "drawing-feimage",
                "<filter id='f'><feImage href='https://HOST/'/></filter><rect width='9' height='9' filter='url(#f)'/>");
        DRAWINGS.put(
                "drawing-set", "<image width='9' height='9'><set attributeName='href' to='https://HOST/'/></image>");
        DRAWINGS.put("drawing-attribute-style", "<rect width='9' height='9' style='mask:url(https://HOST/#x)'/>");
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
