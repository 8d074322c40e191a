package io.github.hushgate.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.github.hushgate.review.ReviewAccess;
import io.github.hushgate.review.ReviewSample;
import io.github.hushgate.review.ReviewServlet;
import io.github.hushgate.store.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The review page as its reader's browser shows it. */
@Tag("browser")
@ExtendWith(WithBrowser.class)
final class ReviewPageTest {
    private static final String AXE = "/axe.min.js";

    private final WithBrowser.Bench bench;

    ReviewPageTest(WithBrowser.Bench bench) {
        this.bench = bench;
    }

    private interface Look {
        void at(Page page, Chromium chromium) throws Exception;
    }

    private void open(MemoryStore store, Look look) throws Exception {
        try (LoopbackTomcat tomcat = tomcat(store);
                Chromium chromium =
                        bench.launch().host("review.test", tomcat.port()).start()) {
            Page page = chromium.tab();
            page.navigate("https://review.test/?days=0");
            look.at(page, chromium);
            assertEquals("Hushgate review", page.title());
            assertEquals(List.of(), chromium.consoleProblems());
            assertEquals(List.of(), chromium.pageErrors());
        }
    }

    private LoopbackTomcat tomcat(MemoryStore store) throws IOException {
        return new LoopbackTomcat(
                bench.folder(),
                Optional.of(bench.certificate()),
                new ReviewServlet(store, ReviewAccess.when(request -> true)),
                Optional.empty(),
                context -> {});
    }

    @Test
    void markupInAnyStoredFieldIsShownAndDoesNotRun() throws Exception {
        open(ReviewSample.hostile(), (page, chromium) -> {
            assertEquals(0, page.locator("main img, main script").count());
            assertTrue(page.innerText("main").contains("onerror=document.title"));
        });
    }

    @Test
    void theFirstScreenAnswersAndItsLinksSortAndNarrow() throws Exception {
        open(ReviewSample.police(), (page, chromium) -> {
            assertTrue(page.innerText(".sentence").startsWith("Trackers tried and were stopped (Meta Pixel"));
            assertTrue(page.locator("svg rect.removed").count() >= 14);
            String notes = page.innerText(".verdict ul");
            assertTrue(notes.contains("New: Hotjar on /report/** (since "), notes);
            assertTrue(notes.contains("Resolved, not met any more: Matomo (Piwik) on /report/** (last met on "), notes);
            assertEquals(2, page.locator("td .state").count());
            assertTrue(page.innerText("#each + .wide").contains("a script from https://www.googletagmanager.com"));
            assertEquals("Meta Pixel", firstTracker(page));
            page.click("a[href*='sort=tracker']");
            page.waitForURL("**sort=tracker**");
            assertEquals("Google Tag Manager", firstTracker(page));
            page.click("text=last 7 days");
            page.waitForURL("**days=7**");
            assertTrue(page.locator("svg rect.removed").count() >= 7);
        });
    }

    /** Of the table with a line for each, which the links sort. */
    private static String firstTracker(Page page) {
        return page.locator("#each + .wide tbody th").first().innerText();
    }

    /** axe-core, in light and dark, wide and narrow. */
    @Test
    void itIsAccessible() throws Exception {
        String axe = axe();
        open(ReviewSample.police(), (page, chromium) -> {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                for (int width : new int[] {1280, 360}) {
                    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                    page.setViewportSize(width, 900);
                    picture(page, "review-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width);
                    page.evaluate(axe);
                    Object found = page.evaluate("axe.run().then(r => r.violations.map(v => v.id + ': '"
                            + " + v.nodes.map(n => n.html).join(' ')))");
                    assertEquals(List.of(), found, scheme + " " + width);
                }
            }
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setMedia(Media.PRINT).setColorScheme(ColorScheme.LIGHT));
            page.setViewportSize(900, 1200);
            picture(page, "review-print");
        });
    }

    private static void picture(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "pictures", name + ".png")));
    }

    private static String axe() throws IOException {
        try (InputStream in = Objects.requireNonNull(ReviewPageTest.class.getResourceAsStream(AXE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
