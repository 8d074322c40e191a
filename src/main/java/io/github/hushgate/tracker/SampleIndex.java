package io.github.hushgate.tracker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trackers by how their bootstrap begins, since a violation report shows forty characters of it and no more. */
final class SampleIndex {
    /** A shorter head would name what many scripts begin with. */
    static final int MIN_HEAD = 12;

    /** Heads of snippets as their vendors publish them, white space removed. */
    private static final Map<String, String> PUBLISHED = Map.ofEntries(
            Map.entry("google-tag-manager", "(function(w,d,s,l,i){w[l]=w[l]||[]"),
            Map.entry("google-gtag", "window.dataLayer=window.dataLayer||[]"),
            Map.entry("google-analytics-ua", "(function(i,s,o,g,r,a,m){i["),
            Map.entry("meta-pixel", "!function(f,b,e,v,n,t,s)"),
            Map.entry("hotjar", "(function(h,o,t,j,a,r)"),
            Map.entry("ms-clarity", "(function(c,l,a,r,i,t,y)"),
            Map.entry("tiktok-pixel", "!function(w,d,t){w.TiktokAnalytics"),
            Map.entry("twitter-uwt", "!function(e,t,n,s,u,a){e.twq"),
            Map.entry("bing-uet", "(function(w,d,t,r,u){var"),
            Map.entry("pinterest-tag", "!function(e){if(!window.pintrk"),
            Map.entry("snap-pixel", "(function(e,t,n){if(e.snaptr"),
            Map.entry("reddit-pixel", "!function(w,d){if(!w.rdt"),
            Map.entry("linkedin-insight", "_linkedin_partner_id="),
            Map.entry("yandex-metrica", "(function(m,e,t,r,i,k,a)"));

    private record Head(String text, Optional<Tracker> tracker) {}

    private final List<Head> heads = new ArrayList<>();
    private final InlineRules inline;

    SampleIndex(TrackerCatalog catalog, InlineRules inline) {
        this.inline = inline;
        for (Tracker tracker : catalog.trackers()) {
            tracker.signatures(Signature.SampleHead.class).forEach(each -> add(each.head(), tracker));
            add(PUBLISHED.getOrDefault(tracker.id(), ""), tracker);
        }
    }

    private void add(String head, Tracker tracker) {
        String text = squeezed(head);
        if (text.length() >= MIN_HEAD) {
            heads.add(new Head(text, Optional.of(tracker)));
        }
    }

    Optional<Tracker> find(String sample) {
        String text = squeezed(sample);
        for (Head each : heads) {
            boolean cut = text.length() >= MIN_HEAD && each.text().startsWith(text);
            if (text.startsWith(each.text()) || cut) {
                return each.tracker();
            }
        }
        byte[] bytes = sample.getBytes(StandardCharsets.UTF_8);
        InlineScan scan = new InlineScan(inline);
        scan.feed(bytes, 0, bytes.length);
        return scan.tracker();
    }

    private static String squeezed(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.chars().filter(c -> c > ' ').forEach(c -> out.append((char) c));
        return out.toString();
    }
}
