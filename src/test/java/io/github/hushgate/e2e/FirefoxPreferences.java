package io.github.hushgate.e2e;

import java.util.HashMap;
import java.util.Map;

/** What a test's Firefox is told: nothing of its own on the network, otherwise as its users have it. */
final class FirefoxPreferences {
    /** For every launch. */
    static final Map<String, Object> QUIET = quiet();

    private FirefoxPreferences() {}

    /** Every connection goes through the SOCKS proxy on this loopback port. */
    static Map<String, Object> through(int port) {
        return Map.of(
                "network.proxy.type",
                1,
                "network.proxy.socks",
                "127.0.0.1",
                "network.proxy.socks_port",
                port,
                "network.proxy.socks_version",
                5,
                "network.proxy.socks_remote_dns",
                true,
                "network.proxy.socks5_remote_dns",
                true);
    }

    private static Map<String, Object> quiet() {
        var all = new HashMap<String, Object>();
        // The remote agent would otherwise switch speculative connections and more off.
        all.put("remote.prefs.recommended", false);
        all.put("network.proxy.type", 0);
        all.put("network.trr.mode", 5);
        all.put("app.update.disabledForTesting", true);
        all.put("browser.shell.checkDefaultBrowser", false);
        all.put("browser.startup.homepage_override.mstone", "ignore");
        all.put("browser.startup.page", 0);
        all.put("startup.homepage_welcome_url", "about:blank");
        all.put("browser.newtabpage.enabled", false);
        all.put("browser.aboutwelcome.enabled", false);
        all.put("browser.search.update", false);
        all.put("browser.tabs.warnOnClose", false);
        all.put("dom.disable_beforeunload", true);
        all.put("services.settings.server", "data:,none");
        all.put("extensions.update.enabled", false);
        all.put("extensions.getAddons.cache.enabled", false);
        all.put("datareporting.policy.dataSubmissionEnabled", false);
        all.put("toolkit.telemetry.server", "data:,none");
        all.put("toolkit.telemetry.reportingpolicy.firstRun", false);
        all.put("app.normandy.enabled", false);
        all.put("network.captive-portal-service.enabled", false);
        all.put("network.connectivity-service.enabled", false);
        all.put("browser.safebrowsing.malware.enabled", false);
        all.put("browser.safebrowsing.phishing.enabled", false);
        all.put("browser.safebrowsing.downloads.remote.enabled", false);
        all.put("security.OCSP.enabled", 0);
        all.put("toolkit.startup.max_resumed_crashes", -1);
        return Map.copyOf(all);
    }
}
