package io.github.hushgate.rewrite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Whatever the XML document: well-formed before is well-formed after, in pieces of any size and when it is rewritten
 * again; no element is left with an address of the tracker that it would load, and text outside of scripts, style
 * sheets and CDATA sections stays.
 */
final class XmlPromise {
    static final String TRACKER = "https://www.facebook.com/tr?id=1";

    private static final Map<String, Set<String>> LOADERS = Map.of(
            "src", Set.of("img", "script", "iframe", "embed", "video", "audio", "source", "input"),
            "href", Set.of("script", "image", "use", "feImage"),
            "xlink:href", Set.of("script", "image", "use", "feImage"));

    private final DocumentBuilder parser;

    XmlPromise() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            parser = factory.newDocumentBuilder();
            parser.setErrorHandler(new DefaultHandler());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Throws AssertionError where this document breaks it; says whether it is well-formed, and so was tried. */
    boolean hold(byte[] document) {
        Optional<Document> before = parsed(document);
        if (before.isEmpty()) {
            return false;
        }
        byte[] out = rewrite(document, document.length);
        Document after = parsed(out).orElseThrow(() -> broken("not well-formed any more", document, out));
        for (int piece : new int[] {1, 13}) {
            same("pieces matter", out, rewrite(document, piece), document);
        }
        same("changes when rewritten again", out, rewrite(out, Math.max(1, out.length)), document);
        List<String> kept = new ArrayList<>();
        texts(after.getDocumentElement(), kept);
        List<String> had = new ArrayList<>();
        texts(before.get().getDocumentElement(), had);
        if (!had.equals(kept)) {
            throw broken("text is lost: " + had + " became " + kept, document, out);
        }
        loads(after.getDocumentElement()).ifPresent(what -> {
            throw broken("still loads: " + what, document, out);
        });
        return true;
    }

    private Optional<Document> parsed(byte[] document) {
        try {
            return Optional.of(parser.parse(new ByteArrayInputStream(document)));
        } catch (SAXException | IOException e) {
            return Optional.empty();
        }
    }

    private static byte[] rewrite(byte[] document, int piece) {
        HtmlRewriter.Page page = Rewriting.page("UTF-8").asXml();
        return Rewriting.rewrite(Rewriting.BUNDLED, page, document, piece, new ArrayList<>());
    }

    private static void same(String what, byte[] expected, byte[] out, byte[] document) {
        if (!java.util.Arrays.equals(expected, out)) {
            throw broken(what, document, out);
        }
    }

    private static AssertionError broken(String what, byte[] document, byte[] out) {
        return new AssertionError(what + "\n" + new String(document, UTF_8) + "\n" + new String(out, UTF_8));
    }

    /** All text in one piece for each element: what was parted by an element that is gone may have met. */
    private static void texts(Element element, List<String> into) {
        if (element.getLocalName().equals("script") || element.getLocalName().equals("style")) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (Node each = element.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (each.getNodeType() == Node.TEXT_NODE) {
                text.append(each.getNodeValue());
            } else if (each instanceof Element child) {
                texts(child, into);
            }
        }
        if (text.length() > 0) {
            into.add(element.getLocalName() + ":" + text);
        }
    }

    private static Optional<String> loads(Element element) {
        for (var each : LOADERS.entrySet()) {
            boolean tracker = element.getAttribute(each.getKey()).startsWith(TRACKER);
            if (tracker && each.getValue().contains(element.getLocalName())) {
                return Optional.of(element.getLocalName() + "@" + each.getKey());
            }
        }
        for (Node each = element.getFirstChild(); each != null; each = each.getNextSibling()) {
            Optional<String> inner = each instanceof Element child ? loads(child) : Optional.empty();
            if (inner.isPresent()) {
                return inner;
            }
        }
        return Optional.empty();
    }
}
