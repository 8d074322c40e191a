package io.github.hushgate;

import io.github.hushgate.journey.DoorwayScan;
import io.github.hushgate.journey.DoorwaySigns;
import io.github.hushgate.journey.Doorways;
import io.github.hushgate.journey.Doorways.Look;
import io.github.hushgate.journey.FixedPrefixes;
import io.github.hushgate.journey.Openers;
import io.github.hushgate.journey.WatchedResponse;
import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.RemovalLedger;
import io.github.hushgate.response.PageRewriter;
import io.github.hushgate.response.Shield;
import io.github.hushgate.response.ShieldedExchange;
import io.github.hushgate.rewrite.Removal;
import io.github.hushgate.route.RoutePattern;
import io.github.hushgate.tracker.TrackerDetector;
import io.github.hushgate.url.BrowserUrl;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks at some of the site's pages for doorways, and counts those that it finds: tracker, template of the route, how
 * it leads on. The page itself leaves as the application wrote it. Safe for many threads.
 */
final class DoorwayWatch {
    private static final Logger LOG = System.getLogger(HushgateFilter.class.getName());

    /** Pages that show both signs and were read to be no doorway are read again, one in so many of those looked at. */
    private static final int AGAIN_IN = 10;

    private final Doorways doorways = new Doorways();
    private final DoorwaySigns signs;
    private final AtomicBoolean warnedOfOpeners = new AtomicBoolean();
    private final SensitiveAddresses addresses;
    private final List<String> prefixes;
    private final TrackerDetector detector;
    private final RemovalLedger ledger;
    private final Shields shields;
    private final Shield watching;

    /** Whether pages come compressed to us: then they are read where they would only be searched. */
    private volatile boolean compressed;

    DoorwayWatch(
            HushgateConfig config,
            SensitiveAddresses addresses,
            Detectors detectors,
            RemovalLedger ledger,
            Shields shields) {
        this.addresses = addresses;
        prefixes = FixedPrefixes.of(config.rules().stream()
                .map(rule -> RoutePattern.of(rule.pattern()))
                .toList());
        detector = detectors.detector();
        signs = new DoorwaySigns(prefixes, detector);
        this.ledger = ledger;
        this.shields = shields;
        watching = shields.watching((page, out) -> {
            throw new IllegalStateException("each page has a reader of its own");
        });
    }

    boolean isDoorway(HttpServletRequest request) {
        return doorways.isDoorway(
                request.getRequestURI(), request.getContextPath().length());
    }

    /** Answers as if we were not there, and looks at the answer where its route is due. */
    void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String uri = request.getRequestURI();
        String context = request.getContextPath();
        Look look = doorways.look(uri, context.length());
        if (look == Look.NONE) {
            chain.doFilter(request, response);
            return;
        }
        if (look == Look.SIGNS && !compressed) {
            searched(request, response, chain);
        } else {
            Shield shield = watching.withRewriters((page, out) -> new Reader(page, out, uri, context));
            ShieldedExchange.open(request, shield).run(request, response, chain);
        }
        lookAtOpener(request, response);
    }

    private void searched(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var watched = new WatchedResponse(response);
        chain.doFilter(request, watched);
        if (watched.isEncoded()) {
            compressed = true;
        } else if (!request.isAsyncStarted()) {
            search(request, watched);
        }
    }

    /** Where the signs of a doorway are news, the page is read after all. */
    private void search(HttpServletRequest request, WatchedResponse watched) throws IOException {
        String text = watched.text();
        Optional<BrowserUrl> address = text.isEmpty() || !signs.mayLead(text)
                ? Optional.empty()
                : BrowserUrl.parse(request.getRequestURL().toString());
        if (address.isEmpty()) {
            return;
        }
        String uri = request.getRequestURI();
        String context = request.getContextPath();
        Set<String> trackers = signs.trackers(text, address.get());
        Optional<Doorways.Learned> learned = doorways.learned(uri, context.length());
        boolean isNews = learned.isEmpty() || !learned.get().trackers().containsAll(trackers);
        if (!isNews && !trackers.isEmpty() && !learned.get().leads().isEmpty()) {
            count(uri, context, learned.get().leads());
        } else if (isNews || (!trackers.isEmpty() && ThreadLocalRandom.current().nextInt(AGAIN_IN) == 0)) {
            var told = new PageRewriter.Page(address.get(), "", false, "", Optional::empty);
            var reader = new Reader(told, OutputStream.nullOutputStream(), uri, context);
            byte[] page = text.getBytes(StandardCharsets.ISO_8859_1);
            reader.write(page, 0, page.length);
            reader.finish();
            doorways.learn(uri, context.length(), new Doorways.Learned(trackers, Set.of()));
        }
    }

    private List<String> words(String context) {
        return prefixes.stream().map(each -> context + each).toList();
    }

    /** Tells of a neighbour that sends the sensitive pages' own COOP, and so shares its openers with them. */
    void lookAtOpener(HttpServletRequest request, HttpServletResponse response) {
        String policy = response.getHeader("Cross-Origin-Opener-Policy");
        if (policy == null || !Openers.shares(policy)) {
            return;
        }
        String route =
                doorways.name(request.getRequestURI(), request.getContextPath().length());
        ledger.countCoverage(route, "same-openers");
        if (!warnedOfOpeners.getAndSet(true)) {
            LOG.log(
                    Level.WARNING,
                    "Pages of {0} send Cross-Origin-Opener-Policy: same-origin as the sensitive ones do, so that each"
                            + " may read what it opens of the other; leave it away there, or say"
                            + " \"noopener-allow-popups\"",
                    route);
        }
    }

    private void read(String uri, String context, Set<String> trackers, Set<DoorwayScan.Lead> leads) {
        Set<String> told = new TreeSet<>();
        leads.forEach(
                lead -> trackers.forEach(tracker -> told.add(CoverageCount.DOORWAY + lead.word() + " " + tracker)));
        count(uri, context, told);
        if (doorways.learn(uri, context.length(), new Doorways.Learned(trackers, told))) {
            LOG.log(
                    Level.WARNING,
                    "Pages of {0} hold trackers ({1}) and lead to a sensitive route: what a visitor clicks there is"
                            + " told; take the trackers off, or set journey.doorways to \"protect\"",
                    doorways.name(uri, context.length()),
                    String.join(", ", trackers));
        }
    }

    private void count(String uri, String context, Set<String> leads) {
        if (!leads.isEmpty()) {
            String route = doorways.name(uri, context.length());
            leads.forEach(lead -> ledger.countCoverage(route, lead));
        }
    }

    /** Reads one page on its way. */
    private final class Reader implements PageRewriter {
        private final PageRewriter page;
        private final DoorwayScan scan;
        private final Set<String> trackers = new TreeSet<>();
        private final String uri;
        private final String context;
        private boolean pageHasIt;

        Reader(PageRewriter.Page told, OutputStream out, String uri, String context) {
            BrowserUrl address = told.address();
            this.uri = uri;
            this.context = context;
            page = shields.reader(told, out, this::saw);
            scan = new DoorwayScan(address, target -> addresses.holds(target, address), words(context));
        }

        private void saw(Removal removal) {
            if (detector.byId(removal.tracker()).isPresent()) {
                trackers.add(removal.tracker());
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            pageHasIt = false;
            page.write(bytes, from, length);
            pageHasIt = true;
            scan.write(bytes, from, length);
        }

        @Override
        public void abandon(byte[] bytes, int from, int length) throws IOException {
            page.abandon(bytes, from, pageHasIt ? 0 : length);
        }

        @Override
        public void finish() throws IOException {
            page.finish();
            Set<DoorwayScan.Lead> leads = scan.finish();
            if (!leads.isEmpty()) {
                DoorwayWatch.this.read(uri, context, trackers, leads);
            }
        }
    }
}
