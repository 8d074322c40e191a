package io.github.hushgate.response;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/** The stream that the application writes to. */
final class ShieldedStream extends ServletOutputStream {
    private final ServletOutputStream stream;
    private final ShieldedResponse response;
    private final ResponseBody body;
    private final Sink sink;
    private final byte[] one = new byte[1];

    ShieldedStream(ServletOutputStream stream, ShieldedResponse response, ResponseBody body) {
        this.stream = stream;
        this.response = response;
        this.body = body;
        sink = stream::write;
    }

    boolean wraps(ServletOutputStream other) {
        return stream == other;
    }

    @Override
    public void write(int b) throws IOException {
        one[0] = (byte) b;
        body.write(one, 0, 1, sink, "");
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        if (length == 0) {
            stream.write(bytes, from, 0);
        } else {
            body.write(bytes, from, length, sink, "");
        }
    }

    /** Servlet 6.1. */
    @Override
    public void write(ByteBuffer buffer) throws IOException {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        write(bytes, 0, bytes.length);
    }

    @Override
    public void flush() throws IOException {
        body.settle();
        stream.flush();
    }

    @Override
    public void close() throws IOException {
        body.settle();
        body.finish();
        stream.close();
    }

    @Override
    public boolean isReady() {
        return stream.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        body.writeOnce();
        stream.setWriteListener(
                listener == null ? null : response.exchange().ending().listen(listener, stream));
    }
}
