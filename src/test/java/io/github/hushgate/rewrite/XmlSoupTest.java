package io.github.hushgate.rewrite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Well-formed documents at random, always the same ones. */
class XmlSoupTest {
    private static final int DOCUMENTS = 4_000;
    private static final int MAX_DEPTH = 5;
    private static final String[] NAMES = {
        "p", "div", "script", "style", "title", "textarea", "noscript", "iframe", "img", "svg", "image", "use", "h:img",
        "h:script", "link", "meta", "base", "template", "select", "table", "frameset", "math", "mi", "object", "a",
                "area",
        "plaintext", "xmp", "foreignObject", "annotation-xml", "video", "source", "x", "h:x", "body", "html", "noembed"
    };
    private static final String[] ATTRIBUTES = {
        "src",
        "href",
        "xlink:href",
        "style",
        "srcset",
        "data",
        "content",
        "onclick",
        "title",
        "http-equiv",
        "rel",
        "type",
        "ping",
        "action",
        "poster",
        "fill",
        "srcdoc",
        "background"
    };
    private static final String[] VALUES = {
        XmlPromise.TRACKER,
        XmlPromise.TRACKER + "&amp;ev=PageView",
        "https&#58;//www.facebook.com/tr?id=1",
        "/own.js",
        "",
        "url(" + XmlPromise.TRACKER + ")",
        "0;url=" + XmlPromise.TRACKER,
        XmlPromise.TRACKER + " 1x, /own.png 2x",
        "stylesheet",
        "refresh",
        "text/html",
        "fbq('track', 'PageView')",
        "a>b",
        "/",
        "&lt;img src='x'/&gt;",
        "data:text/html,x"
    };
    private static final String[] TEXTS = {
        "words",
        "&lt;img src=\"" + XmlPromise.TRACKER + "\"&gt;",
        "&amp;",
        "a &gt; b",
        "]",
        "]]",
        "\n ",
        "ü",
        "fbq('init', '1');",
        "b{background:url(" + XmlPromise.TRACKER + ")}",
        "&#60;",
        "=\"",
        "'",
        "--",
        "/"
    };
    private static final String[] SECTIONS = {
        "<img src=\"" + XmlPromise.TRACKER + "\">",
        "</script>",
        "]",
        "]]",
        "> ]",
        "fbq('init', '1');fbq('track', 'x');",
        "<",
        "<p>",
        "if (a && b < c)",
        "<!--",
        "-->",
        "words",
        "<script>fbq('init', '1');</script>",
        "<svg>",
        "<noscript>",
        "&lt;"
    };

    private final Random random = new Random(20261129);

    private String any(String[] of) {
        return of[random.nextInt(of.length)];
    }

    private String element(int depth) {
        String name = any(NAMES);
        StringBuilder text = new StringBuilder("<").append(name);
        int first = random.nextInt(ATTRIBUTES.length);
        for (int i = random.nextInt(4); i > 0; i--) {
            String space = random.nextInt(5) == 0 ? "\n" : " ";
            char quote = random.nextBoolean() ? '"' : '\'';
            String value = any(VALUES).replace("'", quote == '\'' ? "&#39;" : "'");
            text.append(space)
                    .append(ATTRIBUTES[(first + i) % ATTRIBUTES.length])
                    .append('=');
            text.append(quote).append(value).append(quote);
        }
        if (depth == MAX_DEPTH || random.nextInt(3) == 0) {
            return text.append(random.nextBoolean() ? "/>" : " />").toString();
        }
        text.append('>');
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(content(depth));
        }
        return text.append("</")
                .append(name)
                .append(random.nextInt(6) == 0 ? " >" : ">")
                .toString();
    }

    private String content(int depth) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> any(TEXTS);
            case 2 -> "<![CDATA[" + any(SECTIONS) + any(SECTIONS) + "]]>";
            case 3 -> "<!-- " + any(NAMES) + " <img src=\"" + XmlPromise.TRACKER + "\"/> -->";
            case 4 -> "<?x " + any(NAMES) + "?>";
            default -> element(depth + 1);
        };
    }

    @Test
    void whatIsWellFormedStaysSoAndLoadsNoTracker() {
        XmlPromise promise = new XmlPromise();
        int tried = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            String document = "<r xmlns:h='http://www.w3.org/1999/xhtml' xmlns:xlink='http://www.w3.org/1999/xlink'>"
                    + element(0) + element(0) + "</r>";
            tried += promise.hold(document.getBytes(UTF_8)) ? 1 : 0;
        }
        assertTrue(tried > DOCUMENTS * 9 / 10, "well-formed: " + tried);
    }
}
