package io.github.hushgate.e2e;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The first bytes of a connection, read before TLS begins: they name the host even when no request ever follows.
 *
 * @param bytes what was read, to be replayed
 * @param tls whether it is a TLS record at all; otherwise a single byte was read
 */
record ClientHello(byte[] bytes, boolean tls) {
    private static final int HANDSHAKE = 0x16;
    private static final int SERVER_NAME = 0;
    private static final int RECORD_HEADER = 5;

    /** Reads one record (or one byte, if it is none); empty when the peer said nothing before it closed. */
    static Optional<ClientHello> read(InputStream stream) throws IOException {
        int first = stream.read();
        if (first < 0) {
            return Optional.empty();
        }
        if (first != HANDSHAKE) {
            return Optional.of(new ClientHello(new byte[] {(byte) first}, false));
        }
        DataInputStream in = new DataInputStream(stream);
        byte[] header = new byte[RECORD_HEADER - 1];
        in.readFully(header);
        int length = (header[2] & 0xff) << 8 | header[3] & 0xff;
        byte[] bytes = new byte[RECORD_HEADER + length];
        bytes[0] = (byte) first;
        System.arraycopy(header, 0, bytes, 1, header.length);
        in.readFully(bytes, RECORD_HEADER, length);
        return Optional.of(new ClientHello(bytes, true));
    }

    /** The host of the server_name extension (RFC 6066, section 3). */
    Optional<String> serverName() {
        try {
            return tls ? serverName(ByteBuffer.wrap(bytes)) : Optional.empty();
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> serverName(ByteBuffer hello) {
        hello.position(RECORD_HEADER + 4 + 2 + 32);
        skip(hello, hello.get() & 0xff);
        skip(hello, hello.getShort() & 0xffff);
        skip(hello, hello.get() & 0xff);
        int end = (hello.getShort() & 0xffff) + hello.position();
        while (hello.position() < end) {
            int type = hello.getShort();
            int length = hello.getShort() & 0xffff;
            if (type == SERVER_NAME) {
                skip(hello, 3);
                byte[] name = new byte[hello.getShort() & 0xffff];
                hello.get(name);
                return Optional.of(new String(name, StandardCharsets.US_ASCII));
            }
            skip(hello, length);
        }
        return Optional.empty();
    }

    private static void skip(ByteBuffer hello, int bytes) {
        hello.position(hello.position() + bytes);
    }
}
