package io.github.hushgate.rewrite;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nu.validator.htmlparser.common.XmlViolationPolicy;
import nu.validator.htmlparser.sax.HtmlParser;
import org.jsoup.Jsoup;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The tree that another parser makes of a page, as comparable text: without the elements and attributes that
 * {@link MarkedPage} marks as left out, without comments, and without what cannot be told apart: white space in tables
 * and around the body, and the raw text of elements whose content nobody sees.
 */
final class ParsedTree {
    private static final Set<String> UNSEEN = Set.of("noscript", "iframe", "noframes", "noembed");
    private static final Set<String> LOADING = Set.of(
            "script", "img", "image", "iframe", "frame", "embed", "object", "video", "audio", "source", "track",
            "input", "link", "base", "meta", "style");

    static {
        // The parser asserts against itself on some soups; what it reads is right without.
        ParsedTree.class.getClassLoader().setPackageAssertionStatus("nu.validator", false);
    }

    private final Branch root = new Branch("#document", Map.of());
    private final Deque<Branch> open = new ArrayDeque<>(List.of(root));

    /** An element, its children being branches and strings. */
    private record Branch(String name, Map<String, String> attributes, List<Object> children) {
        Branch(String name, Map<String, String> attributes) {
            this(name, attributes, new ArrayList<>());
        }

        boolean isGone() {
            return attributes.containsKey(MarkedPage.GONE);
        }
    }

    private ParsedTree() {}

    static ParsedTree byJsoup(String html) {
        var tree = new ParsedTree();
        Jsoup.parse(html).childNodes().forEach(tree::add);
        return tree;
    }

    private void add(Node node) {
        if (node instanceof Element element) {
            Map<String, String> attributes = new TreeMap<>();
            element.attributes()
                    .forEach(each -> attributes.put(each.getKey().toLowerCase(Locale.ROOT), each.getValue()));
            begin(element.normalName(), attributes);
            element.childNodes().forEach(this::add);
            open.pop();
        } else if (node instanceof TextNode text) {
            open.peek().children().add(text.getWholeText());
        } else if (node instanceof DataNode data) {
            open.peek().children().add(data.getWholeData());
        }
    }

    static ParsedTree byNu(String html, boolean scripting) {
        var tree = new ParsedTree();
        var parser = new HtmlParser(XmlViolationPolicy.ALTER_INFOSET);
        parser.setScriptingEnabled(scripting);
        parser.setContentHandler(tree.new Handler());
        try {
            parser.parse(new InputSource(new StringReader(html)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException e) {
            throw new AssertionError(e);
        }
        return tree;
    }

    private void begin(String name, Map<String, String> attributes) {
        var branch = new Branch(name, attributes);
        open.peek().children().add(branch);
        open.push(branch);
    }

    private final class Handler extends DefaultHandler {
        @Override
        public void startElement(String uri, String name, String qName, Attributes attributes) {
            Map<String, String> map = new TreeMap<>();
            for (int i = 0; i < attributes.getLength(); i++) {
                map.put(attributes.getLocalName(i).toLowerCase(Locale.ROOT), attributes.getValue(i));
            }
            begin(name.toLowerCase(Locale.ROOT), map);
        }

        @Override
        public void endElement(String uri, String name, String qName) {
            open.pop();
        }

        @Override
        public void characters(char[] text, int from, int length) {
            open.peek().children().add(new String(text, from, length));
        }
    }

    /** Elements, attributes and text, one a line. */
    String outline() {
        var text = new StringBuilder();
        outline(root, false, 0, text);
        return text.toString();
    }

    private static void outline(Branch branch, boolean exact, int depth, StringBuilder out) {
        boolean inside = (exact || branch.name.equals("body")) && !branch.name.equals("table");
        var text = new StringBuilder();
        for (Object child : branch.children) {
            if (child instanceof Branch next && !next.isGone()) {
                line(text, inside, depth, out);
                out.append(" ".repeat(depth)).append(next.name);
                next.attributes.forEach((name, value) -> {
                    if (!isLeftAside(name)) {
                        out.append(' ').append(name).append('=').append(value);
                    }
                });
                out.append('\n');
                outline(next, inside, depth + 1, out);
            } else if (child instanceof String words && !UNSEEN.contains(branch.name)) {
                text.append(words);
            }
        }
        line(text, inside, depth, out);
    }

    private static void line(StringBuilder text, boolean exact, int depth, StringBuilder out) {
        String words = exact ? text.toString() : text.toString().replaceAll("\\s", "");
        text.setLength(0);
        if (!words.isEmpty()) {
            out.append(" ".repeat(depth)).append('"').append(words).append("\"\n");
        }
    }

    /** What begins with an equals sign, however a parser writes that, goes with the attribute before. */
    private static boolean isLeftAside(String name) {
        return name.startsWith(MarkedPage.GONE) || name.startsWith("=") || name.startsWith("u00003d");
    }

    /** What a reader sees, without white space. */
    String text() {
        var text = new StringBuilder();
        text(root, text);
        return text.toString().replaceAll("\\s", "");
    }

    private static void text(Branch branch, StringBuilder out) {
        for (Object child : branch.children) {
            if (child instanceof Branch next && !next.isGone()) {
                text(next, out);
            } else if (child instanceof String words && !UNSEEN.contains(branch.name)) {
                out.append(words);
            }
        }
    }

    /** The elements that load or run something, with their attributes, in order. */
    List<String> loading() {
        List<String> all = new ArrayList<>();
        loading(root, all);
        return all;
    }

    private static void loading(Branch branch, List<String> all) {
        for (Object child : branch.children) {
            if (child instanceof Branch next && !next.isGone()) {
                if (LOADING.contains(next.name)) {
                    Map<String, String> attributes = new TreeMap<>(next.attributes);
                    attributes.keySet().removeIf(ParsedTree::isLeftAside);
                    all.add(next.name + attributes);
                }
                loading(next, all);
            }
        }
    }
}
