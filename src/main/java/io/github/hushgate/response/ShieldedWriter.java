package io.github.hushgate.response;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * The writer that the application writes to. What it writes reaches the rewriter as UTF-8 and the container's writer as
 * characters again, so that the container's own encoder, and all that it says of the charset, stay as they were.
 */
final class ShieldedWriter extends PrintWriter {
    private final PrintWriter writer;
    private final String lineSeparator;
    private boolean closed;

    ShieldedWriter(PrintWriter writer, ResponseBody body) {
        super(new Chars(writer, body));
        this.writer = writer;
        // Undertow's lines end like those of HTTP, whatever the system.
        lineSeparator = writer.getClass().getName().startsWith("io.undertow.") ? "\r\n" : System.lineSeparator();
    }

    @Override
    public void println() {
        write(lineSeparator);
    }

    boolean wraps(PrintWriter other) {
        return !closed && writer == other;
    }

    @Override
    public void close() {
        closed = true;
        super.close();
    }

    @Override
    public boolean checkError() {
        boolean ours = super.checkError();
        return writer.checkError() || ours;
    }

    private static final class Chars extends Writer {
        private static final int CHUNK = 4 * 1024;
        private static final String UTF_8 = "UTF-8";

        private final PrintWriter writer;
        private final ResponseBody body;
        private final CharBytes codec = new CharBytes();
        private byte[] bytes = new byte[0];
        private char[] chars = new char[0];

        Chars(PrintWriter writer, ResponseBody body) {
            this.writer = writer;
            this.body = body;
        }

        @Override
        public void write(char[] from, int offset, int length) throws IOException {
            if (body.passes()) {
                sendRest();
                writer.write(from, offset, length);
                return;
            }
            int end = offset + length;
            for (int at = offset; at < end; at += CHUNK) {
                encode(from, at, Math.min(CHUNK, end - at));
            }
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            if (body.passes()) {
                sendRest();
                writer.write(text, offset, length);
            } else {
                char[] copy = new char[length];
                text.getChars(offset, offset + length, copy, 0);
                write(copy, 0, length);
            }
        }

        private void encode(char[] from, int offset, int length) throws IOException {
            int most = CharBytes.MAX_BYTES_PER_CHAR * (length + 1);
            if (bytes.length < most) {
                bytes = new byte[most];
            }
            int count = codec.encode(from, offset, length, bytes);
            if (count > 0) {
                body.write(bytes, 0, count, this::send, UTF_8);
            }
        }

        private void send(byte[] from, int offset, int length) {
            if (chars.length < length + 1) {
                chars = new char[length + 1];
            }
            writer.write(chars, 0, codec.decode(from, offset, length, chars));
        }

        @Override
        public void flush() throws IOException {
            body.settle();
            writer.flush();
        }

        @Override
        public void close() throws IOException {
            sendRest();
            body.settle();
            body.finish();
            writer.close();
        }

        /** A high surrogate whose other half never came. */
        private void sendRest() throws IOException {
            if (codec.hasRest()) {
                byte[] rest = new byte[CharBytes.MAX_BYTES_PER_CHAR];
                body.write(rest, 0, codec.encodeRest(rest), this::send, UTF_8);
            }
        }
    }
}
