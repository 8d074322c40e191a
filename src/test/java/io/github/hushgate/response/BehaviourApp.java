package io.github.hushgate.response;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.response.Behaviours.Behaviour;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;

/** The application of the matrix: every behaviour under its name, with or without a filter in front. */
record BehaviourApp(Run run) implements Server.App {
    /** How the application runs. */
    enum Run {
        BARE,
        NOT_SENSITIVE,
        SENSITIVE,
        /** Sensitive, under a rewriter that keeps the last bytes of the page as long as it may. */
        HOLDING
    }

    private static final Map<String, Behaviour> BEHAVIOURS = Behaviours.all();

    BehaviourApp(String run) {
        this(Run.valueOf(run));
    }

    private Optional<Filter> filter() {
        return switch (run) {
            case BARE -> Optional.empty();
            case NOT_SENSITIVE -> Optional.of(filter("/elsewhere/**"));
            case SENSITIVE -> Optional.of(filter("/**"));
            case HOLDING ->
                Optional.of(new ShieldingFilter(
                        (page, out) -> new Holding(out), Shield.Unscanned.PASS, (route, outcome) -> {}));
        };
    }

    private static Filter filter(String sensitive) {
        return new HushgateFilter(HushgateConfig.builder().sensitive(sensitive).build());
    }

    @Override
    public void start(ServletContext context) {
        filter().ifPresent(filter -> map(context, filter));
        var servlet = context.addServlet("behaviours", new Servlet());
        servlet.addMapping("/b/*");
        servlet.setAsyncSupported(true);
        var target = context.addServlet("target", new Targets());
        target.addMapping("/target/*");
        target.setAsyncSupported(true);
    }

    /** Maps a filter as the documentation says. */
    static void map(ServletContext context, Filter filter) {
        var registration = context.addFilter("hushgate", filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        registration.addMappingForServletNames(EnumSet.allOf(DispatcherType.class), false, "*");
    }

    private static final class Servlet extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            String name = request.getPathInfo().substring(1);
            BEHAVIOURS.get(name).handler().handle(request, response);
        }
    }
}
