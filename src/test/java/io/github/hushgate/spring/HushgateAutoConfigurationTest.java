package io.github.hushgate.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.metrics.HushgateMetrics;
import io.github.hushgate.policy.AllowKind;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.RemovalCount;
import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.UnrecordedCount;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a Spring Boot application gets for one dependency and one property. */
final class HushgateAutoConfigurationTest {
    private static final AutoConfigurations OURS =
            AutoConfigurations.of(HushgateAutoConfiguration.class, HushgateActuatorAutoConfiguration.class);

    private final WebApplicationContextRunner web = new WebApplicationContextRunner().withConfiguration(OURS);

    @Test
    void theFilterStandsBeforeSpringSecurityForEveryDispatch() {
        web.withPropertyValues("hushgate.sensitive=/report/**").run(context -> {
            FilterRegistrationBean<?> registration =
                    context.getBean("hushgateFilterRegistration", FilterRegistrationBean.class);
            assertInstanceOf(HushgateFilter.class, registration.getFilter());
            assertEquals(-110, registration.getOrder());
            assertEquals(EnumSet.allOf(DispatcherType.class), registration.determineDispatcherTypes());
            assertTrue(registration.isAsyncSupported());
            assertFalse(context.containsBean("hushgateReviewRegistration"));
        });
    }

    @Test
    void aServletApplicationAloneGetsIt() {
        new ApplicationContextRunner()
                .withConfiguration(OURS)
                .run(context ->
                        assertTrue(context.getBeansOfType(HushgateFilter.class).isEmpty()));
    }

    /** As a YAML file spells them: lists by index, objects by name. */
    @Test
    void everyShapeOfPropertyIsRead() {
        web.withPropertyValues(
                        "hushgate.sensitive[0]=/report/**",
                        "hushgate.sensitive[1]=/contact/**",
                        "hushgate.preset=contain",
                        "hushgate.allow.img=https://tiles.example.org, https://maps.example.org",
                        "hushgate.reports.limits.body-bytes=70000",
                        "hushgate.routes[0].pattern=/report/map",
                        "hushgate.routes[0].preset=sealed",
                        "hushgate.routes[0].allow[0].kind=img",
                        "hushgate.routes[0].allow[0].host=https://a.example.org",
                        "hushgate.routes[0].allow[0].reason=the map",
                        "hushgate.headers.permissions.geolocation=self",
                        "hushgate.build=${release}",
                        "release=7")
                .run(context -> {
                    HushgateConfig config = context.getBean(HushgateConfig.class);
                    assertEquals(List.of("/report/**", "/contact/**"), config.sensitive());
                    assertEquals(Preset.CONTAIN, config.preset());
                    assertEquals(
                            List.of("https://tiles.example.org", "https://maps.example.org"),
                            config.allow().get(AllowKind.IMG));
                    assertEquals(70_000, config.reports().limits().bodyBytes());
                    assertEquals(
                            "the map", config.routes().get(0).allow().get(0).reason());
                    assertEquals("7", config.build());
                });
    }

    private static FailureAnalysis analysis(Throwable failure) {
        return new HushgateFailureAnalyzer().analyze(failure);
    }

    @Test
    void aWrongPropertyStopsTheStartAndSaysWhatWouldDo() {
        web.withPropertyValues("hushgate.sensitiv=/report/**", "hushgate.mode=observ")
                .run(context -> {
                    String told = analysis(context.getStartupFailure()).getDescription();
                    assertTrue(told.contains("sensitiv: is not a key"), told);
                    assertTrue(told.contains("did you mean \"hushgate.sensitive\"?"), told);
                    assertTrue(told.contains("\"observ\" is not a mode; did you mean \"observe\"?"), told);
                    assertTrue(told.contains("the application's property \"hushgate.mode\""), told);
                });
    }

    @Test
    void whatOnlyThePoliciesRefuseStopsTheStartToo() {
        web.withPropertyValues("hushgate.sensitive=/report/**", "hushgate.allow.script=*.example.org")
                .run(context -> assertTrue(analysis(context.getStartupFailure())
                        .getDescription()
                        .contains("allow.script: \"*.example.org\" is refused")));
    }

    @Test
    void aDirectoryThatCannotBeOneStopsTheStartBeforeTheServerDoes(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        web.withPropertyValues("hushgate.sensitive=/report/**", "hushgate.reports.directory=" + file.resolve("reports"))
                .run(context -> {
                    String told = analysis(context.getStartupFailure()).getDescription();
                    assertTrue(told.contains("reports.directory: \"" + file.resolve("reports") + "\""), told);
                    assertTrue(told.contains("NotDirectoryException: " + file), told);
                    assertTrue(told.contains("hushgate-reports\" would do"), told);
                });
    }

    @Test
    void aRoleThatNobodyCanHaveIsWarnedAbout() {
        assertTrue(warnings("hushgate.review.role=DPO").contains("/hushgate/review answers everybody with 403"));
        assertEquals("", warnings("hushgate.review.password-file=/etc/hushgate/password"));
    }

    private String warnings(String property) {
        Logger logger = Logger.getLogger(HushgateFilter.class.getName());
        List<String> heard = new ArrayList<>();
        Handler ear = new StreamHandler() {
            @Override
            public void publish(LogRecord told) {
                heard.add(new SimpleFormatter().formatMessage(told));
            }
        };
        logger.addHandler(ear);
        try {
            web.withPropertyValues("hushgate.sensitive=/report/**", property).run(context -> {});
        } finally {
            logger.removeHandler(ear);
        }
        return String.join("\n", heard);
    }

    @Test
    void theReviewStandsBehindSpringSecurityWhereARoleMayReadIt() {
        web.withPropertyValues("hushgate.sensitive=/report/**", "hushgate.review.role=DPO")
                .run(context -> {
                    ServletRegistrationBean<?> registration =
                            context.getBean("hushgateReviewRegistration", ServletRegistrationBean.class);
                    assertEquals(List.of("/hushgate/review"), List.copyOf(registration.getUrlMappings()));
                });
    }

    @Configuration
    static class Own {
        @Bean
        HushgateConfig own() {
            return HushgateConfig.builder().sensitive("/own/**").build();
        }
    }

    @Test
    void anApplicationKeepsItsOwnSettings() {
        web.withUserConfiguration(Own.class)
                .withPropertyValues("hushgate.sensitive=/report/**")
                .run(context -> assertEquals(
                        List.of("/own/**"),
                        context.getBean(HushgateConfig.class).sensitive()));
    }

    @Configuration
    static class Metered {
        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }

    @Test
    void theActuatorAndMicrometerAreToldWhereTheyAre() {
        web.withUserConfiguration(Metered.class)
                .withPropertyValues(
                        "hushgate.sensitive=/report/**", "management.endpoints.web.exposure.include=hushgate")
                .run(context -> {
                    assertEquals("{}", context.getBean(HushgateEndpoint.class).review());
                    context.getBean(HushgateMetrics.class);
                });
    }

    @Test
    void countersHaveBoundedTags() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Instant now = Instant.parse("2026-11-24T12:00:00Z");
        try (HushgateMetrics metrics = new HushgateMetrics(registry)) {
            metrics.append(ReportBatch.of(List.of(
                    new RemovalCount("/report/**", "meta-pixel", "script", 3, now, now, "41"),
                    new RemovalCount("/report/**", "meta-pixel", "iframe", 2, now, now, "42"),
                    new CoverageCount("/report/**", "rewritten", 7, now, now, "41"),
                    new UnrecordedCount(now, "(none)", "refused", "origin", 4))));
            Map<String, Double> counts = new TreeMap<>();
            registry.forEachMeter(meter -> counts.put(meter.getId().toString(), ((Counter) meter).count()));
            assertEquals(List.of(5.0, 4.0, 7.0), new ArrayList<>(counts.values()));
            for (int i = 0; i < 2 * HushgateMetrics.MAX_METERS; i++) {
                metrics.append(
                        ReportBatch.of(List.of(new RemovalCount("/" + i, "meta-pixel", "script", 1, now, now, ""))));
            }
            assertTrue(registry.getMeters().size() <= HushgateMetrics.MAX_METERS + 1);
        }
    }
}
