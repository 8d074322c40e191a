package io.github.hushgate.examples.crimereport;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The seven companies: the hosts that they use, and which of their scripts a request asks for. */
enum Vendor {
    META("Facebook (Meta)", "meta.js", Set.of("connect.facebook.net", "www.facebook.com"), "/en_US/fbevents.js"),
    GOOGLE("Google", "gtag.js", Set.of("www.googletagmanager.com", "www.google-analytics.com"), "/gtag/js", "/gtm.js"),
    TIKTOK("TikTok", "tiktok.js", Set.of("analytics.tiktok.com"), "/i18n/pixel/events.js"),
    HOTJAR("Hotjar", "hotjar.js", Set.of("static.hotjar.com", "content.hotjar.io"), "/c/hotjar-"),
    LINKEDIN(
            "LinkedIn",
            "linkedin.js",
            Set.of("snap.licdn.com", "px.ads.linkedin.com"),
            "/li.lms-analytics/insight.min.js"),
    CLARITY("Microsoft Clarity", "clarity.js", Set.of("www.clarity.ms", "k.clarity.ms"), "/tag/"),
    BING("Microsoft Bing", "bing.js", Set.of("bat.bing.com"), "/bat.js");

    private final String title;
    private final String script;
    private final Set<String> hosts;
    private final String[] scriptPaths;

    Vendor(String title, String script, Set<String> hosts, String... scriptPaths) {
        this.title = title;
        this.script = script;
        this.hosts = hosts;
        this.scriptPaths = scriptPaths;
    }

    static Optional<Vendor> of(String host) {
        return Stream.of(values()).filter(each -> each.hosts.contains(host)).findFirst();
    }

    /** As people know it. */
    String title() {
        return title;
    }

    /** The real names of its hosts. */
    Set<String> hosts() {
        return hosts;
    }

    /** The file of the script that a path asks for. */
    Optional<String> script(String path) {
        return Stream.of(scriptPaths).anyMatch(path::startsWith) ? Optional.of("vendors/" + script) : Optional.empty();
    }
}
