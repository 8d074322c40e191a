package io.github.hushgate.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import io.github.hushgate.ConfigBuilder;
import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateConfig.Strip;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.policy.Disposition;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The whole promise in a real browser: the demonstration's crime-report form with the vendors' published snippets, on a
 * real container. Without the filter every vendor is told of the visit; with it none is, and the form works.
 */
@ExtendWith(WithBrowser.class)
final class CrimeReportProofTest {
    /** Nothing tells that nothing will come any more: so long is waited for it. */
    private static final int SETTLE = 1200;

    /** The page's own preconnect hints: no policy stops those. */
    private static final Set<String> PRECONNECTED = Set.of("connect.facebook.net");

    private static final String STORY = "what happened to me";

    private final WithBrowser.Bench bench;

    CrimeReportProofTest(WithBrowser.Bench bench) {
        this.bench = bench;
    }

    @Test
    void withoutTheFilterEveryVendorLearnsOfTheVisit() throws Exception {
        try (Visit visit = new Visit(bench, Optional.empty(), true)) {
            visit.open(PoliceSite.FORM);

            visit.expect(visit::everyScriptIsFetched);
            visit.expect(() -> visit.vendors.told("dl").contains(PoliceSite.FORM));

            visit.report();
            visit.expect(() -> visit.vendors.told("cd[buttonText]").contains("Continue as victim"));
            visit.expect(() -> visit.vendors.told("dl").stream().anyMatch(page -> page.contains("offence=rape")));

            visit.vendors.clear();
            visit.goOnToAdvice();
            visit.expect(
                    () -> visit.vendors.told("rl").stream().anyMatch(page -> page.contains("/report/thank-you?ref=")));
            assertTrue(visit.pagesBefore().contains(PoliceSite.FORM), visit::pagesBefore);
        }
    }

    @Tag("browser")
    @Test
    void withoutTheFilterAndWithoutJavaScriptTheNoscriptPartsLoad() throws Exception {
        try (Visit visit = new Visit(bench, Optional.empty(), false)) {
            visit.open(PoliceSite.FORM);
            visit.expect(() -> visit.vendors.hits().stream()
                    .map(Hit::host)
                    .toList()
                    .containsAll(List.of("www.facebook.com", "www.googletagmanager.com", "px.ads.linkedin.com")));
        }
    }

    /** The headers alone: the markup is counted and stays, and the browser refuses what it asks for. */
    @Tag("browser")
    @Test
    void theHeadersAloneLetNoRequestThroughAndTheirReportsArriveRedacted() throws Exception {
        Path reports = bench.folder().resolve("reports-" + System.nanoTime());
        ConfigBuilder config = sensitive().trackersStrip(Strip.COUNT).reportsDirectory(reports);
        try (Visit visit = new Visit(bench, filter(config), true)) {
            visit.openAndStay(PoliceSite.FORM);
            visit.report();
            visit.stay();

            assertEquals(List.of(), visit.vendors.hits());
            Set<String> connected = visit.vendors.connections().keySet();
            assertTrue(PRECONNECTED.containsAll(connected), () -> "more than the preconnects: " + connected);
            visit.expect(() -> textIn(reports).contains("meta-pixel"));
            visit.site.close();
            String log = textIn(reports);
            assertFalse(log.contains("SECRET") || log.contains("ref="), log);
        }
    }

    /** Stripping alone: in mode observe every policy is only reported. */
    @Tag("browser")
    @Test
    void strippingAloneLetsNeitherRequestNorConnectionThrough() throws Exception {
        try (Visit visit = new Visit(bench, filter(sensitive().mode(Disposition.REPORT)), true)) {
            visit.openAndStay(PoliceSite.FORM);
            visit.report();
            visit.stay();

            assertUnseen(visit);
        }
    }

    @Test
    void bothTogetherLetNothingThroughAndThePageWorksAsBefore() throws Exception {
        try (Visit visit = new Visit(bench, filter(sensitive()), true)) {
            visit.openAndStay(PoliceSite.FORM);
            visit.report();
            visit.stay();

            assertUnseen(visit);
            assertEquals(List.of(), visit.chromium.consoleErrors());
            assertEquals(List.of(), visit.chromium.pageErrors());

            visit.goOnToAdvice();
            visit.expect(visit::everyScriptIsFetched);
            visit.expect(() -> visit.vendors.told("rl").contains("https://" + PoliceSite.HOST + "/"));
            List<String> told = visit.vendors.hits().stream()
                    .map(hit -> hit + " " + hit.header("referer") + " " + hit.text())
                    .toList();
            assertTrue(told.stream().noneMatch(CrimeReportProofTest::tells), told::toString);
            assertFalse(tells(visit.pagesBefore()), visit::pagesBefore);
        }
    }

    @Tag("browser")
    @Test
    void withoutJavaScriptTheFilterLeavesNothingToLoad() throws Exception {
        try (Visit visit = new Visit(bench, filter(sensitive()), false)) {
            visit.openAndStay(PoliceSite.FORM);
            visit.report();
            visit.stay();

            assertUnseen(visit);
        }
    }

    /**
     * What the stand-ins for removed globals are for: the page's own script waits for a callback that nobody else would
     * call.
     */
    @Tag("browser")
    @Test
    void aFormThatWaitsForARemovedTrackersCallbackStillSubmits() throws Exception {
        try (Visit visit = new Visit(bench, filter(sensitive()), true)) {
            for (String form : List.of("gtag", "dataLayer")) {
                visit.open("https://" + PoliceSite.HOST + "/after/report/waits-for/" + form);
                assertEquals("js", visit.page.getAttribute("html", "class"), "the page's own script with the nonce");
                visit.page.click("main button");
                visit.page.waitForURL("**/report/thank-you**");
            }
            visit.stay();
            assertUnseen(visit);
            assertEquals(List.of(), visit.chromium.pageErrors());
        }
    }

    private static ConfigBuilder sensitive() {
        return HushgateConfig.builder().sensitive(PoliceSite.SENSITIVE);
    }

    private static Optional<Filter> filter(ConfigBuilder config) {
        return Optional.of(new HushgateFilter(config.build()));
    }

    /** Whether a text says where the visitor was. */
    private static boolean tells(String text) {
        return Stream.of("SECRET", "/report", "%2Freport", "rape", "WM-").anyMatch(text::contains);
    }

    private static void assertUnseen(Visit visit) {
        assertEquals(List.of(), visit.vendors.hits());
        assertEquals(Map.of(), visit.vendors.connections());
    }

    private static String textIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One visitor, from an empty profile to the page after the form. */
    private static final class Visit implements AutoCloseable {
        private final Vendors vendors;
        private final PoliceSite site;
        private final Chromium chromium;
        private final Page page;

        Visit(WithBrowser.Bench bench, Optional<Filter> filter, boolean javaScript) throws IOException {
            vendors = new Vendors(bench.certificate().context());
            site = new PoliceSite(bench, filter);
            chromium = vendors.mapped(bench.launch())
                    .host(PoliceSite.HOST, site.port())
                    .javaScript(javaScript)
                    .start();
            page = chromium.tab();
        }

        void open(String address) {
            page.navigate(address);
        }

        void openAndStay(String address) {
            open(address);
            stay();
        }

        /** Long enough for what a page does when nobody touches it. */
        void stay() {
            page.waitForTimeout(SETTLE);
        }

        /** Fills all four steps, submits, and stands on the thank-you page. */
        void report() {
            page.check("#offence-rape");
            press("what-happened");
            page.fill("#account", STORY);
            press("about-you");
            press("check");
            press("thank-you");
            assertEquals("We have your report", page.textContent("h1"));
            assertEquals(List.of(STORY), site.received());
        }

        private void press(String leadsTo) {
            page.click("main button");
            page.waitForURL("**/report/" + leadsTo + "**");
        }

        void goOnToAdvice() {
            page.click("main a[href='" + PoliceSite.ADVICE + "']");
            page.waitForURL("**" + PoliceSite.ADVICE);
        }

        /** What any script on this page can read of the pages before it. */
        String pagesBefore() {
            return String.valueOf(
                    page.evaluate(
                            "document.referrer + ' '"
                                    + " + navigation.entries().slice(0, navigation.currentEntry.index).map(each => each.url).join(' ')"));
        }

        /** Waits until it is so, and fails when it never is. */
        void expect(BooleanSupplier condition) {
            Chromium.await(page, condition);
            assertTrue(condition.getAsBoolean(), vendors.hits()::toString);
        }

        boolean everyScriptIsFetched() {
            return vendors.scriptsFetched().equals(Vendors.SCRIPTS.keySet());
        }

        @Override
        public void close() throws IOException {
            chromium.close();
            site.close();
            vendors.close();
        }
    }
}
