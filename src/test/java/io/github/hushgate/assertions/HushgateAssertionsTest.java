package io.github.hushgate.assertions;

import static io.github.hushgate.assertions.HushgateAssertions.assertKeepsTrackersOut;
import static io.github.hushgate.assertions.HushgateAssertions.assertNoTrackers;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.HeaderLine;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.policy.SecurityHeaders;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A test of a user fails where a tracker is left, and its message says which and where. */
final class HushgateAssertionsTest {
    private static final String PIXEL = "<p>\n<noscript><img src=https://www.facebook.com/tr?id=1></noscript>\n";

    private static String message(Runnable assertion) {
        return assertThrows(AssertionError.class, assertion::run).getMessage();
    }

    private static Map<String, List<String>> headers(Preset preset, Disposition mode) {
        return SecurityHeaders.of(new SecurityHeaders.Settings(preset, mode, Map.of(), "/hushgate/reports", "0", ""))
                .lines("AAAAAAAAAAAAAAAAAAAAAAAA", true)
                .stream()
                .collect(Collectors.groupingBy(
                        HeaderLine::name, Collectors.mapping(HeaderLine::value, Collectors.toList())));
    }

    @Test
    void theMessageNamesTheTrackerAndTheLine() {
        assertEquals(
                "trackers in the page:\n  line 2: Meta Pixel (meta-pixel) by noscript",
                message(() -> assertNoTrackers(PIXEL)));
    }

    @Test
    void aCleanPageAndATrackerThatIsKeptPass() {
        assertDoesNotThrow(
                () -> assertNoTrackers("<!doctype html><p>fbevents.js is a file<script src=/own.js></script>"));
        assertDoesNotThrow(() -> assertNoTrackers(PIXEL, "https://www.police.test/report", Set.of("meta-pixel")));
    }

    @Test
    void relativeAddressesAreReadAgainstThePage() {
        String html = "<script src=/en_US/fbevents.js></script>";
        assertDoesNotThrow(() -> assertNoTrackers(html));
        assertTrue(message(() -> assertNoTrackers(html, "https://connect.facebook.net/", Set.of()))
                .contains("meta-pixel"));
        assertThrows(IllegalArgumentException.class, () -> assertNoTrackers(html, "/report", Set.of()));
    }

    @Test
    void aLongListIsCut() {
        assertTrue(message(() -> assertNoTrackers(PIXEL.repeat(HushgateAssertions.MAX_TOLD + 3)))
                .endsWith("\n  and 3 more"));
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void whatHushgateSendsPasses(Preset preset) {
        assertDoesNotThrow(() -> assertKeepsTrackersOut(headers(preset, Disposition.ENFORCE)));
    }

    @Test
    void aResponseThatIsOnlyObservedOrHasNoPolicyFails() {
        assertTrue(message(() -> assertKeepsTrackersOut(headers(Preset.CONFIDENTIAL, Disposition.REPORT)))
                .contains("there is no Content-Security-Policy"));
        String bare = message(() -> assertKeepsTrackersOut(Map.of()));
        assertTrue(bare.contains("there is no Content-Security-Policy"), bare);
        assertTrue(bare.contains("Referrer-Policy is \"\""), bare);
    }

    @Test
    void aPolicyThatLetsATrackerThroughFailsWithTheWay() {
        String told = message(() -> assertKeepsTrackersOut(Map.of(
                "content-security-policy",
                List.of("default-src 'self'; script-src https://connect.facebook.net; form-action 'self'"),
                "referrer-policy",
                List.of("no-referrer, strict-origin"))));
        assertTrue(told.contains("Meta Pixel gets through by script"), told);
        assertTrue(told.contains("Referrer-Policy is \"strict-origin\""), told);
    }
}
