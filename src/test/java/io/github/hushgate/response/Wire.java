package io.github.hushgate.response;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** A client that sees every byte: HTTP/1.1 over a socket, as it stands on the wire. */
final class Wire implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;

    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** What came back. {@code whole}: the body ended as its framing says. */
    record Answer(int status, TreeMap<String, List<String>> headers, byte[] body, boolean whole) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        List<String> all(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        }

        String header(String name) {
            return String.join(" | ", all(name));
        }
    }

    static Answer get(int port, String path, String... headers) throws IOException {
        return send(port, "GET", path, headers);
    }

    static Answer send(int port, String method, String path, String... headers) throws IOException {
        try (var wire = new Wire(port)) {
            wire.request(method, path, headers);
            return wire.answer(method.equals("HEAD"));
        }
    }

    void request(String method, String path, String... headers) throws IOException {
        var text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        text.append("\r\n");
        socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    void send(String body) throws IOException {
        socket.getOutputStream().write(body.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    void sendUtf8(String body) throws IOException {
        socket.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    Answer answer(boolean head) throws IOException {
        String status = line();
        int code = Integer.parseInt(status.split(" ")[1]);
        TreeMap<String, List<String>> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), same -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        var body = new ByteArrayOutputStream();
        boolean whole = true;
        if (!head && code != 204 && code != 304 && code >= 200) {
            whole = body(headers, body);
        }
        return new Answer(code, headers, body.toByteArray(), whole);
    }

    private boolean body(TreeMap<String, List<String>> headers, ByteArrayOutputStream body) throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            return chunks(body);
        }
        if (headers.containsKey("content-length")) {
            int length = Integer.parseInt(headers.get("content-length").get(0));
            byte[] bytes = in.readNBytes(length);
            body.writeBytes(bytes);
            return bytes.length == length;
        }
        body.writeBytes(in.readAllBytes());
        return true;
    }

    private boolean chunks(ByteArrayOutputStream body) throws IOException {
        while (true) {
            String size = line();
            if (size.isEmpty()) {
                return false;
            }
            int length = Integer.parseInt(size.split(";")[0].strip(), 16);
            byte[] bytes = in.readNBytes(length);
            body.writeBytes(bytes);
            if (bytes.length < length) {
                return false;
            }
            if (length == 0) {
                for (String trailer = line(); !trailer.isEmpty(); trailer = line()) {
                    body.writeBytes(("\ntrailer " + trailer).getBytes(StandardCharsets.UTF_8));
                }
                return true;
            }
            line();
        }
    }

    /** Reads on, chunk sizes and all, until the text has come; what came. */
    String readUntil(String text) throws IOException {
        var seen = new StringBuilder();
        while (seen.indexOf(text) < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("ended after: " + seen);
            }
            seen.append((char) b);
        }
        return seen.toString();
    }

    String line() throws IOException {
        var line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
