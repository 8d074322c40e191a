package io.github.hushgate;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Adds the filter to an application that has its jar, before all others, unless the application has registered it
 * already. Until a sensitive pattern is set it does nothing.
 */
public final class HushgateInitializer implements ServletContainerInitializer {
    /** The name of the filter, and of the web fragment. */
    static final String NAME = "hushgate";

    /** For the container. */
    public HushgateInitializer() {}

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        List<? extends FilterRegistration> known = context.getFilterRegistrations().values().stream()
                .filter(each -> HushgateFilter.class.getName().equals(each.getClassName()))
                .toList();
        context.addListener(new EarlyStart());
        giveAddresses(context, known.isEmpty() ? Map.of() : known.get(0).getInitParameters());
        if (!known.isEmpty()) {
            return;
        }
        FilterRegistration.Dynamic filter = context.addFilter(NAME, HushgateFilter.class);
        if (filter != null) {
            map(filter);
        }
    }

    /** To everything: by name as well, since a named dispatch has no URL, and for error pages and includes. */
    private static void map(FilterRegistration.Dynamic filter) {
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        filter.addMappingForServletNames(EnumSet.allOf(DispatcherType.class), false, "*");
    }

    /**
     * A container asks no filter where no servlet is mapped, as in a site without a default servlet; what the filter
     * answers there itself gets a servlet that never runs.
     */
    private static void giveAddresses(ServletContext context, Map<String, String> initParameters) {
        HushgateConfig config;
        try {
            config = SettingsReader.read(SettingPlaces.of(context, initParameters, Optional.empty()))
                    .config();
        } catch (IllegalArgumentException e) {
            return; // The filter stops the start with all that is wrong.
        }
        if (config.rules().isEmpty()) {
            return;
        }
        ServletRegistration.Dynamic servlet = context.addServlet(NAME + "-reports", new Unreached());
        if (servlet != null) {
            servlet.setAsyncSupported(true);
            servlet.addMapping(config.reports().path(), config.reviewPath());
        }
    }

    /** Answers as a site without it would: 404. */
    private static final class Unreached extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
