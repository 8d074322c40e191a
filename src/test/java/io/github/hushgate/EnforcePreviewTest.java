package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.policy.Channel;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.EgressCheck;
import io.github.hushgate.policy.Probe;
import io.github.hushgate.report.BlockedUrl;
import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.ReportRecord;
import io.github.hushgate.report.ViolationReport;
import io.github.hushgate.review.EnforcePreview;
import io.github.hushgate.review.EnforcePreview.Breakage;
import io.github.hushgate.review.EnforcePreview.Remedy;
import io.github.hushgate.review.Review;
import io.github.hushgate.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the preview suggests, taken over as it stands, lets in what it names and nothing else. */
final class EnforcePreviewTest {
    private static final String OWN = "https://www.police.test";
    private static final Probe TILES = new Probe("tiles", "https://tiles.example.org/1.png", Channel.PIXEL);
    private static final Probe FRAME = new Probe("frame", OWN + "/help", Channel.FRAME);
    private static final Probe TRACKER = new Probe("meta", "https://www.facebook.com/tr", Channel.PIXEL);
    private static final Probe SCRIPT = new Probe("tiles", "https://tiles.example.org/1.js", Channel.SCRIPT);

    @TempDir
    private Path folder;

    private static ReportRecord observed(String directive, BlockedUrl blocked, String tracker, String classification) {
        return new ViolationReport(
                Instant.parse("2026-11-24T12:00:00Z"),
                1,
                "legacy",
                "csp-violation",
                "a",
                Disposition.REPORT,
                directive,
                "/report/**",
                "/report/{…}",
                blocked,
                tracker,
                classification,
                false,
                "self",
                1,
                2,
                200,
                "chromium/156",
                "");
    }

    private static BlockedUrl url(String origin) {
        return new BlockedUrl(BlockedUrl.Kind.URL, origin, "");
    }

    private static EnforcePreview preview() {
        BlockedUrl inline = new BlockedUrl(BlockedUrl.Kind.INLINE, "", "");
        try (MemoryStore store = new MemoryStore()) {
            store.append(ReportBatch.of(List.of(
                            observed("img-src", url("https://tiles.example.org"), "", "third-party"),
                            observed("frame-src", url(OWN), "", "own"),
                            observed("form-action", url(OWN), "", "own"),
                            observed("script-src-elem", inline, "", "inline"),
                            observed("script-src-attr", inline, "", "inline"),
                            observed("style-src-attr", inline, "", "inline"),
                            observed("img-src", url("https://www.facebook.com"), "meta-pixel", "tracker"),
                            observed("img-src", url("chrome-extension:"), "", "noise:extension"))))
                    .toCompletableFuture()
                    .join();
            return Review.of(store).preview();
        }
    }

    private List<String> open(String settings) throws IOException {
        Path file = Files.writeString(folder.resolve("hushgate.json"), settings);
        var lines = new HeaderPreview(HushgateConfig.ofFile(file)).lines("/report/x", "AAAAAAAAAAAAAAAAAAAAAAAA", true);
        EgressCheck check = EgressCheck.ofHeaders(OWN, lines);
        return List.of(TILES, FRAME, TRACKER, SCRIPT).stream()
                .filter(probe -> check.opening(probe).isPresent())
                .map(Probe::name)
                .toList();
    }

    @Test
    void theSettingsStopWhatWasPredictedAndOnlyThat() throws IOException {
        assertEquals(List.of(), open("{\"sensitive\": [\"/report/**\"]}"));
        String suggested = preview().settings();
        assertEquals(
                List.of("tiles", "frame"), open(suggested.replaceFirst("\\{", "{\"sensitive\": [\"/report/**\"],")));
        assertFalse(
                suggested.contains("facebook") || suggested.contains("*\"") && suggested.contains("\"*"), suggested);
        assertFalse(suggested.contains("unsafe"), suggested);
    }

    @Test
    void eachBreakageNamesWhatWouldKeepItWorkingOwnOnesFirst() {
        Map<String, Remedy> remedies =
                preview().breakages().stream().collect(Collectors.toMap(Breakage::what, Breakage::remedy));
        assertEquals(
                Map.of(
                        "img-src https://tiles.example.org",
                        Remedy.ALLOW_HOST,
                        "frame-src " + OWN,
                        Remedy.ALLOW_SELF,
                        "form-action " + OWN,
                        Remedy.REDIRECT,
                        "script-src-elem inline",
                        Remedy.INLINE_SCRIPT,
                        "script-src-attr inline",
                        Remedy.HANDLER,
                        "style-src-attr inline",
                        Remedy.INLINE_STYLE),
                remedies);
        assertFalse(preview().breakages().get(5).own());
        assertTrue(preview().breakages().stream().noneMatch(Breakage::enforced));
    }
}
