package io.github.hushgate;

import io.github.hushgate.report.ReportStore;
import io.github.hushgate.review.ReviewAccess;
import io.github.hushgate.review.ReviewServlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the review stands in the application, and who may read it. Immutable, safe for many threads. */
final class ReviewPlace {
    private final String path;
    private final ReviewServlet page;
    private final boolean behind;

    private ReviewPlace(String path, ReviewServlet page, boolean behind) {
        this.path = path;
        this.page = page;
        this.behind = behind;
    }

    /** The place that the settings open; none while they name nobody who may read it. */
    static Optional<ReviewPlace> of(HushgateConfig config, ServletContext context, ReportStore store) {
        Optional<String> role = config.value(SettingKeys.REVIEW_ROLE);
        Optional<Path> password = config.value(SettingKeys.REVIEW_PASSWORD_FILE);
        Optional<ReviewAccess> access = role.map(ReviewAccess::role).or(() -> password.map(ReviewAccess::password));
        return access.map(who -> {
            var page = new ReviewServlet(store, who);
            context.setAttribute(ReviewServlet.class.getName(), page);
            // Who is in a role, a filter behind ours may be the first to know: then the servlet there answers.
            boolean behind = role.isPresent()
                    && context.getServletRegistrations().values().stream()
                            .anyMatch(each -> ReviewServlet.class.getName().equals(each.getClassName()));
            return new ReviewPlace(config.value(SettingKeys.REVIEW_PATH), page, behind);
        });
    }

    /** Whether the request is for it, and for this filter to answer. */
    boolean isAddressedBy(HttpServletRequest request) {
        String context = request.getContextPath();
        String uri = request.getRequestURI();
        return uri.length() == context.length() + path.length() && uri.startsWith(context) && uri.endsWith(path);
    }

    /** Whether it has answered; otherwise the servlet behind does. */
    boolean serve(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        if (!behind) {
            page.service(request, response);
        }
        return !behind;
    }
}
