package io.github.hushgate.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The instruments themselves: what they must see, and that they see nothing where there is nothing. */
@Tag("browser")
@ExtendWith(WithBrowser.class)
final class BrowserHarnessTest {
    private static final String NOISY = """
            <!doctype html><title>noisy</title><link rel=preconnect href=https://bare.tracker.test>
            <img src=https://pixel.tracker.test/p.gif?x=1><script>console.error('said'); throw new Error('thrown');</script>""";
    private static final String QUIET = "<!doctype html><title>quiet</title><link rel=icon href=data:,><p>nothing</p>";

    @Test
    void requestsBareConnectionsAndErrorsAreSeenAndAQuietPageHasNone(WithBrowser.Bench bench) throws Exception {
        try (LoopbackServer tracker =
                        new LoopbackServer(bench.certificate().context(), hit -> Answer.of("image/gif", ""));
                LoopbackServer site = new LoopbackServer(
                        bench.certificate().context(),
                        hit -> Answer.of("text/html", hit.target().equals("/noisy") ? NOISY : QUIET));
                Chromium chromium = bench.launch()
                        .host("site.test", site.listen("site"))
                        .host("*.tracker.test", tracker.listen("tracker"))
                        .start()) {
            chromium.visit("https://site.test/quiet", 500).close();
            assertEquals(Map.of(), tracker.connections());
            assertEquals(List.of(), chromium.consoleErrors());
            assertEquals(List.of(), chromium.pageErrors());

            Page page = chromium.visit("https://site.test/noisy", 1000);
            Chromium.await(
                    page,
                    () -> tracker.connections().size() == 2
                            && !chromium.pageErrors().isEmpty());

            assertEquals("noisy", page.title());
            assertEquals(
                    "GET pixel.tracker.test/p.gif?x=1", tracker.hits().get(0).toString());
            assertEquals(1, tracker.hits().size());
            assertTrue(
                    tracker.bareConnections().getOrDefault("bare.tracker.test", 0L) > 0,
                    tracker.connections()::toString);
            assertTrue(
                    chromium.consoleErrors().stream().anyMatch(m -> m.startsWith("said")),
                    chromium.consoleErrors()::toString);
            assertTrue(
                    chromium.pageErrors().stream().anyMatch(m -> m.contains("thrown")),
                    chromium.pageErrors()::toString);
        }
    }

    @Test
    void withoutJavaScriptTheNoscriptPartLoads(WithBrowser.Bench bench) throws Exception {
        String html = "<!doctype html><noscript><img src=https://a.tracker.test/n>"
                + "</noscript><script src=https://a.tracker.test/s></script>";
        try (LoopbackServer all = new LoopbackServer(
                        bench.certificate().context(),
                        hit -> Answer.of("text/html", hit.host().equals("site.test") ? html : ""));
                Chromium chromium = bench.launch()
                        .host("site.test", all.listen("site"))
                        .host("*.tracker.test", all.listen("tracker"))
                        .javaScript(false)
                        .start()) {
            Page page = chromium.visit("https://site.test/", 500);
            Chromium.await(page, () -> all.hits().size() > 1);
            List<String> seen = all.hits().stream()
                    .map(Hit::toString)
                    .filter(h -> h.contains("tracker"))
                    .toList();
            assertEquals(List.of("GET a.tracker.test/n"), seen);
        }
    }

    @Test
    void aNamedBrowserMustExistAndOtherwiseThePathDecides() {
        assertThrows(IllegalStateException.class, () -> ChromiumLocator.installed("/no/such/browser", Map.of()));
        assertEquals(Optional.empty(), ChromiumLocator.installed("", Map.of("PATH", "/no/such/folder")));
        assertFalse(ChromiumLocator.installed("", Map.of()).isPresent());
    }
}
