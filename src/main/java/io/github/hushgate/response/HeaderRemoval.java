package io.github.hushgate.response;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * Takes headers off a response. Since Servlet 6.1 a header that is set to null is removed; before, Tomcat leaves it
 * where it is.
 */
final class HeaderRemoval {
    private HeaderRemoval() {}

    /** Removes the header, or makes its value empty where that is all that can be done. */
    static void remove(HttpServletResponse raw, String name) {
        raw.setHeader(name, null);
        if (!raw.containsHeader(name)) {
            return;
        }
        if (name.equalsIgnoreCase(HeldHeaders.LENGTH)) {
            raw.setContentLengthLong(-1);
        } else {
            raw.setHeader(name, "");
        }
    }

    /** Begins the response anew with all its headers but those that are not wanted; what was written is lost. */
    static void startOver(HttpServletResponse raw, BiPredicate<String, String> unwanted) {
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        for (String name : raw.getHeaderNames()) {
            List<String> values = new ArrayList<>(raw.getHeaders(name));
            values.removeIf(value -> unwanted.test(name, value));
            wanted.put(name, values);
        }
        int status = raw.getStatus();
        String type = raw.getContentType();
        raw.reset();
        raw.setStatus(status);
        if (type != null) {
            raw.setContentType(type);
        }
        wanted.forEach((name, values) -> values.forEach(value -> raw.addHeader(name, value)));
    }
}
