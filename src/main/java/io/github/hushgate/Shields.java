package io.github.hushgate;

import io.github.hushgate.HushgateConfig.Strip;
import io.github.hushgate.HushgateConfig.Unreadable;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.policy.SecurityHeaders;
import io.github.hushgate.report.RemovalLedger;
import io.github.hushgate.report.RewriteMeter;
import io.github.hushgate.response.OutgoingHeaders;
import io.github.hushgate.response.PageRewriter;
import io.github.hushgate.response.Shield;
import io.github.hushgate.rewrite.Exits;
import io.github.hushgate.rewrite.HtmlRewriter;
import io.github.hushgate.rewrite.Refresh;
import io.github.hushgate.rewrite.Removal;
import io.github.hushgate.route.RuleSet;
import io.github.hushgate.tracker.TrackerDetector;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the shields of the rules, once each, and gives the response room what it asks for. Safe for many threads. */
final class Shields {
    private final Protections protections;
    private final TrackerDetector detector;
    private final RemovalLedger ledger;
    private final boolean strip;
    private final boolean surrogates;
    private final Shield.Unscanned unreadable;
    private final List<String> own;
    private final Shield.Cookie cookie;
    private final List<RewriteMeter> meters;
    private final SensitiveAddresses addresses;
    private final Rewriters rewriters;
    private final Map<RuleSet, Shield> shields = new ConcurrentHashMap<>();

    /**
     * The shields of a site.
     *
     * @param addresses which addresses are as sensitive as a page that names them
     * @param cookie what each sensitive response sets
     * @param meters are told what the rewriting of each page costs
     */
    Shields(
            HushgateConfig config,
            Protections protections,
            TrackerDetector detector,
            RemovalLedger ledger,
            SensitiveAddresses addresses,
            Shield.Cookie cookie,
            List<RewriteMeter> meters) {
        this.addresses = addresses;
        this.meters = List.copyOf(meters);
        this.cookie = cookie;
        this.protections = protections;
        this.detector = detector;
        this.ledger = ledger;
        rewriters = new Rewriters(detector);
        strip = config.trackers().strip() == Strip.ON;
        surrogates = config.trackers().surrogates();
        unreadable = config.trackers().unreadable() == Unreadable.WITHHOLD
                ? Shield.Unscanned.WITHHOLD
                : Shield.Unscanned.PASS;
        own = config.ownOrigins();
    }

    /** The shield of all these rules together. */
    Shield of(RuleSet rules) {
        Shield known = shields.get(rules);
        if (known != null) {
            return known;
        }
        Shield made = shield(protections.of(rules), rules);
        if (shields.size() < Protections.MAX_OVERLAPS) {
            shields.put(rules, made);
        }
        return made;
    }

    /** The shield of a page of this site that a page under these rules frames, and so must be let frame it. */
    Shield framed(RuleSet rules) {
        return shield(protections.framed(rules), rules);
    }

    /** The shield of these rules and those of another. */
    Shield tightened(Shield shield, RuleSet rules) {
        return rules.isEmpty() || !(shield.rules() instanceof RuleSet others) || others.equals(rules)
                ? shield
                : of(others.union(rules));
    }

    private Shield shield(Protection protection, RuleSet rules) {
        String route = protection.route().toString();
        boolean sealed = protection.preset() == Preset.SEALED;
        Consumer<Removal> removals = removal -> ledger.count(route, removal.tracker(), removal.element());
        Set<String> origins = origins(protection.headers());
        Exits exits = exits(protection);
        return new Shield(
                route,
                protection.headers(),
                new OutgoingHeaders(detector, origins, sealed, (what, where) -> ledger.count(route, what, where)),
                (page, out) -> new Document(route, rewriter(page, out, strip, origins, exits, removals), page, out),
                protection.mode() == Disposition.ENFORCE,
                sealed ? Shield.Unscanned.WITHHOLD : Shield.Unscanned.PASS,
                unreadable,
                (name, outcome) -> ledger.countCoverage(name, outcome.word()),
                rules,
                cookie,
                allowed -> false,
                exits);
    }

    /** Where only observing, a page hands on what its application lets it. */
    private Exits exits(Protection protection) {
        return protection.mode() == Disposition.ENFORCE
                ? new Exits(true, protection.headers().referrerPolicy(), addresses::holds)
                : Exits.OPEN;
    }

    /**
     * The shield of a page beside the sensitive ones, counted under this name. It belongs to no rule; the first
     * sensitive dispatch replaces it.
     */
    Shield neighbour(String name, Disposition ceiling) {
        SecurityHeaders headers = SecurityHeaders.ofNeighbour(protections.beside(ceiling));
        Consumer<Removal> removals = removal -> ledger.count(name, removal.tracker(), removal.element());
        Set<String> origins = origins(headers);
        return new Shield(
                name,
                headers,
                new OutgoingHeaders(detector, origins, (what, where) -> ledger.count(name, what, where)),
                (page, out) -> new Document(name, rewriter(page, out, strip, origins, Exits.OPEN, removals), page, out),
                ceiling == Disposition.ENFORCE,
                Shield.Unscanned.PASS,
                unreadable,
                (route, outcome) -> ledger.countCoverage(name, outcome.word()),
                RuleSet.NONE);
    }

    /** A shield that changes no header and whose pages are only read. */
    Shield watching(PageRewriter.Source rewriters) {
        return new Shield(
                Protections.NEIGHBOUR,
                SecurityHeaders.ofNothing(protections.beside(Disposition.REPORT)),
                new OutgoingHeaders(detector, Set.of(), (what, where) -> {}),
                rewriters,
                false,
                Shield.Unscanned.PASS,
                Shield.Unscanned.PASS,
                (route, outcome) -> {},
                RuleSet.NONE);
    }

    private Set<String> origins(SecurityHeaders headers) {
        Set<String> origins = new HashSet<>(own);
        origins.addAll(headers.allowedOrigins());
        return origins;
    }

    private Rewriters.Engine rewriter(
            PageRewriter.Page page,
            OutputStream out,
            boolean strips,
            Set<String> allowed,
            Exits exits,
            Consumer<Removal> removals) {
        var told = new HtmlRewriter.Page(
                        page.address(),
                        page.xml() && page.charset().isEmpty() ? "UTF-8" : page.charset(),
                        page.nonce(),
                        surrogates,
                        strips,
                        other -> allowed.contains(other.origin()))
                .withExits(exits);
        return rewriters.take(page.xml() ? told.asXml() : told, out, removals);
    }

    /** A rewriter that tells of trackers and leaves the page as it is. */
    PageRewriter reader(PageRewriter.Page page, OutputStream out, Consumer<Removal> removals) {
        return new Document(
                Protections.NEIGHBOUR, rewriter(page, out, false, Set.copyOf(own), Exits.OPEN, removals), page, out);
    }

    /** One page on its way through a rewriter, which goes back when the page has ended well. */
    private final class Document implements PageRewriter {
        private static final byte[] NOTHING = {};

        private final String route;
        private Rewriters.@Nullable Engine engine;
        private final PageRewriter.Page page;
        private final OutputStream out;
        private long bytes;
        private long nanos;

        Document(String route, Rewriters.Engine engine, PageRewriter.Page page, OutputStream out) {
            this.route = route;
            this.engine = engine;
            this.page = page;
            this.out = out;
            engine.belongTo(this);
        }

        @Override
        public void write(byte[] written, int from, int length) throws IOException {
            Rewriters.Engine open = open();
            boolean alone = open.enter(this);
            long began = now();
            try {
                open.html().write(written, from, length);
            } finally {
                nanos += now() - began;
                bytes += length;
                open.leave(alone);
            }
        }

        private long now() {
            return meters.isEmpty() ? 0 : System.nanoTime();
        }

        private Rewriters.Engine open() {
            return Objects.requireNonNull(engine, "finished");
        }

        @Override
        public void finish() throws IOException {
            Rewriters.Engine open = open();
            boolean alone = open.enter(this);
            long began = now();
            try {
                Optional<Refresh> refresh = page.refresh().get();
                // Behind the end of XML nothing may stand.
                boolean stepped = refresh.isPresent() && !page.xml();
                open.html().finish(stepped ? refresh.get().asScript(page.nonce()) : NOTHING);
                engine = null;
                open.release();
            } finally {
                nanos += now() - began;
                open.leave(alone);
            }
            rewriters.give(open);
            meters.forEach(meter -> meter.rewrote(route, bytes, nanos));
        }

        @Override
        public void abandon(byte[] written, int from, int length) throws IOException {
            if (engine == null) {
                out.write(written, from, length); // Finished: another page may have begun there, and nothing is held.
            } else {
                engine.html().abandon(written, from, length);
            }
        }
    }
}
