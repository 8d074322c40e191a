package io.github.hushgate;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Objects;

/**
 * Undertow, and with it WildFly, makes a filter when the first request comes, unless it is told otherwise: then wrong
 * settings would stop no start, and the first visitor would wait. So ours is made when the application starts, without
 * naming any of Undertow's types here. Elsewhere there is nothing to do.
 */
final class EarlyStart implements ServletContextListener {
    private static final Logger LOG = System.getLogger(EarlyStart.class.getName());
    private static final String UNDERTOW = "io.undertow.servlet.spec.ServletContextImpl";

    /** For the container. */
    EarlyStart() {}

    /**
     * The application starts.
     *
     * @throws IllegalArgumentException when a setting is wrong, as {@link HushgateFilter#init} does
     */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        if (context.getClass().getName().equals(UNDERTOW)) {
            makeFilters(context);
        }
    }

    // A listener that was added by code may not ask the context itself for its filters.
    private static void makeFilters(ServletContext context) {
        try {
            Object filters = invoke(invoke(invoke(context, "getDeployment"), "getFilters"), "getFilters");
            for (Object each : ((Map<?, ?>) filters).values()) {
                if (HushgateFilter.class.equals(invoke(invoke(each, "getFilterInfo"), "getFilterClass"))) {
                    each.getClass().getMethod("createFilter").invoke(each);
                }
            }
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException wrong
                    ? wrong
                    : new IllegalStateException("Hushgate cannot start", e.getCause());
        } catch (ReflectiveOperationException e) {
            LOG.log(
                    Level.WARNING,
                    "Whether the settings are right shows with the first request only: {0}",
                    e.getClass().getName());
        }
    }

    private static Object invoke(Object on, String method) throws ReflectiveOperationException {
        return Objects.requireNonNull(on.getClass().getMethod(method).invoke(on), method);
    }
}
