package io.github.hushgate.tracker;

import io.github.hushgate.url.BrowserUrl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Names the tracker behind an address or a snippet. Safe for many threads. */
public final class TrackerDetector {
    private final TrackerCatalog catalog;
    private final UrlLookup lookup;
    private final InlineRules inline;
    private final ScriptMemory scripts;
    private final CleanSheets sheets;
    private final FirstPartyIndex firstParty;
    private final SampleIndex samples;
    private final NameIndex cookies = new NameIndex();
    private final NameIndex clickIds = new NameIndex();
    private final Map<String, Tracker> byId = new HashMap<>();
    private final Map<String, String> kept;

    private TrackerDetector(Builder builder) {
        this.catalog = builder.catalog;
        this.kept = builder.owner.kept();
        this.lookup = new UrlLookup(catalog, builder.owner, builder.hasLists, builder.lists);
        this.inline = new InlineRules(catalog, lookup);
        this.scripts = new ScriptMemory(lookup, builder.remembers);
        this.sheets = new CleanSheets(builder.remembers);
        this.firstParty = new FirstPartyIndex(catalog);
        this.samples = new SampleIndex(catalog, inline);
        builder.owner.added(catalog).forEach(tracker -> byId.put(tracker.id(), tracker));
        for (Tracker tracker : catalog.trackers()) {
            byId.put(tracker.id(), tracker);
            tracker.signatures(Signature.CookieRule.class).forEach(rule -> cookies.add(rule.name(), tracker));
            tracker.signatures(Signature.ClickId.class).forEach(rule -> clickIds.add(rule.name(), tracker));
        }
    }

    /** Knows what the catalog knows. */
    public static TrackerDetector of(TrackerCatalog catalog) {
        return builder(catalog).build();
    }

    /** Begins with the catalog; the owner's decisions are put on top. */
    public static Builder builder(TrackerCatalog catalog) {
        return new Builder(catalog);
    }

    /** The catalog that it knows. */
    public TrackerCatalog catalog() {
        return catalog;
    }

    /** The catalogued trackers that the owner keeps, with the reasons. */
    public Map<String, String> kept() {
        return kept;
    }

    /**
     * The tracker that this address belongs to, where a sensitive page must lose it. Returns a cached Optional: no
     * allocation.
     */
    public Optional<Tracker> ofUrl(BrowserUrl url) {
        return lookup.removable(url);
    }

    /** As {@link #ofUrl(BrowserUrl)}, for an address whose use is known: lists have rules for some uses only. */
    public Optional<Tracker> ofUrl(BrowserUrl url, ResourceType type) {
        return lookup.removable(url, type.bit(), false);
    }

    /** As {@link #ofUrl(BrowserUrl)}, and also names what is only reported (fonts, maps, consent banners) or kept. */
    public Optional<Tracker> serviceOfUrl(BrowserUrl url) {
        return lookup.service(url);
    }

    /**
     * The tracker that this address of the page's own origin serves: a container id, or a catalogued path with its
     * query.
     */
    public Optional<Tracker> ofFirstPartyUrl(BrowserUrl url) {
        Optional<Tracker> found = firstParty.find(url);
        return found.isPresent() && isRemoved(found.get()) ? found : Optional.empty();
    }

    private boolean isRemoved(Tracker tracker) {
        return tracker.category().isRemoved() && !lookup.isKept(tracker);
    }

    /**
     * As {@link #ofFirstPartyUrl}, and also by a catalogued path alone: enough for a report, too little for a removal.
     */
    public Optional<Tracker> serviceOfFirstPartyUrl(BrowserUrl url) {
        return firstParty.findByPath(url);
    }

    /**
     * Whether {@link #isUnknownPath} may be asked of references to this address's host: no rule names the host, and the
     * owner has no lists.
     */
    public boolean knowsPathsOnly(BrowserUrl url) {
        return lookup.knowsPathsOnly(url);
    }

    /**
     * True where a reference to the page's own origin is a plain path (and query), and neither
     * {@link #ofUrl(BrowserUrl)} nor {@link #ofFirstPartyUrl} knows the address that it means. It then need not be
     * read; so it is with most.
     */
    public boolean isUnknownPath(byte[] bytes, int from, int to) {
        return lookup.isUnknownPath(bytes, from, to, firstParty);
    }

    /** A scan for one script that comes in pieces. */
    public InlineScan inlineScan() {
        return new InlineScan(inline);
    }

    /**
     * Reads whole scripts as they come by on pages, for one thread. What any reader of this detector has read is
     * remembered for all of them, by its fingerprint alone.
     */
    public ScriptReader scriptReader() {
        return new ScriptReader(inlineScan(), scripts);
    }

    /** The style sheets in which no tracker was found. Only for pages of which {@link #knowsPathsOnly} is true. */
    public CleanSheets cleanSheets() {
        return sheets;
    }

    /** The tracker that this script's text (of an element, already known to be JavaScript) loads or calls. */
    public Optional<Tracker> ofInlineScript(byte[] bytes, int from, int to) {
        InlineScan scan = inlineScan();
        scan.readWhole(bytes, from, to);
        return scan.tracker();
    }

    /** The tracker that sets a cookie of this name. */
    public Optional<Tracker> ofCookieName(String name) {
        return cookies.find(name);
    }

    /** The tracker that marks clicks with this query parameter. */
    public Optional<Tracker> ofClickId(String parameter) {
        return clickIds.find(parameter);
    }

    /** The tracker whose bootstrap begins like this 40-character report sample. */
    public Optional<Tracker> ofSample(String sample) {
        return samples.find(sample);
    }

    /** The tracker of this id, of the catalog or of the owner's own rules. */
    public Optional<Tracker> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Which rule of which list decides about this address, and why. */
    public Explanation explain(BrowserUrl url) {
        return new Explainer(lookup, kept).explain(url);
    }

    /** Collects the owner's decisions. */
    public static final class Builder {
        private final TrackerCatalog catalog;
        private final OwnerRules owner = new OwnerRules();
        private Supplier<List<FilterList>> lists = List::of;
        private boolean hasLists;
        private boolean remembers = true;

        private Builder(TrackerCatalog catalog) {
            this.catalog = catalog;
        }

        /** Spares a catalogued tracker. */
        public Builder keep(String tracker, String reason) {
            owner.keep(tracker, reason);
            return this;
        }

        /** Counts a host, and those below it, among the trackers. */
        public Builder add(String host, String reason) {
            owner.add(host, reason);
            return this;
        }

        /** Treats a host as the one that it stands for; the reason shows in the evidence. */
        public Builder alias(String host, String target, String reason) {
            owner.alias(host, target, reason);
            return this;
        }

        /** The site's own hosts, for the lists' rules about party. */
        public Builder site(List<String> hosts) {
            owner.site(hosts);
            return this;
        }

        /** The owner's lists, if there are any; those that are current at each look-up count. */
        public Builder lists(FilterLists loaded) {
            hasLists = !loaded.current().isEmpty();
            lists = loaded::current;
            return this;
        }

        /** Every script and sheet is read as if no page had had it before. */
        public Builder withoutMemory() {
            remembers = false;
            return this;
        }

        /** Fails where a decision names a tracker that there is not. */
        public TrackerDetector build() {
            owner.check(catalog);
            return new TrackerDetector(this);
        }
    }
}
