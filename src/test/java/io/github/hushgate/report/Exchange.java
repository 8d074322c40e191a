package io.github.hushgate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * One POST to an endpoint, with stand-ins for the container's objects. They answer what an endpoint may ask and fail
 * where it asks for anything else: a session, a parameter, a cookie, a body of the answer.
 */
final class Exchange {
    final Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    final Map<String, String> answered = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final InputStream body;
    private final HttpServletRequest request = standIn(HttpServletRequest.class, (proxy, method, arguments) -> {
        if (method.getName().equals("getHeader")) {
            return header(String.valueOf(arguments[0]));
        }
        return ask(method.getName());
    });
    private final HttpServletResponse response = standIn(HttpServletResponse.class, (proxy, method, arguments) -> {
        answer(method.getName(), arguments);
        return null;
    });

    private String method = "POST";
    private String query = null;
    private String scheme = "https";
    private String serverName = "www.police.test";
    private int serverPort = 443;
    private int status;

    private Exchange(InputStream body) {
        this.body = body;
        sent.put("Content-Type", "application/csp-report");
        sent.put("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36");
    }

    private static <T> T standIn(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private String header(String name) {
        if (name.equalsIgnoreCase("Cookie")) {
            throw new AssertionError("the endpoint looks at cookies");
        }
        return sent.get(name);
    }

    private Object ask(String what) {
        return switch (what) {
            case "getMethod" -> method;
            case "getScheme" -> scheme;
            case "getServerName" -> serverName;
            case "getServerPort" -> serverPort;
            case "getContextPath" -> "";
            case "getRequestURI" -> "/hushgate/reports";
            case "getRemoteAddr" -> "203.0.113.7";
            case "getQueryString" -> query;
            case "getContentType" -> sent.get("Content-Type");
            case "getInputStream" -> new Stream(body);
            default -> throw new AssertionError("the endpoint asks the request: " + what);
        };
    }

    private void answer(String what, Object[] arguments) {
        switch (what) {
            case "setStatus" -> status = (int) arguments[0];
            case "setHeader", "addHeader" -> answered.put(String.valueOf(arguments[0]), String.valueOf(arguments[1]));
            default -> throw new AssertionError("the endpoint asks the response: " + what);
        }
    }

    static Exchange of(String body) {
        return of(body.getBytes(StandardCharsets.UTF_8));
    }

    static Exchange of(byte[] body) {
        return new Exchange(new ByteArrayInputStream(body));
    }

    static Exchange of(InputStream body) {
        return new Exchange(body);
    }

    Exchange header(String name, String value) {
        sent.put(name, value);
        return this;
    }

    Exchange query(String text) {
        query = text;
        return this;
    }

    Exchange method(String name) {
        method = name;
        return this;
    }

    Exchange scheme(String name) {
        scheme = name;
        return this;
    }

    Exchange host(String name, int port) {
        serverName = name;
        serverPort = port;
        return this;
    }

    /** Has the endpoint answer, and checks what holds for every answer. */
    void to(ReportEndpoint endpoint) {
        endpoint.accept(request, response);
        assertEquals(204, status);
    }

    private static final class Stream extends ServletInputStream {
        private final InputStream in;

        Stream(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return in.read(bytes, from, length);
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
