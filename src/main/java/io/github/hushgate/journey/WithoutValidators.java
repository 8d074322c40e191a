package io.github.hushgate.journey;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A response that never says {@code Last-Modified} or {@code ETag}, so that nothing on the way answers for it with a
 * 304: that would keep the worker's old script.
 */
public final class WithoutValidators extends HttpServletResponseWrapper {
    /** Around the container's response. */
    public WithoutValidators(HttpServletResponse response) {
        super(response);
    }

    private static boolean isValidator(String name) {
        return "Last-Modified".equalsIgnoreCase(name) || "ETag".equalsIgnoreCase(name);
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (!isValidator(name)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (!isValidator(name)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setDateHeader(String name, long date) {
        if (!isValidator(name)) {
            super.setDateHeader(name, date);
        }
    }

    @Override
    public void addDateHeader(String name, long date) {
        if (!isValidator(name)) {
            super.addDateHeader(name, date);
        }
    }
}
