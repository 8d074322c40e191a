package io.github.hushgate.e2e;

import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.HeaderLine;
import io.github.hushgate.policy.Nonces;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.policy.SecurityHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** A site with every way out of a page, under one preset or none, and the tracker that each leads to. */
final class ChannelSite implements AutoCloseable {
    /** The channels that a request came through, and those that opened a connection without one. */
    record Reached(Set<String> requests, Set<String> connections) {
        /** What became of one channel, in a word. */
        String of(String channel) {
            return requests.contains(channel) ? "**open**" : connections.contains(channel) ? "connection" : "closed";
        }

        Set<String> all() {
            var all = new TreeSet<>(requests);
            all.addAll(connections);
            return all;
        }
    }

    private static final String OWN = """
            <!doctype html><title></title><link rel=icon href=/own.svg><link rel=stylesheet href=/own.css>
            <form method=post action=/send><input name=a value=b><button id=send>send</button></form>
            <script nonce=NONCE>
            const done=[];const tell=what=>{done.push(what);
              document.title=['inline','external','fetched','styled','drawn'].filter(x=>done.includes(x)).join(' ')};
            tell('inline');fetch('/own.json').then(r=>r.json()).then(()=>tell('fetched'));
            addEventListener('load',()=>{if(getComputedStyle(document.body).color==='rgb(1, 2, 3)')tell('styled');
              if(document.images[0].naturalWidth>0)tell('drawn')});
            </script><script nonce=NONCE src=/own.js></script><img src=/own.svg>""";
    private static final String SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";

    private final Optional<SecurityHeaders> headers;
    private final LoopbackServer site;
    private final LoopbackServer tracker;
    private final UdpListener webrtc = new UdpListener();
    private final int sitePort;
    private final int trackerPort;
    private final boolean mapped;

    /**
     * Opens it.
     *
     * @param mapped whether the browser sends every host to its port by itself; otherwise the addresses say it
     */
    ChannelSite(SSLContext tls, Optional<Preset> preset, boolean mapped) throws IOException {
        this.mapped = mapped;
        headers = preset.map(each -> SecurityHeaders.of(new SecurityHeaders.Settings(
                each, Disposition.ENFORCE, Map.of(), "/hushgate/reports", "/one/**", "1")));
        tracker = new LoopbackServer(tls, hit -> Answer.of("text/html", ""));
        site = new LoopbackServer(tls, this::answer);
        trackerPort = tracker.listen("tracker");
        sitePort = site.listen("site");
    }

    String address(String path) {
        return "https://site.test" + (mapped ? "" : ":" + sitePort) + path;
    }

    Chromium.Launch mapped(Chromium.Launch launch) {
        return launch.host("site.test", sitePort).host("*.tracker.test", trackerPort);
    }

    boolean asked(String target) {
        return site.hits().stream().anyMatch(hit -> hit.target().equals(target));
    }

    Reached reached() {
        Set<String> requests = channels(tracker.hits().stream().map(Hit::host));
        if (webrtc.heard()) {
            requests.add("webrtc");
        }
        Set<String> connections = channels(tracker.connections().keySet().stream());
        connections.removeAll(requests);
        return new Reached(requests, connections);
    }

    private static Set<String> channels(Stream<String> hosts) {
        List<String> known = ExitChannels.names();
        return hosts.map(host -> host.replace(".tracker.test", ""))
                .filter(known::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Answer answer(Hit hit) {
        String target = hit.target();
        if (target.startsWith("/away?to=")) {
            return new Answer(302, Map.of("Location", target.substring("/away?to=".length())), new byte[0]);
        }
        if (target.startsWith("/one/")) {
            return page(ExitChannels.pages().get(target.substring("/one/".length())));
        }
        return switch (target) {
            case "/all" -> page(ExitChannels.page() + "<img src=/seen>");
            case "/own" -> page(OWN);
            case "/own.js" -> Answer.of("text/javascript", "tell('external')");
            case "/own.css" -> Answer.of("text/css", "body{color:rgb(1,2,3)}");
            case "/own.json" -> Answer.of("application/json", "{}");
            case "/own.svg" -> Answer.of("image/svg+xml", SVG);
            case "/send" -> new Answer(303, Map.of("Location", "/thanks"), new byte[0]);
            case "/thanks" ->
                page("<!doctype html><title>thanks</title><link rel=icon href=/own.svg><a id=on href=/next>on</a>");
            case "/next" -> page("<!doctype html><title>next</title><link rel=icon href=/own.svg>");
            default -> new Answer(204, Map.of(), new byte[0]);
        };
    }

    private Answer page(String markup) {
        String nonce = Nonces.next();
        var lines = new LinkedHashMap<String, String>();
        lines.put("Content-Type", "text/html;charset=utf-8");
        for (HeaderLine line : headers.map(all -> all.lines(nonce, true)).orElse(List.of())) {
            lines.merge(line.name(), line.value(), (first, second) -> first + ", " + second);
        }
        String text = markup.replace("NONCE", nonce)
                .replace("WEBRTC", Integer.toString(webrtc.port()))
                .replace(".tracker.test", mapped ? ".tracker.test" : ".tracker.test:" + trackerPort);
        return new Answer(200, lines, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        site.close();
        tracker.close();
        webrtc.close();
    }
}
