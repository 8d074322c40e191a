package io.github.hushgate.report;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Refuses a request by its head, before a byte of its body is read. Safe for many threads. */
final class RequestGate {
    /** Requests refused for their Origin alone, one after the other, after which the owner is warned. */
    static final int ORIGIN_RUN = 20;

    private static final System.Logger LOG = System.getLogger(RequestGate.class.getName());
    static final String LEGACY = "application/csp-report";
    static final String REPORTING_API = "application/reports+json";

    private static final Set<String> MEDIA_TYPES = Set.of(LEGACY, REPORTING_API, "application/json");

    private final OwnOrigins configured;
    private final boolean acceptNullOrigin;
    private final AtomicInteger originRun = new AtomicInteger();

    RequestGate(OwnOrigins configured, boolean acceptNullOrigin) {
        this.configured = configured;
        this.acceptNullOrigin = acceptNullOrigin;
    }

    Optional<Refusal> judge(HttpServletRequest request, OwnOrigins own) {
        Optional<Refusal> refusal = judgeAllButOrigin(request);
        if (refusal.isPresent()) {
            return refusal;
        }
        boolean accepted = isAccepted(request.getHeader("Origin"), own);
        warnOfRun(accepted);
        return accepted ? Optional.empty() : Optional.of(Refusal.ORIGIN);
    }

    private static Optional<Refusal> judgeAllButOrigin(HttpServletRequest request) {
        if (!"POST".equals(request.getMethod())) {
            return Optional.of(Refusal.METHOD);
        }
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            return Optional.of(Refusal.CONTENT_ENCODING);
        }
        return MEDIA_TYPES.contains(mediaType(request)) ? Optional.empty() : Optional.of(Refusal.MEDIA_TYPE);
    }

    private static String mediaType(HttpServletRequest request) {
        String type = request.getContentType() == null ? "" : request.getContentType();
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private boolean isAccepted(@Nullable String origin, OwnOrigins own) {
        if (origin == null || origin.equals("null")) {
            return acceptNullOrigin;
        }
        return own.contains(origin);
    }

    private void warnOfRun(boolean accepted) {
        if (accepted) {
            originRun.set(0);
        } else if (originRun.incrementAndGet() == ORIGIN_RUN) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "reports: {0} requests in a row were refused for their "
                            + "Origin alone; if the site is reached under another"
                            + " name than the container thinks, name it in the key \"origins\"",
                    ORIGIN_RUN);
        }
    }

    /** Whether the request is a preflight, whoever sends it. */
    static boolean isPreflight(HttpServletRequest request) {
        return "OPTIONS".equals(request.getMethod()) && request.getHeader("Access-Control-Request-Method") != null;
    }

    /** Lets a configured origin read the (empty) answer: without this a browser sends the same batch again. */
    void allowOrigin(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (origin == null || !configured.contains(origin)) {
            return;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.addHeader("Vary", "Origin");
        if (isPreflight(request)) {
            response.setHeader("Access-Control-Allow-Methods", "POST");
            response.setHeader("Access-Control-Allow-Headers", "Content-Type");
            response.setHeader("Access-Control-Max-Age", "86400");
        }
    }
}
