package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hushgate.policy.AllowKind;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.EgressCheck;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.policy.SecurityHeaders;
import io.github.hushgate.tracker.Category;
import io.github.hushgate.tracker.Risk;
import io.github.hushgate.tracker.Signature;
import io.github.hushgate.tracker.Tracker;
import io.github.hushgate.tracker.TrackerCatalog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrackerProbesTest {
    private static final String SITE = "https://www.police.example";

    private final TrackerProbes probes = TrackerProbes.of(new TrackerCatalog(List.of(
            tracker(
                    Category.ADVERTISING,
                    "Meta Pixel",
                    "connect.facebook.net",
                    "/*/fbevents.js",
                    Signature.Role.LOADER),
            tracker(Category.SESSION_REPLAY, "Hotjar", "ws.hotjar.com", "", Signature.Role.WEBSOCKET),
            tracker(Category.FONT_CDN, "Fonts", "fonts.gstatic.com", "", Signature.Role.ASSET))));

    private static Tracker tracker(Category category, String name, String host, String path, Signature.Role role) {
        var rule = new Signature.HostRule(host, true, path, role, Signature.Confidence.SOLE_PURPOSE);
        return new Tracker(name, name, name, category, Risk.VISIT_DISCLOSURE, List.of(rule), "");
    }

    private static SecurityHeaders headers(Preset preset, AllowKind kind, String... hosts) {
        return SecurityHeaders.of(new SecurityHeaders.Settings(
                preset, Disposition.ENFORCE, Map.of(kind, List.of(hosts)), "/hushgate/reports", "0", ""));
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void nothingIsOpenThatTheOwnerDidNotOpen(Preset preset) {
        assertEquals(List.of(), probes.open(headers(preset, AllowKind.SCRIPT), preset, SITE));
    }

    @Test
    void anAllowedTrackerIsNamedWithItsChannels() {
        assertEquals(
                List.of("allow: Meta Pixel gets through by script"),
                probes.open(
                        headers(Preset.CONFIDENTIAL, AllowKind.SCRIPT, "https://connect.facebook.net"),
                        Preset.CONFIDENTIAL,
                        SITE));
        assertEquals(
                List.of("allow: Meta Pixel gets through by navigation"),
                probes.open(
                        headers(Preset.SEALED, AllowKind.LINK, "https://connect.facebook.net"), Preset.SEALED, SITE));
    }

    @Test
    void withoutAPolicyEveryKnownChannelIsOpen() {
        assertEquals(
                List.of("https://connect.facebook.net/", "https://connect.facebook.net/", "wss://ws.hotjar.com/"),
                EgressCheck.ofText(SITE, "").openings(probes.probes()).stream()
                        .map(opening -> opening.probe().url())
                        .toList());
    }
}
