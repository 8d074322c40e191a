package io.github.hushgate.report;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** One POST to an endpoint, with the container's objects mocked. */
final class Exchange {
    final Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    final HttpServletRequest request = mock(HttpServletRequest.class);
    final HttpServletResponse response = mock(HttpServletResponse.class);
    final Map<String, String> answered = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private Exchange(InputStream body) {
        sent.put("Content-Type", "application/csp-report");
        sent.put("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36");
        when(request.getMethod()).thenReturn("POST");
        when(request.getScheme()).thenReturn("https");
        when(request.getServerName()).thenReturn("www.police.test");
        when(request.getServerPort()).thenReturn(443);
        when(request.getContextPath()).thenReturn("");
        when(request.getRequestURI()).thenReturn("/hushgate/reports");
        when(request.getRemoteAddr()).thenReturn("203.0.113.7");
        when(request.getHeader(anyString())).thenAnswer(call -> sent.get(call.<String>getArgument(0)));
        when(request.getContentType()).thenAnswer(call -> sent.get("Content-Type"));
        doAnswer(call -> answered.put(call.getArgument(0), call.getArgument(1)))
                .when(response)
                .setHeader(anyString(), anyString());
        try {
            when(request.getInputStream()).thenReturn(new Stream(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    Exchange query(String query) {
        when(request.getQueryString()).thenReturn(query);
        return this;
    }

    Exchange method(String method) {
        when(request.getMethod()).thenReturn(method);
        return this;
    }

    Exchange host(String name, int port) {
        when(request.getServerName()).thenReturn(name);
        when(request.getServerPort()).thenReturn(port);
        return this;
    }

    /** Has the endpoint answer, and checks what holds for every answer. */
    void to(ReportEndpoint endpoint) {
        endpoint.accept(request, response);
        verify(response).setStatus(204);
        try {
            verify(response, never()).getOutputStream();
            verify(response, never()).getWriter();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        verify(request, never()).getSession();
        verify(request, never()).getCookies();
        verify(request, never()).getParameter(any());
        verify(request, never()).getHeader("Cookie");
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
