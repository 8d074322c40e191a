package io.github.hushgate;

import io.github.hushgate.journey.StickyProtection;
import io.github.hushgate.report.ConfigurationJournal;
import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.report.RemovalLedger;
import io.github.hushgate.report.ReportEndpoint;
import io.github.hushgate.report.ReportSink;
import io.github.hushgate.report.ReportStore;
import io.github.hushgate.report.RewriteMeter;
import io.github.hushgate.response.Shield;
import io.github.hushgate.response.ShieldedExchange;
import io.github.hushgate.review.Review;
import io.github.hushgate.route.RuleSet;
import io.github.hushgate.route.SensitiveRoutes;
import io.github.hushgate.tracker.TrackerCatalog;
import io.github.hushgate.tracker.TrackerDetector;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the filter keeps between requests: the compiled routes, their shields, the report endpoint. Safe for many
 * threads.
 */
final class Site implements AutoCloseable {
    private static final Logger LOG = System.getLogger(HushgateFilter.class.getName());
    private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(10);

    private final SensitiveRoutes routes;
    private final Shields shields;
    private final ReportEndpoint reports;
    private final RemovalLedger ledger;
    private final ReportStore store;
    private final Optional<ReviewPlace> review;
    private final Opened opened;
    private final Visits visits;
    private final Embeds embeds;
    private final Neighbours neighbours;
    private final ServiceWorkers workers;

    private Site(
            HushgateConfig config,
            String contextPath,
            Protections protections,
            Detectors detectors,
            ReportStore store,
            List<RewriteMeter> meters,
            Optional<ReviewPlace> review,
            Opened opened) {
        this.opened = opened;
        this.store = store;
        this.review = review;
        TrackerDetector detector = detectors.detector();
        routes = Protections.routes(config);
        ledger = new RemovalLedger(store, config.build(), FLUSH_INTERVAL);
        Optional<StickyProtection> sticky = Neighbours.sticky(config);
        var addresses = new SensitiveAddresses(config, contextPath);
        shields = new Shields(
                config,
                protections,
                detector,
                ledger,
                addresses,
                secure -> sticky.map(each -> each.setCookie(secure)).orElse(""),
                meters);
        visits = new Visits(config, routes, protections, detector, ledger);
        neighbours = new Neighbours(
                config.journey(), shields, sticky, new DoorwayWatch(config, addresses, detectors, ledger, shields));
        workers = new ServiceWorkers(config, protections, detector, ledger);
        embeds = new Embeds(config, routes, shields, ledger);
        reports = new ReportEndpoint(endpoint(config, protections), detector, store);
    }

    /** Opens all of it; a {@code given} store stays the caller's to close. */
    static Site open(
            HushgateConfig config, ServletContext context, Optional<ReportStore> given, List<ReportSink> mirrors) {
        String contextPath = context.getContextPath();
        var protections = new Protections(config, Protections.reportUrl(config, contextPath));
        TrackerCatalog catalog = TrackerCatalog.bundled();
        var openings = new Openings(config, protections, TrackerProbes.of(catalog));
        openings.check();
        protections.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
        openings.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
        openings.told().forEach(line -> LOG.log(Level.INFO, line));
        LOG.log(Level.INFO, ConfigRules.summary(config, Protections.reportUrl(config, contextPath)));
        if (config.trackers().strip() == HushgateConfig.Strip.COUNT) {
            LOG.log(
                    Level.WARNING,
                    "trackers.strip is \"count\": known trackers are counted and still sent to visitors");
        }
        var opened = new Opened();
        try {
            Detectors detectors = opened.add(Detectors.of(config, catalog), Detectors::close);
            ReportStore store = given.orElseGet(() -> opened.add(Sinks.of(config, mirrors), ReportStore::close));
            journal(config, catalog, store);
            Optional<ReviewPlace> review = ReviewPlace.of(config, context, store);
            List<RewriteMeter> meters = mirrors.stream()
                    .filter(RewriteMeter.class::isInstance)
                    .map(RewriteMeter.class::cast)
                    .toList();
            return new Site(config, contextPath, protections, detectors, store, meters, review, opened);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static void journal(HushgateConfig config, TrackerCatalog catalog, ReportStore store) {
        JournalEntry start = ConfigurationJournal.write(
                store, Version.text(), catalog.version() + " " + catalog.hash(), SettingsText.of(config));
        boolean first = start.changed().keySet().equals(start.settings().keySet());
        LOG.log(
                Level.INFO,
                "Hushgate {0} starts with catalog {1} and configuration {2}; {3}",
                start.version(),
                catalog.version(),
                start.configuration(),
                first
                        ? "no start before it is known here"
                        : "changed since the start before: " + start.changed().keySet());
    }

    private static ReportEndpoint.Settings endpoint(HushgateConfig config, Protections protections) {
        HushgateConfig.Reports reports = config.reports();
        return new ReportEndpoint.Settings(
                reports.path(),
                Set.copyOf(config.ownOrigins()),
                config.origins().isEmpty(),
                protections.byName(),
                reports.acceptNullOrigin(),
                reports.clientHeader(),
                reports.acknowledge() == HushgateConfig.Acknowledge.STORED,
                reports.noise(),
                reports.limits(),
                reports.url().filter(URI::isAbsolute));
    }

    void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // A filter that is declared twice meets its own exchange: that is no first dispatch.
        boolean first = request.getDispatcherType() == DispatcherType.REQUEST && ShieldedExchange.in(request) == null;
        if (first && reports.isAddressedBy(request)) {
            reports.accept(request, response);
            return;
        }
        if (first && review.isPresent() && review.get().isAddressedBy(request)) {
            if (!review.get().serve(request, response)) {
                chain.doFilter(request, response);
            }
            return;
        }
        if (first && workers.concern(request)) {
            workers.serve(request, response, chain);
            return;
        }
        if (first) {
            visits.clearWorkers(request, response);
        }
        RuleSet rules = first && routes.excludes(request) ? RuleSet.NONE : rules(request, first);
        if (rules.isEmpty() && first) {
            serveNeighbour(request, response, chain);
        } else if (first) {
            serveSensitive(request, response, chain, rules, shields.of(rules));
        } else if (rules.isEmpty() && ShieldedExchange.in(request) == null) {
            chain.doFilter(request, response);
        } else {
            exchange(request, rules).run(request, response, chain);
        }
    }

    private RuleSet rules(HttpServletRequest request, boolean first) {
        RuleSet own = routes.match(request);
        return own.isEmpty() && first ? visits.rulesInside(request) : own;
    }

    private void serveNeighbour(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Shield> embedded = embeds.shield(request);
        if (embedded.isPresent()) {
            serveSensitive(request, response, chain, RuleSet.NONE, embedded.get());
        } else {
            neighbours.serve(request, response, chain);
        }
    }

    private void serveSensitive(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, RuleSet rules, Shield shield)
            throws IOException, ServletException {
        workers.lookAt(request, shield);
        if (!visits.answers(request, response, shield) && !embeds.refuses(request, response, rules, shield)) {
            HttpServletRequest asked = visits.asked(request, shield);
            ShieldedExchange.open(request, visits.inside(request, shield)).run(asked, response, chain);
        }
    }

    private ShieldedExchange exchange(HttpServletRequest request, RuleSet rules) {
        ShieldedExchange known = ShieldedExchange.in(request);
        if (known == null) {
            return ShieldedExchange.open(request, shields.of(rules));
        }
        known.tighten(shields.tightened(known.shield(), rules));
        return known;
    }

    Review review() {
        return Review.of(store);
    }

    @Override
    public void close() {
        reports.close();
        ledger.close();
        opened.close();
    }
}
