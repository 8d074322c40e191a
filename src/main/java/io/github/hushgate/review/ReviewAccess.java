package io.github.hushgate.review;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Predicate;

/** Who may read the review. Safe for many threads. */
@FunctionalInterface
public interface ReviewAccess {
    /**
     * Whether the request may read. Where it may not, it has been answered: 401, 403 or 429.
     *
     * @throws ServletException when the container's own log-in fails
     */
    boolean permits(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;

    /** Users in this role of the container's; whoever is not known yet is asked to log in as the container does it. */
    static ReviewAccess role(String role) {
        Objects.requireNonNull(role, "role");
        return (request, response) -> {
            if (request.getUserPrincipal() == null && !authenticated(request, response)) {
                return false;
            }
            return when(asked -> asked.isUserInRole(role)).permits(request, response);
        };
    }

    /** False: the container has answered, with a log-in page or a challenge. */
    private static boolean authenticated(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            return request.authenticate(response);
        } catch (ServletException | IllegalStateException e) {
            return true; // No log-in is set up: the role decides, and nobody has it.
        }
    }

    /** Whom the predicate lets in, such as one that asks Spring Security. */
    static ReviewAccess when(Predicate<HttpServletRequest> predicate) {
        Objects.requireNonNull(predicate, "predicate");
        return (request, response) -> {
            boolean permitted = predicate.test(request);
            if (!permitted) {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
            }
            return permitted;
        };
    }

    /**
     * Whoever sends the password that the file holds in its first line, by HTTP Basic with any user name, over a secure
     * connection.
     *
     * @throws IllegalArgumentException when the file cannot be read, or holds fewer than 12 characters
     */
    static ReviewAccess password(Path file) {
        return BasicPassword.of(file);
    }
}
