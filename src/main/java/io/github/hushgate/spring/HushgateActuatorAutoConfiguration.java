package io.github.hushgate.spring;

import io.github.hushgate.HushgateFilter;
import io.github.hushgate.metrics.HushgateMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the actuator and Micrometer are told, where they are on the class path. */
@AutoConfiguration(after = HushgateAutoConfiguration.class)
public final class HushgateActuatorAutoConfiguration {
    /** For Spring. */
    public HushgateActuatorAutoConfiguration() {}

    /** The endpoint. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Endpoint.class)
    static class Endpoints {
        @Bean
        @ConditionalOnBean(HushgateFilter.class)
        @ConditionalOnMissingBean
        @ConditionalOnAvailableEndpoint
        HushgateEndpoint hushgateEndpoint(HushgateFilter filter) {
            return new HushgateEndpoint(filter);
        }
    }

    /** The counters. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Meters {
        @Bean
        @ConditionalOnBean(MeterRegistry.class)
        @ConditionalOnMissingBean
        HushgateMetrics hushgateMetrics(MeterRegistry registry) {
            return new HushgateMetrics(registry);
        }
    }
}
