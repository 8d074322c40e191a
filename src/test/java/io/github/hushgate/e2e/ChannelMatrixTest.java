package io.github.hushgate.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.github.hushgate.policy.Preset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What each preset stops in a real browser: every channel with its control, and the site's own behaviour beside them.
 */
@Tag("browser")
@ExtendWith(WithBrowser.class)
final class ChannelMatrixTest {
    private static final Set<String> OPEN_BY_NAVIGATION = Set.of(
            "location",
            "location-replace",
            "meta-refresh",
            "link-click",
            "link-new-tab",
            "link-redirected",
            "window-open");

    /** Connection-Allowlist closes these too (Chrome 152 and later). */
    private static final Set<String> OPEN_BESIDE_THE_POLICIES =
            Set.of("icon", "icon-inserted", "preconnect", "speculation-prefetch", "webrtc");

    /**
     * A page of the site that sends its visitors wherever its query says: the price of redirects=allow, which forms
     * need.
     */
    private static final String OPEN_REDIRECT = "link-redirected";

    /**
     * Refused, but Chromium opens a connection before it asks the policy; the connection names the host, nothing else.
     */
    private static final Set<String> BARE_CONNECTION =
            Set.of("form-action-attribute", "form-get", "form-post", "iframe", "preconnect");

    private static final String TABLE = "what Chromium lets out";

    /** Nothing tells that nothing will come any more: so long is waited for it. */
    private static final int SETTLE_MILLIS = 2_500;

    @Test
    void eachPresetClosesItsChannelsAndTheControlShowsThatTheyWereThere(WithBrowser.Bench bench) throws Exception {
        ChannelSite.Reached control = reached(bench, Optional.empty());
        Set<String> silent = new TreeSet<>(ExitChannels.names());
        silent.removeAll(control.all());
        assertEquals(Set.of(), silent, "channels that nothing came through, even without headers");
        assertTrue(control.all().size() >= 35, control::toString);

        Map<Preset, ChannelSite.Reached> under = new EnumMap<>(Preset.class);
        for (Preset preset : Preset.values()) {
            under.put(preset, reached(bench, Optional.of(preset)));
        }
        ChannelTable measured = ChannelTable.of(control, under);
        DocumentTable.measured(TABLE, measured.markdown());
        assertEquals(List.of(), measured.moreOpenThan(ChannelTable.read(DocumentTable.documented(TABLE))));

        // The document may say no more than this.
        var tolerated = new TreeSet<>(OPEN_BY_NAVIGATION);
        tolerated.addAll(OPEN_BESIDE_THE_POLICIES);
        assertEquals(Set.of(), without(under.get(Preset.CONTAIN).requests(), tolerated), "contain");
        assertEquals(Set.of(), without(under.get(Preset.CONFIDENTIAL).requests(), tolerated), "confidential");
        assertEquals(Set.of(), without(under.get(Preset.SEALED).requests(), Set.of(OPEN_REDIRECT)), "sealed");
        tolerated.addAll(BARE_CONNECTION);
        assertEquals(Set.of(), without(under.get(Preset.CONTAIN).connections(), tolerated), "contain, bare");
        assertEquals(Set.of(), without(under.get(Preset.CONFIDENTIAL).connections(), tolerated), "confidential, bare");
        assertEquals(Set.of(), under.get(Preset.SEALED).connections(), "sealed, bare connections");
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        var rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private static ChannelSite.Reached reached(WithBrowser.Bench bench, Optional<Preset> preset) throws Exception {
        try (ChannelSite site = new ChannelSite(bench.certificate().context(), preset, true);
                Chromium chromium = site.mapped(bench.launch().fewProcesses()).start()) {
            Page all = chromium.visit(site.address("/all"), 0);
            for (String name : ExitChannels.pages().keySet()) {
                leave(chromium.tab(), site.address("/one/" + name));
            }
            if (preset.isEmpty()) {
                Chromium.await(all, () -> everythingGotOut(site.reached()));
            } else {
                all.waitForTimeout(SETTLE_MILLIS);
            }
            return site.reached();
        }
    }

    /** A preconnect makes a connection and nothing more. */
    private static boolean everythingGotOut(ChannelSite.Reached control) {
        return control.all().containsAll(ExitChannels.names())
                && control.requests().size() >= ExitChannels.names().size() - 1;
    }

    private static void leave(Page page, String address) {
        try {
            page.navigate(address);
            // Playwright's own click would wait for the navigation that a refused form never begins.
            page.evaluate("document.getElementById('go')?.click()");
        } catch (PlaywrightException e) {
            // The page left while it was being looked at: the ledger tells whether anything got out.
        }
    }

    @Test
    void theSiteItselfWorksUnderEveryPresetWithoutAWordInTheConsole(WithBrowser.Bench bench) throws Exception {
        for (Preset preset : Preset.values()) {
            try (ChannelSite site = new ChannelSite(bench.certificate().context(), Optional.of(preset), true);
                    Chromium chromium =
                            site.mapped(bench.launch().fewProcesses()).start()) {
                Page page = chromium.visit(site.address("/own"), 0);
                page.evaluate("new WebSocket('wss://' + location.host + '/socket')");
                Chromium.await(page, () -> page.title().contains("drawn") && site.asked("/socket"));
                assertEquals("inline external fetched styled drawn", page.title(), preset::name);
                assertTrue(site.asked("/socket"), preset + ": the own web socket");
                page.locator("#send").click();
                page.waitForURL("**/thanks");
                page.locator("#on").click();
                page.waitForURL("**/next");
                assertEquals(
                        List.of(),
                        chromium.consoleProblems().stream()
                                .filter(message -> !message.contains("WebSocket"))
                                .toList(),
                        preset::name);
                assertEquals(List.of(), chromium.pageErrors(), preset::name);
            }
        }
    }
}
