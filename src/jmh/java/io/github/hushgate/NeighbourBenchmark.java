package io.github.hushgate;

import io.github.hushgate.HushgateConfig.Guard;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a request that is not sensitive pays for the filter, under the settings of the journey. A page that is looked at
 * is left out: the chain here answers nothing. Run with {@code -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NeighbourBenchmark {
    private static final FilterChain NOTHING = (request, response) -> {};

    /** What is on. */
    @Param({"all off", "defaults", "sticky", "doorways not due"})
    public String settings;

    private HushgateFilter filter;
    private HttpServletRequest request;
    private HttpServletResponse response;

    /** Start-up. */
    @Setup
    public void open() {
        ConfigBuilder config = HushgateConfig.builder().sensitive("/report/**", "/contact/**");
        switch (settings) {
            case "all off" -> config.journeyUrls(false).journeyWorkers(Guard.OFF);
            case "sticky" -> config.journeySticky(true);
            case "doorways not due" -> config.journeyDoorways(Guard.WARN);
            default -> {}
        }
        filter = new HushgateFilter(config.build());
        ServletContext context = stub(ServletContext.class);
        filter.init((FilterConfig) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {FilterConfig.class},
                (proxy, method, args) -> method.getName().equals("getServletContext")
                        ? context
                        : method.getName().equals("getInitParameterNames") ? Collections.emptyEnumeration() : null));
        // A method other than GET is no page: with doorways, the path of a page that is not due is taken below.
        request = new Request();
        response = stub(HttpServletResponse.class);
    }

    private static <T> T stub(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                NeighbourBenchmark.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, args) -> switch (method.getReturnType().getName()) {
                    case "java.lang.String" -> method.getName().equals("getContextPath") ? "" : null;
                    case "java.util.Enumeration" -> Collections.emptyEnumeration();
                    case "java.util.Collection" -> Collections.emptyList();
                    case "java.lang.StringBuffer" -> new StringBuffer();
                    case "boolean" -> false;
                    case "int" -> 0;
                    case "long" -> 0L;
                    default -> null;
                }));
    }

    /** One request. */
    @Benchmark
    public void request() throws Exception {
        filter.doFilter(request, response, NOTHING);
    }

    /** As a browser asks for a page, with the headers where the filter looks. */
    private static final class Request extends HttpServletRequestWrapper {
        private static final Enumeration<String> NONE = Collections.emptyEnumeration();

        Request() {
            super(stub(HttpServletRequest.class));
        }

        @Override
        public DispatcherType getDispatcherType() {
            return DispatcherType.REQUEST;
        }

        @Override
        public Object getAttribute(String name) {
            return null;
        }

        @Override
        public String getMethod() {
            return "GET";
        }

        @Override
        public String getRequestURI() {
            return "/news/2026/new-opening-hours";
        }

        @Override
        public String getContextPath() {
            return "";
        }

        @Override
        public String getServletPath() {
            return "/news/2026/new-opening-hours";
        }

        @Override
        public String getPathInfo() {
            return null;
        }

        @Override
        public String getQueryString() {
            return null;
        }

        @Override
        public boolean isSecure() {
            return true;
        }

        @Override
        public String getHeader(String name) {
            return name.equals("Sec-Fetch-Dest") ? "document" : null;
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return NONE;
        }
    }
}
