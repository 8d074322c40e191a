package io.github.hushgate.spring;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.report.ReportSink;
import io.github.hushgate.review.ReviewServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/**
 * Registers the filter in a Spring Boot application (3.5 and 4.x): before Spring Security, for all dispatcher types,
 * with the settings under {@code hushgate.*}. An application that has a {@link HushgateConfig} or a
 * {@link HushgateFilter} of its own keeps it.
 */
@AutoConfiguration
@ConditionalOnClass(Filter.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class HushgateAutoConfiguration {
    /** Before Spring Security (-100), so that its log-in and error pages are protected too. */
    public static final int ORDER = -110;

    private static final System.Logger LOG = System.getLogger(HushgateFilter.class.getName());
    private static final String SECURITY = "org.springframework.security.web.SecurityFilterChain";
    private static final String NOBODY = "hushgate.review.role names a role and Spring Security is not here: unless the"
            + " server itself logs users in, {0} answers everybody with 403. Add Spring Security, or name a password"
            + " under hushgate.review.password-file instead: \"/etc/hushgate/password\", read over https, would do";

    /** For Spring. */
    public HushgateAutoConfiguration() {}

    /** What the properties say. */
    @Bean
    @ConditionalOnMissingBean
    HushgateConfig hushgateConfig(ConfigurableEnvironment environment) {
        return HushgateProperties.config(environment);
    }

    /** The filter; every {@link ReportSink} of the application hears what it keeps. */
    @Bean
    @ConditionalOnMissingBean
    HushgateFilter hushgateFilter(HushgateConfig config, ObjectProvider<ReportSink> mirrors) {
        return new HushgateFilter(config, List.copyOf(mirrors.orderedStream().toList()));
    }

    /** Where the filter stands among others. */
    @Bean
    @ConditionalOnMissingBean(name = "hushgateFilterRegistration")
    FilterRegistrationBean<HushgateFilter> hushgateFilterRegistration(HushgateFilter filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setName("hushgate");
        registration.setOrder(ORDER);
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        registration.setUrlPatterns(List.of("/*"));
        registration.setAsyncSupported(true);
        registration.setMatchAfter(false);
        return registration;
    }

    /** The review behind Spring Security, which knows who is in the role. */
    @Bean
    @ConditionalOnProperty("hushgate.review.role")
    ServletRegistrationBean<ReviewServlet> hushgateReviewRegistration(
            HushgateConfig config, ResourceLoader application) {
        if (!ClassUtils.isPresent(SECURITY, application.getClassLoader())) {
            LOG.log(Level.WARNING, NOBODY, config.reviewPath());
        }
        var registration = new ServletRegistrationBean<>(new ReviewServlet(), config.reviewPath());
        registration.setName("hushgate-review");
        return registration;
    }
}
