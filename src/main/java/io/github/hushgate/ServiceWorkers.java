package io.github.hushgate;

import io.github.hushgate.HushgateConfig.Guard;
import io.github.hushgate.journey.WithoutValidators;
import io.github.hushgate.journey.WorkerScripts;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.SecurityHeaders;
import io.github.hushgate.report.RemovalLedger;
import io.github.hushgate.response.OutgoingHeaders;
import io.github.hushgate.response.PageRewriter;
import io.github.hushgate.response.Shield;
import io.github.hushgate.response.ShieldedExchange;
import io.github.hushgate.tracker.TrackerDetector;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What becomes of service workers' scripts, and of sensitive pages that a worker asks for in its visitor's place. Safe
 * for many threads.
 */
final class ServiceWorkers {
    private static final Logger LOG = System.getLogger(HushgateFilter.class.getName());
    private static final String ROUTE = "(service worker)";

    private final Guard guard;
    private final WorkerScripts any;
    private final WorkerScripts sealed;
    private final byte[] mark;
    private final Shield shield;
    private final RemovalLedger ledger;
    private final AtomicBoolean warned = new AtomicBoolean();

    ServiceWorkers(HushgateConfig config, Protections protections, TrackerDetector detector, RemovalLedger ledger) {
        String version = Version.text();
        String configuration = config.effective().toString();
        this.ledger = ledger;
        guard = config.journey().workers();
        any = new WorkerScripts(version, configuration, protections.patterns(false));
        sealed = new WorkerScripts(version, configuration, protections.patterns(true));
        mark = any.mark();
        shield = new Shield(
                ROUTE,
                SecurityHeaders.ofWorker(protections.beside(Disposition.ENFORCE)),
                new OutgoingHeaders(detector, Set.of(), (what, where) -> {}),
                (page, out) -> new Marked(out, mark),
                true,
                Shield.Unscanned.WITHHOLD,
                Shield.Unscanned.WITHHOLD,
                (route, outcome) -> {},
                ROUTE);
    }

    /** Whether a service worker's script is asked for, and it matters. */
    boolean concern(HttpServletRequest request) {
        return guard != Guard.OFF && WorkerScripts.isAskedFor(request);
    }

    /** Answers a request that {@link #concern} us. */
    void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String script = request.getRequestURI();
        String context = request.getContextPath();
        if (guard == Guard.WARN) {
            chain.doFilter(request, response);
            String allowed = response.getHeader("Service-Worker-Allowed");
            count(any.mayCover(script, allowed == null ? "" : allowed, context), "worker-seen");
        } else if (sealed.mayCover(script, "", context)) {
            count(true, "worker-refused");
            response.setHeader("Cache-Control", "no-store");
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            Shield own = shield.withScripts(allowed -> any.mayCover(script, allowed, context));
            count(any.mayCover(script, "", context), "worker-contained");
            ShieldedExchange.open(request, own).run(request, new WithoutValidators(response), chain);
        }
    }

    private void count(boolean covers, String what) {
        if (covers) {
            ledger.countCoverage(ROUTE, what);
        }
    }

    /** Counts a sensitive page that a service worker has asked for. */
    void lookAt(HttpServletRequest request, Shield page) {
        if (guard == Guard.OFF || !WorkerScripts.isControlling(request)) {
            return;
        }
        ledger.countCoverage(page.route(), "behind-worker");
        if (!warned.getAndSet(true)) {
            LOG.log(
                    Level.WARNING,
                    "A service worker stands between route {0} and its visitors: it reads these pages, and what is"
                            + " sent from them, whatever policy they carry",
                    page.route());
        }
    }

    /** A script and, on a line of its own, what makes it differ from the one that had no ceiling. */
    private static final class Marked implements PageRewriter {
        private final OutputStream out;
        private final byte[] mark;

        Marked(OutputStream out, byte[] mark) {
            this.out = out;
            this.mark = mark;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void finish() throws IOException {
            out.write(mark);
        }

        @Override
        public void abandon(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }
    }
}
