package io.github.hushgate.response;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A response without a container, for benchmarks: header lines in a list, as Tomcat keeps them, and no socket. */
final class FakeResponse extends HttpServletResponseWrapper {
    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final ServletOutputStream stream = new Drain();
    private String type;
    private long written;

    FakeResponse() {
        super(FakeRequest.nothing(HttpServletResponse.class));
    }

    /** As for the next request over the connection; tells how many bytes the last one got. */
    long recycle() {
        names.clear();
        values.clear();
        type = null;
        long all = written;
        written = 0;
        return all;
    }

    private int indexOf(String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void setHeader(String name, String value) {
        int at = indexOf(name);
        if (value == null) {
            if (at >= 0) {
                names.remove(at);
                values.remove(at);
            }
        } else if (at >= 0) {
            values.set(at, value);
        } else {
            addHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        names.add(name);
        values.add(value);
    }

    @Override
    public boolean containsHeader(String name) {
        return indexOf(name) >= 0;
    }

    @Override
    public String getHeader(String name) {
        int at = indexOf(name);
        return at < 0 ? null : values.get(at);
    }

    @Override
    public Collection<String> getHeaders(String name) {
        Set<String> found = new LinkedHashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                found.add(values.get(i));
            }
        }
        return found;
    }

    @Override
    public Collection<String> getHeaderNames() {
        return new LinkedHashSet<>(names);
    }

    @Override
    public int getStatus() {
        return SC_OK;
    }

    @Override
    public String getContentType() {
        return type;
    }

    @Override
    public void setContentType(String value) {
        type = value;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return stream;
    }

    private final class Drain extends ServletOutputStream {
        @Override
        public void write(int b) {
            written++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            written += length;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException();
        }
    }
}
