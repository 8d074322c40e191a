package io.github.hushgate.response;

import io.github.hushgate.policy.HeaderLine;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;

/**
 * Undertow forgets all headers when an exception leaves the chain and no error page of the application takes it; its
 * response can be asked, without naming any of its types here, to set them once more just before the commit. Elsewhere
 * there is nothing to do.
 */
final class LateHeaders {
    private static final Logger LOG = System.getLogger(LateHeaders.class.getName());
    private static final String UNDERTOW = "io.undertow.servlet.spec.HttpServletResponseImpl";

    private LateHeaders() {}

    static void keep(ServletResponse response, List<HeaderLine> lines) {
        ServletResponse at = response;
        while (at instanceof ServletResponseWrapper wrapper) {
            at = wrapper.getResponse();
        }
        if (at.getClass().getName().equals(UNDERTOW)) {
            keepInUndertow(at, lines);
        }
    }

    private static void keepInUndertow(ServletResponse response, List<HeaderLine> lines) {
        try {
            Object exchange = invoke(response.getClass().getMethod("getExchange"), response);
            Class<?> listener = Class.forName(
                    "io.undertow.server.ResponseCommitListener",
                    true,
                    exchange.getClass().getClassLoader());
            Object ours = Proxy.newProxyInstance(
                    listener.getClassLoader(),
                    new Class<?>[] {listener},
                    (proxy, method, args) -> switch (method.getName()) {
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> proxy == Objects.requireNonNull(args)[0];
                        case "toString" -> UNDERTOW;
                        default -> set(exchange, lines);
                    });
            exchange.getClass().getMethod("addResponseCommitListener", listener).invoke(exchange, ours);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "The headers of an error answer may be lost: {0}",
                    e.getClass().getName());
        }
    }

    private static Object invoke(Method method, Object on) throws ReflectiveOperationException {
        return Objects.requireNonNull(method.invoke(on), "result");
    }

    private static Object set(Object exchange, List<HeaderLine> lines) throws ReflectiveOperationException {
        Object headers = invoke(exchange.getClass().getMethod("getResponseHeaders"), exchange);
        Method contains = headers.getClass().getMethod("contains", String.class);
        Class<?> nameType = Class.forName(
                "io.undertow.util.HttpString", true, exchange.getClass().getClassLoader());
        Method add = headers.getClass().getMethod("add", nameType, String.class);
        List<String> present = lines.stream()
                .map(HeaderLine::name)
                .filter(name -> isTrue(contains, headers, name))
                .toList();
        for (HeaderLine line : lines) {
            if (!present.contains(line.name())) {
                add.invoke(headers, nameType.getConstructor(String.class).newInstance(line.name()), line.value());
            }
        }
        return headers;
    }

    private static boolean isTrue(Method contains, Object headers, String name) {
        try {
            return Boolean.TRUE.equals(contains.invoke(headers, name));
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
