package io.github.hushgate.policy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.lang.reflect.Proxy;
import java.util.List;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter;
import org.springframework.security.web.header.writers.PermissionsPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;

/** Spring Security's header writers, as an application would configure them, and a response that keeps nothing. */
final class SpringHeaders {
    private final HttpServletRequest request = absent(HttpServletRequest.class);
    private final Sink response = new Sink();
    private final List<HeaderWriter> writers;

    SpringHeaders(String policy) {
        var resource = new CrossOriginResourcePolicyHeaderWriter();
        resource.setPolicy(CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy.SAME_ORIGIN);
        var opener = new CrossOriginOpenerPolicyHeaderWriter();
        opener.setPolicy(CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy.SAME_ORIGIN);
        writers = List.of(
                new ContentSecurityPolicyHeaderWriter(policy),
                new PermissionsPolicyHeaderWriter("camera=(), microphone=(), geolocation=()"),
                opener,
                resource,
                new ReferrerPolicyHeaderWriter(ReferrerPolicyHeaderWriter.ReferrerPolicy.ORIGIN),
                new XContentTypeOptionsHeaderWriter(),
                new XFrameOptionsHeaderWriter(XFrameOptionsHeaderWriter.XFrameOptionsMode.DENY),
                new CacheControlHeadersWriter());
    }

    HttpServletResponse response() {
        return response;
    }

    void write() {
        for (HeaderWriter writer : writers) {
            writer.writeHeaders(request, response);
        }
    }

    private static <T> T absent(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null));
    }

    /** Takes headers and forgets them. */
    private static final class Sink extends HttpServletResponseWrapper {
        private String last = "";

        Sink() {
            super(absent(HttpServletResponse.class));
        }

        @Override
        public boolean containsHeader(String name) {
            return false;
        }

        @Override
        public void setHeader(String name, String value) {
            last = value;
        }

        @Override
        public void addHeader(String name, String value) {
            last = value;
        }

        @Override
        public int getStatus() {
            return 200;
        }

        @Override
        public String toString() {
            return last;
        }
    }
}
