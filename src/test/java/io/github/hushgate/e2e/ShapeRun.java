package io.github.hushgate.e2e;

import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.HeaderLine;
import io.github.hushgate.policy.Nonces;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.policy.SecurityHeaders;
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
    private final ShapeTabs tabs;
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
        this(bench.certificate(), headers, port -> {
            Chromium.Launch launch = bench.launch().javaScript(javaScript).fewProcesses();
            hosts().forEach(host -> launch.host(host, port));
            return new ChromiumTabs(launch.start(), TABS);
        });
    }

    /** In Firefox, where connections ahead of a request are not seen. */
    ShapeRun(WithFirefox.Bench bench, Map<String, String> headers) throws IOException {
        this(bench.certificate(), headers, port -> {
            Firefox.Launch launch = bench.launch();
            hosts().forEach(host -> launch.host(host, port));
            return new FirefoxTabs(launch.start(), TABS);
        });
    }

    private ShapeRun(SelfSigned certificate, Map<String, String> headers, Start start) throws IOException {
        this.headers = headers;
        servers = new LoopbackServer(certificate.context(), this::answer);
        tabs = start.at(servers.listen("unnamed"));
    }

    /** Starts a browser whose hosts are all at this port. */
    private interface Start {
        ShapeTabs at(int port) throws IOException;
    }

    private static Stream<String> hosts() {
        return Stream.concat(Stream.of("*.test", "*.test."), VENDORS.stream());
    }

    /** The headers of a preset, enforced, as one map. */
    static Map<String, String> headersOf(Preset preset) {
        var settings =
                new SecurityHeaders.Settings(preset, Disposition.ENFORCE, Map.of(), "/hushgate/reports", "/**", "1");
        Map<String, String> headers = new HashMap<>();
        for (HeaderLine line : SecurityHeaders.of(settings).lines(Nonces.next(), true)) {
            headers.merge(line.name(), line.value(), (one, other) -> one + ", " + other);
        }
        return headers;
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
        tabs.close();
        servers.close();
    }

    private Map<String, String> openTogether(List<String> labels, int millisAfterLoad) {
        List<String> texts = tabs.open(labels.stream().map(this::visit).toList(), millisAfterLoad);
        Map<String, String> byLabel = new HashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            byLabel.put(labels.get(i), texts.get(i));
        }
        return byLabel;
    }

    private ShapeTabs.Visit visit(String label) {
        PageShape shape = pages.get(label).shape();
        String address = (shape.is("http") ? "http" : "https") + "://p" + label + ".site.test/";
        return new ShapeTabs.Visit(address, shape.is("click"));
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
