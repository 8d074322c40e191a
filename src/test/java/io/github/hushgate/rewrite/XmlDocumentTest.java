package io.github.hushgate.rewrite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.helpers.DefaultHandler;

/** XHTML, SVG and other XML, as an XML parser reads it: what it would load goes, and the rest stays well-formed. */
class XmlDocumentTest {
    private static final String PIXEL = "https://www.facebook.com/tr?id=1&amp;ev=PageView";
    private static final String SNIPPET = "//<![CDATA[\nfbq('init', '1'); if (a && b) fbq('track', 'PageView');\n//]]>";

    private static String rewrite(String document, int piece) {
        byte[] bytes = document.getBytes(UTF_8);
        HtmlRewriter.Page page = Rewriting.page("UTF-8").asXml();
        return new String(Rewriting.rewrite(Rewriting.BUNDLED, page, bytes, piece, new ArrayList<>()), UTF_8);
    }

    private static String xhtml(String body) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/>"
                + "<script src=\"/own.js\"/></head><body>" + body + "<p>end</p></body></html>";
    }

    private static void parse(String document) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler(new DefaultHandler());
        builder.parse(new ByteArrayInputStream(document.getBytes(UTF_8)));
    }

    private static void assertBecomes(String expected, String document) {
        assertDoesNotThrow(() -> parse(document), document);
        for (int piece : List.of(1, 17, document.length())) {
            assertEquals(expected, rewrite(document, piece), () -> "in pieces of " + piece);
        }
        assertDoesNotThrow(() -> parse(expected), expected);
        assertEquals(expected, rewrite(expected, expected.length()), "the second time nothing is left to do");
    }

    private static void assertBodyBecomes(String expected, String body) {
        assertBecomes(xhtml(expected), xhtml(body));
    }

    @Test
    void aLinkLoadsWhateverItsPrefix() {
        assertBodyBecomes(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:l=\"http://www.w3.org/1999/xlink\"><a l:href=\""
                        + PIXEL + "\"/></svg>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:l=\"http://www.w3.org/1999/xlink\"><a l:href=\""
                        + PIXEL + "\"/><image l:href=\"" + PIXEL + "\"/><script l:href=\"" + PIXEL + "\"/></svg>");
    }

    @Test
    void anElementThatItsOwnTagEndsGoesAloneAndNothingBehindIt() {
        assertBodyBecomes("<p>a</p>", "<p>a</p><script src=\"https://connect.facebook.net/en_US/fbevents.js\"/>");
        assertBodyBecomes("<p>a</p>", "<p>a</p><iframe src=\"https://www.googletagmanager.com/ns.html?id=GTM-1\"/>");
        assertBodyBecomes("<p></p>", "<p><img width=\"1\" src=\"" + PIXEL + "\"/></p>");
        assertBodyBecomes("", "<link rel=\"preload\" as=\"script\" href=\"https://connect.facebook.net/a.js\" />");
        assertBodyBecomes("", "<meta http-equiv=\"refresh\" content=\"0;url=" + PIXEL + "\"/>");
    }

    @Test
    void anElementWithAnEndTagLosesItsAddressAndItsContent() {
        assertBodyBecomes(
                "<script ></script><p>a</p>",
                "<script src=\"https://connect.facebook.net/en_US/fbevents.js\"></script><p>a</p>");
        assertBodyBecomes("<script></script><p>a</p>", "<script>" + SNIPPET + "</script><p>a</p>");
        assertBodyBecomes("<style></style>", "<style>b{background:url(" + PIXEL + ")}</style>");
    }

    /** With scripting too: XML knows no text that would be markup without it. */
    @Test
    void whatNoscriptHoldsIsMarkup() {
        assertBodyBecomes("<noscript></noscript>", "<noscript><img src=\"" + PIXEL + "\"/></noscript>");
    }

    @Test
    void whatStandsBehindAnEmptyElementOfTextIsMarkup() {
        for (String empty : List.of("<title/>", "<textarea/>", "<style/>", "<script/>", "<iframe/>", "<noscript/>")) {
            assertBodyBecomes(empty, empty + "<img src=\"" + PIXEL + "\"/>");
        }
    }

    @Test
    void aPrefixOnlyNamesTheNamespace() {
        assertBecomes(
                "<h:html xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:p/></h:html>",
                "<h:html xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:p/><h:img src=\"" + PIXEL + "\"/></h:html>");
    }

    @Test
    void anSvgDocumentLosesItsImagesAndScripts() {
        String head = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">";
        assertBecomes(
                head + "<rect fill=\"red\"/><p/></svg>",
                head + "<image href=\"" + PIXEL + "\"/><script xlink:href=\"https://connect.facebook.net/a.js\"/>"
                        + "<rect fill=\"red\"/><p/></svg>");
    }

    /** As Jakarta Faces answers a partial request: its script takes the markup out of the sections. */
    @Test
    void markupInASectionIsReadAsTheScriptWillReadItAndTheViewStateStays() {
        String head =
                "<?xml version='1.0' encoding='UTF-8'?>\n<partial-response id=\"j_id1\"><changes><update id=\"form\">"
                        + "<![CDATA[<form id=\"form\" action=\"/report\"><p>Ä]</p>";
        String tail =
                "</form>]]></update><update id=\"j_id1:jakarta.faces.ViewState:0\"><![CDATA[-59483:81<a]]></update>"
                        + "</changes></partial-response>";
        assertBecomes(head + tail, head + "<img src=\"https://www.facebook.com/tr?id=1\">" + tail);
        assertBecomes(head + tail, head + "<script>fbq('init', '1');fbq('track', 'PageView');</script>" + tail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<feed><link rel=\"alternate\" href=\"https://www.facebook.com/police\"/></feed>",
                "<feed><item href=\"https://www.facebook.com/tr?id=1\" about=\"(x)\"/></feed>",
                "<r><!-- <img src=\"https://www.facebook.com/tr?id=1\"/> --></r>",
                "<r a='&lt;img src=\"https://www.facebook.com/tr?id=1\"/>'>&lt;script&gt;fbq('init')</r>",
                "<a><![CDATA[]]]]><![CDATA[>]]></a>",
                "<html xmlns=\"http://www.w3.org/1999/xhtml\"><a href=\"https://www.facebook.com/police\">us</a><area"
                        + " href=\"https://www.facebook.com/tr?id=1\"/><script>if (a &lt; b) c('&amp;');</script></html>"
            })
    void whatLoadsNothingStaysAsItIs(String document) {
        assertBecomes(document, document);
    }

    @Test
    void noStandInScriptIsPutIntoXml() {
        HtmlRewriter.Page page = new HtmlRewriter.Page(Rewriting.page("").url(), "UTF-8", "n", true, true).asXml();
        byte[] bytes = xhtml("<script>" + SNIPPET + "</script>").getBytes(UTF_8);
        String left =
                new String(Rewriting.rewrite(Rewriting.BUNDLED, page, bytes, bytes.length, new ArrayList<>()), UTF_8);
        assertFalse(left.contains("function") || left.contains("nonce"), left);
        assertDoesNotThrow(() -> parse(left), left);
    }
}
