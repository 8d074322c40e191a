package io.github.hushgate;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.nio.file.Path;
import java.util.Collections;

/** A filter that a container has started. */
final class Started {
    private Started() {}

    /** Starts it in an application that is unpacked at {@code webRoot}; the caller destroys it. */
    static HushgateFilter with(ConfigBuilder config, Path webRoot) {
        HushgateFilter started = new HushgateFilter(config.build());
        start(started, webRoot);
        return started;
    }

    static void start(HushgateFilter started, Path webRoot) {
        ServletContext context = mock(ServletContext.class);
        when(context.getRealPath("/")).thenReturn(webRoot + "/");
        when(context.getContextPath()).thenReturn("");
        when(context.getInitParameterNames()).thenReturn(Collections.emptyEnumeration());
        FilterConfig filter = mock(FilterConfig.class);
        when(filter.getServletContext()).thenReturn(context);
        when(filter.getInitParameterNames()).thenReturn(Collections.emptyEnumeration());
        started.init(filter);
    }
}
