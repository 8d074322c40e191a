package io.github.hushgate.report;

import io.github.hushgate.route.RoutePattern;
import io.github.hushgate.tracker.TrackerDetector;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Receives violation reports. Whatever comes, the answer is an empty 204 and the site is never harmed. Safe for many
 * threads.
 */
@SuppressWarnings("exports") // The filter makes it; the rooms below are not for users.
public final class ReportEndpoint implements AutoCloseable {
    /**
     * What the endpoint is told at start-up.
     *
     * @param path context-relative, {@code /hushgate/reports}
     * @param origins the site's own origins
     * @param requestIsOwn whether the origin that the container tells of a request is one of them too
     * @param rules the patterns by the id that stands in the endpoint's query ({@code r=})
     * @param acceptNullOrigin whether {@code Origin: null} or none is taken
     * @param clientHeader the header whose last address is the client's, when a proxy of the site's own writes it
     * @param acknowledgeStored whether the reply waits for the reports to be stored
     * @param noise the owner's own noise rules, each {@code class field pattern}
     * @param limits the bounds
     * @param outside the endpoint's address as browsers see it, where a test report shall be sent to it
     */
    public record Settings(
            String path,
            Set<String> origins,
            boolean requestIsOwn,
            Map<String, RoutePattern> rules,
            boolean acceptNullOrigin,
            Optional<String> clientHeader,
            boolean acknowledgeStored,
            List<String> noise,
            ReportLimits limits,
            Optional<URI> outside) {
        /** Copies the collections. */
        public Settings {
            origins = Set.copyOf(origins);
            rules = Map.copyOf(rules);
            noise = List.copyOf(noise);
        }

        /** The defaults for a path, the site's own origins (none: that of each request) and its rules. */
        public static Settings of(String path, Set<String> origins, Map<String, RoutePattern> rules) {
            return new Settings(
                    path,
                    origins,
                    origins.isEmpty(),
                    rules,
                    true,
                    Optional.empty(),
                    true,
                    List.of(),
                    ReportLimits.DEFAULT,
                    Optional.empty());
        }
    }

    private static final Duration SELF_TEST_EVERY = Duration.ofDays(1);
    private static final Duration TICK = Duration.ofMinutes(1);

    private final Settings settings;
    private final OwnOrigins configured;
    private final RequestGate gate;
    private final BodyReader bodies;
    private final ClientRates clients;
    private final Builds builds = new Builds();
    private final ReportCounters counters = new ReportCounters();
    private final ReportIntake intake;
    private final Flusher flusher;
    private final AtomicReference<Instant> nextSelfTest;
    private final Optional<OutsideTest> outside;

    /**
     * An endpoint that hands what it keeps to {@code sink}; the sink stays the caller's to close.
     *
     * @throws IllegalArgumentException for a noise rule that is none
     */
    public ReportEndpoint(Settings settings, TrackerDetector detector, ReportSink sink) {
        this(settings, detector, sink, TICK);
    }

    ReportEndpoint(Settings settings, TrackerDetector detector, ReportSink sink, Duration tick) {
        this.settings = settings;
        this.configured = OwnOrigins.of(settings.origins());
        this.gate = new RequestGate(configured, settings.acceptNullOrigin());
        this.bodies =
                new BodyReader(settings.limits().bodyBytes(), settings.limits().readDeadline());
        this.clients = new ClientRates(settings.limits().clientRequestsPerMinute());
        Redactor redactor = new Redactor(detector, new NoiseRules(settings.noise()));
        this.intake = new ReportIntake(settings.limits(), redactor, counters, sink);
        this.outside = settings.outside().map(address -> new OutsideTest(address, origin(settings, address)));
        Instant now = minute();
        // No server answers while it starts: from outside it is tried with the first tick.
        this.nextSelfTest = new AtomicReference<>(outside.isPresent() ? now : now.plus(SELF_TEST_EVERY));
        intake.flush(now);
        testSelf(now, Map.of());
        this.flusher = Flusher.every(tick, this::tick);
    }

    private static String origin(Settings settings, URI outside) {
        return settings.origins().stream()
                .sorted()
                .findFirst()
                .orElse(outside.getScheme() + "://" + outside.getRawAuthority());
    }

    private static Instant minute() {
        return Instant.now().truncatedTo(ChronoUnit.MINUTES);
    }

    private void tick() {
        Instant now = minute();
        intake.flush(now);
        Instant due = nextSelfTest.get();
        if (!now.isBefore(due) && nextSelfTest.compareAndSet(due, now.plus(SELF_TEST_EVERY))) {
            testSelf(now, outside.map(OutsideTest::run).orElse(Map.of()));
        }
    }

    private void testSelf(Instant now, Map<String, String> outcomes) {
        SelfTest test = new SelfTest(now, SyntheticReport.getsThrough(intake, now), outcomes);
        counters.add(test.passed() ? "self-test.passed" : "self-test.failed", 1);
        if (test.isRefusedOutside()) {
            counters.add("self-test.refused-outside", 1);
        }
        var ignored = intake.record(test);
    }

    /** Whether the request is for this endpoint. Reads no parameter and no session. */
    public boolean isAddressedBy(HttpServletRequest request) {
        String uri = request.getRequestURI();
        String context = request.getContextPath();
        return uri.length() == context.length() + settings.path().length()
                && uri.startsWith(context)
                && uri.endsWith(settings.path());
    }

    /** Judges the request and answers it: an empty 204, always. */
    public void accept(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.setHeader("Cache-Control", "no-store");
        gate.allowOrigin(request, response);
        if (RequestGate.isPreflight(request)) {
            counters.add("preflights", 1);
            return;
        }
        counters.add("requests", 1);
        OwnOrigins own = settings.requestIsOwn() ? configured.with(request) : configured;
        gate.judge(request, own).ifPresentOrElse(intake::refuse, () -> receive(request, response, own));
    }

    private void receive(HttpServletRequest request, HttpServletResponse response, OwnOrigins own) {
        boolean withinRate = clients.take(client(request), System.nanoTime());
        EndpointQuery query = EndpointQuery.of(request.getQueryString());
        try {
            BodyReader.Body body = bodies.read(request.getInputStream());
            if (body.refusal().isPresent()) {
                intake.refuse(body.refusal().get());
            } else if (!query.mark().isEmpty() && SyntheticReport.isOne(body.bytes(), intake, minute())) {
                response.setHeader(OutsideTest.HEADER, query.mark());
                counters.add("self-test.arrived", 1);
            } else {
                await(intake.take(body.bytes(), upload(request, query, own), withinRate));
            }
        } catch (IOException | IllegalStateException e) {
            // The client went away, or the application read the body first.
            intake.refuse(Refusal.READ);
        }
    }

    /** The last address of the header, which the proxy next to us wrote: those before it are the sender's to choose. */
    private String client(HttpServletRequest request) {
        String header = settings.clientHeader().map(request::getHeader).orElse("");
        return header.isBlank()
                ? request.getRemoteAddr()
                : header.substring(header.lastIndexOf(',') + 1).strip();
    }

    private Upload upload(HttpServletRequest request, EndpointQuery query, OwnOrigins own) {
        String userAgent = request.getHeader("User-Agent");
        return new Upload(
                minute(),
                query.policy(),
                Optional.ofNullable(settings.rules().get(query.rule())),
                builds.bound(query.build()),
                request.getContextPath(),
                own,
                BrowserFamily.of(userAgent == null ? "" : userAgent));
    }

    private void await(CompletionStage<Void> kept) {
        if (!settings.acknowledgeStored()) {
            return;
        }
        try {
            kept.toCompletableFuture().get(settings.limits().acknowledgeWait().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            counters.add("late", 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            // Counted where the sink failed; the browser is told nothing.
            counters.add("unacknowledged", 1);
        }
    }

    /** What was taken and what was refused, by reason; a limit that was reached has a counter of its name. */
    public Map<String, Long> counts() {
        return counters.snapshot();
    }

    /** Hands over what was only counted, and stops. */
    @Override
    public void close() {
        flusher.close();
        intake.flush(minute());
    }
}
