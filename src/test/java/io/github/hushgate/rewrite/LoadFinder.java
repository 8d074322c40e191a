package io.github.hushgate.rewrite;

import io.github.hushgate.tracker.TrackerDetector;
import io.github.hushgate.url.BrowserUrl;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import nu.validator.htmlparser.common.XmlViolationPolicy;
import nu.validator.htmlparser.sax.HtmlParser;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** What other parsers see in a page that would load from a tracker, by element and attribute. */
final class LoadFinder {
    private static final Map<String, Set<String>> LOADING = Map.ofEntries(
            Map.entry("script", Set.of("src")),
            Map.entry("img", Set.of("src")),
            Map.entry("iframe", Set.of("src")),
            Map.entry("frame", Set.of("src")),
            Map.entry("embed", Set.of("src")),
            Map.entry("object", Set.of("data")),
            Map.entry("video", Set.of("src", "poster")),
            Map.entry("audio", Set.of("src")),
            Map.entry("source", Set.of("src")),
            Map.entry("track", Set.of("src")),
            Map.entry("input", Set.of("src")),
            Map.entry("link", Set.of("href")),
            Map.entry("base", Set.of("href")),
            Map.entry("body", Set.of("background")),
            Map.entry("table", Set.of("background")),
            Map.entry("td", Set.of("background")),
            Map.entry("a", Set.of("ping")));

    private static final Set<String> LOADING_LINKS = Set.of(
            "stylesheet",
            "icon",
            "preload",
            "modulepreload",
            "prefetch",
            "preconnect",
            "dns-prefetch",
            "manifest",
            "prerender");

    static {
        // The parser asserts against itself on some soups; what it reads is right without.
        LoadFinder.class.getClassLoader().setPackageAssertionStatus("nu.validator", false);
    }

    private final TrackerDetector detector;
    private final BrowserUrl page =
            BrowserUrl.parse("https://police.example/ro/report/").orElseThrow();
    private final List<String> found = new ArrayList<>();

    LoadFinder(TrackerDetector detector) {
        this.detector = detector;
    }

    /** As jsoup reads the page, templates left aside. */
    List<String> inJsoup(String html) {
        found.clear();
        for (Element element :
                Jsoup.parse(html, "https://police.example/ro/report/").getAllElements()) {
            if (element.closest("template") == null && !isIdleLink(element.normalName(), element.attr("rel"))) {
                element.attributes()
                        .forEach(each ->
                                check(element.tag().namespace(), element.normalName(), each.getKey(), each.getValue()));
            }
        }
        return List.copyOf(found);
    }

    /** As validator.nu reads the page, templates left aside. */
    List<String> inNu(String html, boolean scripting) {
        found.clear();
        var parser = new HtmlParser(XmlViolationPolicy.ALTER_INFOSET);
        parser.setScriptingEnabled(scripting);
        parser.setContentHandler(new Handler());
        try {
            parser.parse(new InputSource(new StringReader(html)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException e) {
            throw new AssertionError(e);
        }
        return List.copyOf(found);
    }

    /** A link that only a visitor follows, or nobody. */
    private static boolean isIdleLink(String element, String rel) {
        return element.equals("link")
                && Stream.of(rel.toLowerCase(Locale.ROOT).split("[ \t\n\f\r]+", -1))
                        .noneMatch(LOADING_LINKS::contains);
    }

    private void check(String namespace, String element, String attribute, String value) {
        var url = new BrowserUrl();
        boolean image = namespace.endsWith("/svg") && element.equals("image") && attribute.equals("href");
        boolean loads = LOADING.getOrDefault(element, Set.of()).contains(attribute.toLowerCase(Locale.ROOT));
        if ((loads || image) && url.read(value, page) && detector.ofUrl(url).isPresent()) {
            found.add(element + "@" + attribute + "=" + value);
        }
    }

    private final class Handler extends DefaultHandler {
        private int templates;

        @Override
        public void startElement(String uri, String name, String qName, Attributes attributes) {
            templates += name.equals("template") ? 1 : 0;
            boolean idle = isIdleLink(name, Objects.requireNonNullElse(attributes.getValue("rel"), ""));
            for (int i = 0; templates == 0 && !idle && i < attributes.getLength(); i++) {
                check(uri, name, attributes.getLocalName(i), attributes.getValue(i));
            }
        }

        @Override
        public void endElement(String uri, String name, String qName) {
            templates -= name.equals("template") ? 1 : 0;
        }
    }
}
