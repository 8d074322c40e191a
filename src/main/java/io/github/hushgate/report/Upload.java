package io.github.hushgate.report;

import io.github.hushgate.route.RoutePattern;
import java.time.Instant;
import java.util.Optional;

/**
 * What all entries of one request share. Nothing of the visitor is in it.
 *
 * @param minute of arrival
 * @param policy the letter that the endpoint's query names, or empty
 * @param route the rule that the endpoint's query names
 * @param build the build that the endpoint's query names, or empty
 * @param contextPath of the application
 * @param own the site's origins
 * @param browser family and major version by the request's header
 */
record Upload(
        Instant minute,
        String policy,
        Optional<RoutePattern> route,
        String build,
        String contextPath,
        OwnOrigins own,
        String browser) {
    /** What stands for the route of a report that names none of ours. */
    static final String NO_ROUTE = "(none)";

    String routeName() {
        return route.map(RoutePattern::toString).orElse(NO_ROUTE);
    }
}
