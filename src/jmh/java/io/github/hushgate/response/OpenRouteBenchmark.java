package io.github.hushgate.response;

import io.github.hushgate.HushgateFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a request pays for the filter on a route that is not sensitive. Run with {@code -prof gc}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OpenRouteBenchmark {
    private static final FilterChain CHAIN = (request, response) -> {};

    /** Whether pages that lead to a sensitive route are looked at. */
    @Param({"off", "warn"})
    public String doorways;

    private HushgateFilter filter;
    private HttpServletRequest request;
    private HttpServletResponse response;

    /** Start-up. */
    @Setup
    public void start() {
        filter = new HushgateFilter();
        filter.init(config());
        request = new FakeRequest("/news/2026/november");
        response = FakeRequest.nothing(HttpServletResponse.class);
    }

    /** The end. */
    @TearDown
    public void stop() {
        filter.destroy();
    }

    private FilterConfig config() {
        ServletContext context = FakeRequest.nothing(ServletContext.class);
        return new FilterConfig() {
            @Override
            public String getFilterName() {
                return "hushgate";
            }

            @Override
            public ServletContext getServletContext() {
                return context;
            }

            @Override
            public String getInitParameter(String name) {
                return switch (name) {
                    case "sensitive" -> "/report/**,/*/help/**";
                    case "journey.doorways" -> doorways;
                    default -> null;
                };
            }

            @Override
            public Enumeration<String> getInitParameterNames() {
                return Collections.enumeration(java.util.List.of("sensitive", "journey.doorways"));
            }
        };
    }

    /** One request. */
    @Benchmark
    public void throughTheFilter() throws IOException, ServletException {
        filter.doFilter(request, response, CHAIN);
    }
}
