package io.github.hushgate.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The second instrument: what it must see, and that it sees nothing where there is nothing. */
@Tag("long")
@ExtendWith(WithFirefox.class)
final class FirefoxHarnessTest {
    private static final String NOISY = """
            <!doctype html><title>noisy</title><link rel=icon href=data:,><link rel=preconnect href=https://bare.tracker.testPORT>
            <img src=https://pixel.tracker.testPORT/p.gif?x=1><a id=go href=/quiet>on</a>
            <script>console.error('said'); throw new Error('thrown');</script>""";
    private static final String QUIET = "<!doctype html><title>quiet</title><link rel=icon href=data:,><p>nothing</p>";

    private static Answer page(Hit hit, String port) {
        return Answer.of("text/html", hit.target().equals("/noisy") ? NOISY.replace("PORT", port) : QUIET);
    }

    @Test
    void requestsBareConnectionsAndErrorsAreSeenAndAQuietPageHasNone(WithFirefox.Bench bench) throws Exception {
        try (LoopbackServer tracker =
                new LoopbackServer(bench.certificate().context(), hit -> Answer.of("image/gif", ""))) {
            String port = ":" + tracker.listen("tracker");
            try (LoopbackServer site = new LoopbackServer(bench.certificate().context(), hit -> page(hit, port));
                    Firefox firefox = bench.launch().start()) {
                String origin = "https://site.test:" + site.listen("site");
                try (Firefox.Tab quiet = firefox.visit(origin + "/quiet")) {
                    assertEquals("quiet", quiet.evaluate("document.title"));
                    assertEquals(Map.of(), tracker.connections());
                }
                Firefox.Tab noisy = firefox.visit(origin + "/noisy");
                Firefox.await(() -> tracker.connections().size() == 2
                        && tracker.hits().size() == 1
                        && firefox.log().size() >= 2);
                assertEquals("noisy", noisy.evaluate("document.title"));
                assertEquals(
                        List.of("GET pixel.tracker.test/p.gif?x=1"),
                        tracker.hits().stream().map(Hit::toString).toList());
                assertTrue(tracker.bareConnections().containsKey("bare.tracker.test"), tracker.connections()::toString);
                assertTrue(firefox.log().contains("error: said"), firefox.log()::toString);
                assertTrue(firefox.log().stream().anyMatch(m -> m.contains("thrown")), firefox.log()::toString);

                noisy.click("#go");
                Firefox.await(() -> address(noisy).endsWith("/quiet"));
                assertEquals(origin + "/quiet", address(noisy));
                noisy.history(-1);
                Firefox.await(() -> address(noisy).endsWith("/noisy"));
                assertEquals(origin + "/noisy", address(noisy));
            }
        }
    }

    @Test
    void aNamedHostLeadsToItsPortAndNoOtherIsReachable(WithFirefox.Bench bench) throws Exception {
        String page = "<!doctype html><link rel=icon href=data:,><img "
                + "src=https://www.tracker.test/1><img src=https://other.test/2>";
        try (LoopbackServer all =
                        new LoopbackServer(bench.certificate().context(), hit -> Answer.of("text/html", page));
                Firefox firefox = bench.launch()
                        .host("site.test", all.listen("site"))
                        .host("*.tracker.test", all.listen("tracker"))
                        .start()) {
            firefox.visit("https://site.test/");
            Firefox.await(() -> all.hits().size() == 2);
            assertEquals(
                    List.of("GET site.test/", "GET www.tracker.test/1"),
                    all.hits().stream().map(Hit::toString).toList());
        }
    }

    private static String address(Firefox.Tab tab) {
        try {
            return tab.address();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
