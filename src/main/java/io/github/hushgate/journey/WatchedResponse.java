package io.github.hushgate.journey;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a copy of the page that an application writes, and changes nothing about it: neither its headers nor how it is
 * buffered. One thread at a time, as the container hands the response over.
 */
public final class WatchedResponse extends HttpServletResponseWrapper {
    /** Bytes, or characters, that are kept at most; what stands behind them is not seen. */
    static final int MAX_KEPT = 1 << 20;

    private static final int FIRST_KEPT = 1 << 15;

    private byte[] bytes = new byte[0];
    private int length;
    private final StringBuilder chars = new StringBuilder();
    private @Nullable ServletOutputStream stream;
    private @Nullable PrintWriter writer;

    /** Around the container's response. */
    public WatchedResponse(HttpServletResponse response) {
        super(response);
    }

    /**
     * The page so far, each of its bytes one character; what was written as characters is there as UTF-8. Empty where
     * it is no HTML that was asked for and can be read.
     */
    public String text() {
        String type = getContentType();
        boolean html = type != null && type.regionMatches(true, 0, "text/html", 0, 9);
        if (!html || getStatus() != SC_OK || isEncoded()) {
            return "";
        }
        return chars.isEmpty()
                ? new String(bytes, 0, length, StandardCharsets.ISO_8859_1)
                : new String(chars.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Whether the application, or a filter behind us, compresses its pages. */
    public boolean isEncoded() {
        return getHeader("Content-Encoding") != null;
    }

    private void keep(byte[] more, int from, int count) {
        int taken = Math.min(count, MAX_KEPT - length);
        if (length + taken > bytes.length) {
            int room = Math.max(Math.max(length + taken, FIRST_KEPT), bytes.length * 2);
            bytes = Arrays.copyOf(bytes, Math.min(MAX_KEPT, room));
        }
        System.arraycopy(more, from, bytes, length, taken);
        length += taken;
    }

    private void forget() {
        length = 0;
        chars.setLength(0);
    }

    @Override
    public void reset() {
        super.reset();
        forget();
        stream = null;
        writer = null;
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        forget();
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream known = stream;
        if (known == null) {
            known = new Copying(super.getOutputStream());
            stream = known;
        }
        return known;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        PrintWriter known = writer;
        if (known == null) {
            PrintWriter below = super.getWriter();
            known = new PrintWriter(new CopyingWriter(below)) {
                @Override
                public boolean checkError() {
                    boolean here = super.checkError();
                    return below.checkError() || here;
                }
            };
            writer = known;
        }
        return known;
    }

    /** Writes both here and there. */
    private final class Copying extends ServletOutputStream {
        private final ServletOutputStream below;

        Copying(ServletOutputStream below) {
            this.below = below;
        }

        @Override
        public void write(int b) throws IOException {
            below.write(b);
            keep(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] some, int from, int count) throws IOException {
            below.write(some, from, count);
            keep(some, from, count);
        }

        @Override
        public void flush() throws IOException {
            below.flush();
        }

        @Override
        public void close() throws IOException {
            below.close();
        }

        @Override
        public boolean isReady() {
            return below.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            below.setWriteListener(listener);
        }
    }

    private final class CopyingWriter extends Writer {
        private final PrintWriter below;

        CopyingWriter(PrintWriter below) {
            this.below = below;
        }

        @Override
        public void write(char[] some, int from, int count) {
            below.write(some, from, count);
            chars.append(some, from, Math.min(count, MAX_KEPT - chars.length()));
        }

        @Override
        public void write(String some, int from, int count) {
            below.write(some, from, count);
            chars.append(some, from, from + Math.min(count, MAX_KEPT - chars.length()));
        }

        @Override
        public void flush() {
            below.flush();
        }

        @Override
        public void close() {
            below.close();
        }
    }
}
