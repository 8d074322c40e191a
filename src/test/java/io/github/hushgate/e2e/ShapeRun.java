package io.github.hushgate.e2e;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One browser that opens shapes, several tabs at once, and tells which of them contacted their tracker. Each page has a
 * host of its own and each tracker as well, so that neither a connection kept alive nor what the browser learnt from an
 * earlier visit can be taken for this one's.
 */
final class ShapeRun implements AutoCloseable {
    /** Pages that are open at a time. */
    static final int TABS = 14;

    private static final int TEXT_TIMEOUT = 1_000;
    private static final List<String> VENDORS = List.of(
            "connect.facebook.net",
            "www.facebook.com",
            "www.googletagmanager.com",
            "www.google-analytics.com",
            "www.clarity.ms",
            "static.hotjar.com");
    private static final Pattern PAGE_HOST = Pattern.compile("(?:https?://)?p([a-z]+[0-9]+)\\.site\\.test/?");
    private static final Pattern TRACKER_HOST = Pattern.compile("([a-z]+[0-9]+)\\.tracker\\.test\\.?");
    private static final byte[] GIF =
            "GIF89a\1\0\1\0\0\0\0!\371\4\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\0;".getBytes(StandardCharsets.ISO_8859_1);

    private final LoopbackServer servers;
    private final Chromium chromium;
    private final List<Page> tabs;
    private final Map<String, Served> pages = new ConcurrentHashMap<>();
    private final Map<String, String> headers;

    /** A page as it goes to the browser. */
    private record Served(PageShape shape, byte[] bytes) {}

    /** What was seen of one page: whether it reached its tracker, whether with a request, and its text. */
    record Seen(boolean contacted, boolean asked, String text) {}

    ShapeRun(WithBrowser.Bench bench, boolean javaScript) throws IOException {
        this(bench, javaScript, Map.of());
    }

    /** All pages have these headers. */
    ShapeRun(WithBrowser.Bench bench, boolean javaScript, Map<String, String> headers) throws IOException {
        this.headers = headers;
        servers = new LoopbackServer(bench.certificate().context(), this::answer);
        int port = servers.listen("unnamed");
        Chromium.Launch launch = bench.launch()
                .javaScript(javaScript)
                .fewProcesses()
                .host("*.test", port)
                .host("*.test.", port);
        VENDORS.forEach(vendor -> launch.host(vendor, port));
        chromium = launch.start();
        tabs = Stream.generate(chromium::tab).limit(TABS).toList();
    }

    /** Opens shapes, as they are or as the rewriter leaves them; a prefix of their labels is used once. */
    Map<PageShape, Seen> open(String prefix, List<PageShape> some, boolean rewritten, int millisAfterLoad) {
        Map<String, Served> batch = new HashMap<>();
        for (PageShape shape : some) {
            String label = prefix + shape.number();
            byte[] page = shape.bytes(label);
            batch.put(label, new Served(shape, rewritten ? Rewriting.of(shape, label, page) : page));
        }
        Map<String, Seen> seen = open(batch, millisAfterLoad);
        return some.stream().collect(Collectors.toMap(shape -> shape, shape -> seen.get(prefix + shape.number())));
    }

    /** Opens pages, by label; a label is used once. */
    private Map<String, Seen> open(Map<String, Served> batch, int millisAfterLoad) {
        pages.putAll(batch);
        Map<String, Seen> seen = new HashMap<>();
        for (List<String> some : together(batch)) {
            Map<String, String> texts = openTogether(some, millisAfterLoad);
            Set<String> contacted = contacted();
            Set<String> asked = asked();
            some.forEach(label ->
                    seen.put(label, new Seen(contacted.contains(label), asked.contains(label), texts.get(label))));
        }
        return seen;
    }

    private static List<List<String>> together(Map<String, Served> batch) {
        List<List<String>> all = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        batch.forEach((label, page) -> {
            if (page.shape().is("front")) {
                all.add(List.of(label));
            } else {
                labels.add(label);
            }
        });
        Collections.sort(labels);
        for (int from = 0; from < labels.size(); from += TABS) {
            all.add(labels.subList(from, Math.min(labels.size(), from + TABS)));
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        chromium.close();
        servers.close();
    }

    /** In the tabs that were opened last: the very last is the one in front. */
    private Map<String, String> openTogether(List<String> labels, int millisAfterLoad) {
        List<Page> tabs = this.tabs.subList(TABS - labels.size(), TABS);
        for (int i = 0; i < labels.size(); i++) {
            PageShape shape = pages.get(labels.get(i)).shape();
            String address = (shape.is("http") ? "http" : "https") + "://p" + labels.get(i) + ".site.test/";
            go(tabs.get(i), address);
        }
        for (int i = 0; i < labels.size(); i++) {
            settle(tabs.get(i), pages.get(labels.get(i)).shape());
        }
        tabs.get(0).waitForTimeout(millisAfterLoad);
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            texts.put(labels.get(i), text(tabs.get(i)));
        }
        return texts;
    }

    private static void go(Page tab, String address) {
        try {
            tab.navigate(address, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        } catch (PlaywrightException e) {
            // A page that refreshes itself away at once: what it contacts is counted all the same.
        }
    }

    private static void settle(Page tab, PageShape shape) {
        try {
            tab.waitForLoadState(LoadState.LOAD, new Page.WaitForLoadStateOptions().setTimeout(2500));
            if (shape.is("click")) {
                tab.evaluate("document.getElementById('go')?.click()");
            }
        } catch (PlaywrightException e) {
            // Some shapes never finish loading.
        }
    }

    private static String text(Page tab) {
        try {
            return tab.locator("body")
                    .innerText(new com.microsoft.playwright.Locator.InnerTextOptions().setTimeout(TEXT_TIMEOUT));
        } catch (PlaywrightException e) {
            return "";
        }
    }

    private Set<String> contacted() {
        Set<String> labels = new HashSet<>();
        servers.connections().keySet().forEach(host -> add(TRACKER_HOST, host, labels));
        for (Hit hit : servers.hits()) {
            if (VENDORS.contains(hit.host())) {
                add(PAGE_HOST, hit.header("referer"), labels);
            }
        }
        return labels;
    }

    private Set<String> asked() {
        Set<String> labels = new HashSet<>();
        servers.hits().forEach(hit -> add(TRACKER_HOST, hit.host(), labels));
        return labels;
    }

    private static void add(Pattern pattern, String host, Set<String> labels) {
        Matcher matcher = pattern.matcher(host);
        if (matcher.matches()) {
            labels.add(matcher.group(1));
        }
    }

    private Answer answer(Hit hit) {
        Matcher page = PAGE_HOST.matcher(hit.host());
        if (!page.matches()) {
            return tracker(hit);
        }
        if (hit.target().equals("/")) {
            Served served = pages.get(page.group(1));
            String charset = served.shape().charset();
            return page("text/html" + (charset.isEmpty() ? "" : "; charset=" + charset), served.bytes());
        }
        return hit.target().startsWith("/own") ? byDestination(hit) : Answer.nothing();
    }

    private Answer page(String type, byte[] bytes) {
        Answer answer = Answer.of(type, bytes);
        Map<String, String> all = new HashMap<>(answer.headers());
        all.putAll(headers);
        return new Answer(200, all, bytes);
    }

    /** Ends each connection, so that hundreds of hosts do not fill the browser's pool of sockets. */
    private static Answer tracker(Hit hit) {
        Map<String, String> headers = new HashMap<>(byDestination(hit).headers());
        headers.put("Access-Control-Allow-Origin", "*");
        headers.put("Connection", "close");
        return new Answer(200, headers, byDestination(hit).body());
    }

    private static Answer byDestination(Hit hit) {
        return switch (hit.header("sec-fetch-dest")) {
            case "script" -> Answer.of("text/javascript", ";");
            case "style" -> Answer.of("text/css", "x{}");
            case "document", "iframe", "frame" -> Answer.of("text/html", "<p>own</p>");
            default -> Answer.of("image/gif", GIF);
        };
    }
}
