package io.github.hushgate.jar.app;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;

/** Registers a filter of its own, built in code, as a framework does with a bean: it does not look for another. */
public final class OwnRegistration implements ServletContainerInitializer {
    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        var config = HushgateConfig.builder().sensitive("/s/**").build();
        var filter = context.addFilter("bean", new HushgateFilter(config));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/*");
    }
}
