package io.github.hushgate.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hushgate.policy.Preset;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What each preset stops in the second engine, every channel with its control, and the site's own behaviour. */
@Tag("long")
@ExtendWith(WithFirefox.class)
final class FirefoxChannelMatrixTest {
    /**
     * Firefox has no Connection-Allowlist: under every preset a visitor, or a script, may leave. And form-action does
     * not look at the redirects of a form there; a redirect to a known tracker is stopped on the server.
     */
    private static final Set<String> OPEN = Set.of(
            "form-redirected",
            "location",
            "location-replace",
            "meta-refresh",
            "link-click",
            "link-new-tab",
            "link-redirected",
            "window-open",
            "webrtc",
            "preconnect");

    /** Firefox has no speculation rules: nothing comes through there, with headers or without. */
    private static final Set<String> UNKNOWN = Set.of("speculation-prefetch");

    private static final int SETTLE_MILLIS = 2_000;
    private static final int LEAVE_MILLIS = 700;

    @Test
    void eachPresetClosesItsChannelsAndTheControlShowsThatTheyWereThere(WithFirefox.Bench bench) throws Exception {
        ChannelSite.Reached control = reached(bench, Optional.empty());
        Set<String> silent = new TreeSet<>(ExitChannels.names());
        silent.removeAll(control.all());
        assertEquals(UNKNOWN, silent, "channels that nothing came through, even without headers");
        Map<Preset, ChannelSite.Reached> under = new EnumMap<>(Preset.class);
        for (Preset preset : Preset.values()) {
            under.put(preset, reached(bench, Optional.of(preset)));
        }
        DocumentTable.measured(
                "what Firefox lets out",
                ChannelTable.of(control, under).markdown()
                        + "\nFirefox has no speculation rules. Pings, which it has off, were switched on.\n");
        for (Preset preset : Preset.values()) {
            Set<String> open = new TreeSet<>(under.get(preset).all());
            open.removeAll(OPEN);
            assertEquals(Set.of(), open, preset::name);
        }
    }

    private static ChannelSite.Reached reached(WithFirefox.Bench bench, Optional<Preset> preset) throws Exception {
        try (ChannelSite site = new ChannelSite(bench.certificate().context(), preset, false);
                Firefox firefox = bench.launch()
                        .preference("media.peerconnection.ice.loopback", true)
                        .preference("dom.disable_open_during_load", false)
                        .preference("browser.send_pings", true)
                        .preference("media.peerconnection.ice.obfuscate_host_addresses", false)
                        .preference("media.peerconnection.ice.force_interface", "lo")
                        .start()) {
            // Some channels never end loading: the page's own last image says that all have begun.
            firefox.open(site.address("/all"));
            Firefox.await(() -> site.asked("/seen"));
            Firefox.pause(SETTLE_MILLIS);
            for (String name : ExitChannels.pages().keySet()) {
                leave(firefox, site.address("/one/" + name));
            }
            if (preset.isEmpty()) {
                Firefox.await(() ->
                        site.reached().all().size() >= ExitChannels.names().size() - 1);
            }
            return site.reached();
        }
    }

    private static void leave(Firefox firefox, String address) {
        try {
            Firefox.Tab tab = firefox.visit(address);
            tab.evaluate("document.getElementById('go')?.click()");
            Firefox.pause(LEAVE_MILLIS);
        } catch (IOException e) {
            // The page left while it was being looked at: the ledger tells whether anything got out.
        }
    }

    @Test
    void theSiteItselfWorksUnderEveryPreset(WithFirefox.Bench bench) throws Exception {
        for (Preset preset : Preset.values()) {
            try (ChannelSite site = new ChannelSite(bench.certificate().context(), Optional.of(preset), false);
                    Firefox firefox = bench.launch().start()) {
                Firefox.Tab tab = firefox.visit(site.address("/own"));
                Firefox.await(() -> "inline external fetched styled drawn".equals(title(tab)));
                assertEquals("inline external fetched styled drawn", title(tab), preset::name);
                tab.click("#send");
                Firefox.await(() -> "thanks".equals(title(tab)));
                tab.click("#on");
                Firefox.await(() -> "next".equals(title(tab)));
                assertEquals("next", title(tab), () -> preset.name().toLowerCase(Locale.ROOT));
                assertEquals(
                        List.of(),
                        firefox.log().stream()
                                .filter(line -> line.startsWith("error"))
                                .toList(),
                        preset::name);
            }
        }
    }

    private static String title(Firefox.Tab tab) {
        try {
            return tab.evaluate("document.title");
        } catch (IOException e) {
            return ""; // Between two pages there is none.
        }
    }
}
