package io.github.hushgate.review;

import io.github.hushgate.report.ReportStore;
import io.github.hushgate.tracker.TrackerCatalog;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The review as a page: read-only, rendered here, without a script, under a policy of its own. Only who
 * {@link ReviewAccess} lets in sees it. A review that was made less than ten seconds ago is shown again. Safe for many
 * threads.
 */
public final class ReviewServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final System.Logger LOG = System.getLogger(ReviewServlet.class.getName());
    private static final String UNREADABLE = "review: the records cannot be read";
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final transient @Nullable ReportStore store;
    private final transient @Nullable ReviewAccess access;
    private final transient AtomicReference<@Nullable Made> made = new AtomicReference<>();

    private record Made(int days, Instant time, Review review) {}

    /**
     * A servlet that stands in for the one that the filter of its web application has made, so that the filters behind
     * ours run first; 404 while there is none.
     */
    public ReviewServlet() {
        this.store = null;
        this.access = null;
    }

    /** The review of a store, for those who may read it. */
    public ReviewServlet(ReportStore store, ReviewAccess access) {
        this.store = Objects.requireNonNull(store, "store");
        this.access = Objects.requireNonNull(access, "access");
    }

    /** Answers GET and HEAD alone. */
    @Override
    public void service(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        if (store == null || access == null) {
            Object other = request.getServletContext().getAttribute(ReviewServlet.class.getName());
            if (other instanceof ReviewServlet servlet && servlet.store != null) {
                servlet.service(request, response);
            } else {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
            return;
        }
        headers(response);
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (access.permits(request, response)) {
            answer(request, response, store);
        }
    }

    private static void headers(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", ReviewStyle.POLICY);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("X-Robots-Tag", "noindex");
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, ReportStore from) throws IOException {
        ReviewView view = ReviewView.of(
                name -> Optional.ofNullable(request.getParameter(name)).orElse(""));
        if (view.format().equals("html")) {
            page(response, from, view);
            return;
        }
        Review review;
        try {
            review = review(from, view);
        } catch (UncheckedIOException e) {
            LOG.log(Level.WARNING, UNREADABLE, e);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        if (view.format().equals("csv")) {
            download(response, "text/csv;charset=UTF-8", "csv", ReviewCsv.of(review));
        } else {
            download(response, "application/json", "json", review.toJson());
        }
    }

    private static void download(HttpServletResponse response, String type, String ending, String text)
            throws IOException {
        response.setContentType(type);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"hushgate-review." + ending + "\"");
        response.getWriter().print(text);
    }

    private void page(HttpServletResponse response, ReportStore from, ReviewView view) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        PrintWriter out = response.getWriter();
        out.print(ReviewPage.opening(view));
        out.flush(); // The browser has something to show while the records are read.
        try {
            out.print(new ReviewPage(TrackerCatalog.bundled(), review(from, view), view).rest());
        } catch (UncheckedIOException e) {
            LOG.log(Level.WARNING, UNREADABLE, e);
            out.print(
                    "<p role=alert>The records cannot be read; the log of the site says why.</p></main></body></html>");
        }
    }

    private Review review(ReportStore from, ReviewView view) {
        Instant now = Instant.now();
        Made known = made.get();
        if (known != null
                && known.days() == view.days()
                && known.time().plus(FRESH).isAfter(now)) {
            return known.review();
        }
        Review review = Review.of(from, view.records(now));
        made.set(new Made(view.days(), now, review));
        return review;
    }
}
