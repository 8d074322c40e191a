package io.github.hushgate.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;

/** A browser, the tracker that a site's pages load in it, and what the tracker was told. */
final class JourneyBench implements AutoCloseable {
    /** Nothing but what is asked for may still come: a send that was begun before the page's own word of its end. */
    private static final int SETTLE_MILLIS = 150;

    private static final List<String> TRACKERS = List.of("*.facebook.net", "*.facebook.com");

    private final LoopbackServer tracker;
    private final Path folder;
    private final Browser browser;

    /** Whichever it is. */
    private interface Browser {
        Visitor tab() throws IOException;

        void close() throws IOException;
    }

    private interface Start {
        Browser at(int trackerPort) throws IOException;
    }

    private JourneyBench(SSLContext context, Path folder, Start start) throws IOException {
        this.folder = folder;
        tracker = new LoopbackServer(context, JourneyBench::answer);
        browser = start.at(tracker.listen("tracker"));
    }

    static JourneyBench of(WithBrowser.Bench bench) throws IOException {
        return new JourneyBench(bench.certificate().context(), bench.folder(), port -> {
            Chromium.Launch launch = bench.launch();
            TRACKERS.forEach(host -> launch.host(host, port));
            Chromium chromium = launch.start();
            return new Browser() {
                @Override
                public Visitor tab() {
                    return Visitor.of(chromium);
                }

                @Override
                public void close() {
                    chromium.close();
                }
            };
        });
    }

    static JourneyBench of(WithFirefox.Bench bench) throws IOException {
        return new JourneyBench(bench.certificate().context(), bench.folder(), port -> {
            Firefox.Launch launch = bench.launch();
            TRACKERS.forEach(host -> launch.host(host, port));
            Firefox firefox = launch.start();
            return new Browser() {
                @Override
                public Visitor tab() throws IOException {
                    return Visitor.of(firefox);
                }

                @Override
                public void close() throws IOException {
                    firefox.close();
                }
            };
        });
    }

    private static Answer answer(Hit hit) {
        return switch (hit.target()) {
            case "/en_US/fbevents.js" -> Answer.of("text/javascript", Resources.text("journey-spy.js"));
            case "/worker.js" -> Answer.of("text/javascript", Resources.text("journey-spy-worker.js"));
            case "/shared.js" -> Answer.of("text/javascript", Resources.text("journey-spy-shared.js"));
            default -> Answer.of("text/html", "tracker");
        };
    }

    JourneySite site(Optional<Filter> filter) throws IOException {
        return new JourneySite(folder, filter);
    }

    /** A new tab. */
    Visitor tab() throws IOException {
        return browser.tab();
    }

    /** Begins a visit that knows of none before. */
    void forget(Visitor visitor, JourneySite site) throws IOException {
        visitor.open(site.origin() + "/forget");
        clear(site);
    }

    void clear(JourneySite site) {
        tracker.clear();
        site.seen().clear();
        site.ahead().clear();
    }

    /** Every request that the tracker got. */
    List<Hit> hits() {
        return tracker.hits();
    }

    /** What the tracker's script has sent. */
    List<JsonNode> told() {
        return tracker.hits().stream()
                .filter(hit -> hit.method().equals("POST"))
                .map(JourneyBench::json)
                .toList();
    }

    /** All that the tracker's script has sent, as one text. */
    String toldText() {
        return told().toString();
    }

    private static JsonNode json(Hit hit) {
        try {
            return new ObjectMapper().readTree(hit.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the tracker knows on the page after: {@code 0} it was not asked for anything; {@code R} the full referrer,
     * {@code N} the list of navigation entries, {@code A} where the page was activated from; {@code o} the bare origin;
     * {@code -} it runs, and knows nothing.
     */
    String verdict(Visitor visitor, JourneySite site, JourneyExit exit) throws IOException {
        forget(visitor, site);
        exit.take(visitor, site, () -> {
            Firefox.pause(SETTLE_MILLIS);
            clear(site);
        });
        visitor.await(() -> site.seen().stream()
                .anyMatch(each -> each.endsWith("d" + exit.last()) || each.endsWith("n" + exit.last())));
        if (site.seen().isEmpty()) {
            return "?";
        }
        Firefox.pause(SETTLE_MILLIS);
        return letters(site.origin());
    }

    private String letters(String origin) {
        if (tracker.hits().isEmpty()) {
            return "0";
        }
        var letters = new TreeSet<String>(List.of("-"));
        for (JsonNode each : told()) {
            String referrer = each.path("rl").asText();
            if (referrer.contains("/report")) {
                letters.add("R");
            } else if (referrer.equals(origin + "/")
                    && !each.path("page").asText().equals("/")) {
                letters.add("o");
            }
            if (each.path("n") instanceof ArrayNode entries
                    && entries.toString().contains("/report")) {
                letters.add("N");
            }
            if (each.path("a").asText().contains("/report")) {
                letters.add("A");
            }
        }
        if (letters.size() > 1) {
            letters.remove("-");
        }
        return String.join(" ", letters);
    }

    @Override
    public void close() throws IOException {
        browser.close();
        tracker.close();
    }
}
