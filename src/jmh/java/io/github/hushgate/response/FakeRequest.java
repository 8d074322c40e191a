package io.github.hushgate.response;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;

/** A request without a container, for benchmarks: a GET of one path, without a header. */
final class FakeRequest extends HttpServletRequestWrapper {
    private final String path;
    private final Map<String, Object> attributes = new HashMap<>();

    FakeRequest(String path) {
        super(nothing(HttpServletRequest.class));
        this.path = path;
    }

    /** Answers every call with nothing: null, zero, false, an empty string. */
    static <T> T nothing(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> none(method)));
    }

    private static Object none(Method method) {
        Class<?> type = method.getReturnType();
        if (type == boolean.class) {
            return false;
        }
        if (type == Enumeration.class) {
            return Collections.emptyEnumeration();
        }
        return type == int.class ? (Object) 0 : type == long.class ? (Object) 0L : type == String.class ? "" : null;
    }

    /** As the next request over the connection. */
    void recycle() {
        attributes.clear();
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getScheme() {
        return "https";
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public String getServerName() {
        return "www.example.org";
    }

    @Override
    public int getServerPort() {
        return 443;
    }

    @Override
    public String getContextPath() {
        return "";
    }

    @Override
    public String getServletPath() {
        return path;
    }

    @Override
    public String getPathInfo() {
        return null;
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public String getQueryString() {
        return null;
    }

    @Override
    public String getHeader(String name) {
        return null;
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }

    @Override
    public Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public jakarta.servlet.http.Cookie[] getCookies() {
        return null;
    }
}
