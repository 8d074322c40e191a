package io.github.hushgate.response;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
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

/**
 * What a request pays for the filter on a sensitive route, without a container: headers and wrappers alone
 * ({@code json}), with a rewriter that has next to nothing to read ({@code tiny}), and with a page of 7 kB. Run with
 * {@code -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SensitiveRouteBenchmark {
    /** What the application answers. */
    @Param({"json", "tiny", "page"})
    public String answer;

    private final FakeRequest request = new FakeRequest("/report/start");
    private final FakeResponse response = new FakeResponse();
    private HushgateFilter filter;
    private FilterChain chain;

    /** Start-up. */
    @Setup
    public void start() {
        filter = new HushgateFilter(
                HushgateConfig.builder().sensitive("/report/**").build());
        filter.init((FilterConfig) Proxy.newProxyInstance(
                FilterConfig.class.getClassLoader(),
                new Class<?>[] {FilterConfig.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getServletContext" -> FakeRequest.nothing(ServletContext.class);
                    case "getInitParameterNames" -> Collections.emptyEnumeration();
                    default -> null;
                }));
        byte[] body = switch (answer) {
            case "json" -> "{}".getBytes(StandardCharsets.UTF_8);
            case "tiny" -> "<p>ok".getBytes(StandardCharsets.UTF_8);
            default -> CostServer.page(7_000).getBytes(StandardCharsets.UTF_8);
        };
        String type = answer.equals("json") ? "application/json" : "text/html;charset=UTF-8";
        chain = (asked, answered) -> {
            answered.setContentType(type);
            answered.getOutputStream().write(body);
        };
    }

    /** The end. */
    @TearDown
    public void stop() {
        filter.destroy();
    }

    /** One request. */
    @Benchmark
    public long throughTheFilter() throws IOException, ServletException {
        request.recycle();
        filter.doFilter(request, response, chain);
        return response.recycle();
    }
}
