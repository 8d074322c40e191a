package io.github.hushgate;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
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
        boolean known = context.getFilterRegistrations().values().stream()
                .anyMatch(each -> HushgateFilter.class.getName().equals(each.getClassName()));
        if (known) {
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
}
