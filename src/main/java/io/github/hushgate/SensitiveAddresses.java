package io.github.hushgate;

import io.github.hushgate.route.NestedPaths;
import io.github.hushgate.route.SensitiveRoutes;
import io.github.hushgate.url.BrowserUrl;
import java.util.Set;

/** Knows which addresses lead to a sensitive route of this site. Immutable, safe for many threads. */
final class SensitiveAddresses {
    private final SensitiveRoutes routes;
    private final NestedPaths nested;
    private final Set<String> origins;
    private final String context;

    SensitiveAddresses(HushgateConfig config, String contextPath) {
        routes = Protections.routes(config);
        nested = new NestedPaths(routes);
        origins = Set.copyOf(config.ownOrigins());
        context = contextPath;
    }

    /** Whether the target, as this page names it, is sensitive. */
    boolean holds(BrowserUrl target, BrowserUrl page) {
        boolean own = target.isSameOrigin(page) || origins.contains(target.origin());
        String path = target.path();
        if (!own || !path.startsWith(context)) {
            return false;
        }
        return !routes.matchPath(path.substring(context.length())).isEmpty()
                || !nested.match(path, target.query(), context).isEmpty();
    }
}
