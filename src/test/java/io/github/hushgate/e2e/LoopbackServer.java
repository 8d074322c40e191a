package io.github.hushgate.e2e;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Stands in for every host that a page names: HTTP/1.1 with and without TLS on one port, over loopback only. It counts
 * each request, and each connection even if no byte of a request follows, by the host that the browser meant.
 */
final class LoopbackServer implements AutoCloseable {
    private final SSLContext tls;
    private final Function<Hit, Answer> site;
    private final ExecutorService threads = Executors.newCachedThreadPool(LoopbackServer::daemon);
    private final List<ServerSocket> listeners = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Connection> connections = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Hit> hits = new ConcurrentLinkedQueue<>();

    LoopbackServer(SSLContext tls, Function<Hit, Answer> site) {
        this.tls = tls;
        this.site = site;
    }

    /** Opens one more port; {@code label} names a connection to it that tells no host of its own. */
    int listen(String label) throws IOException {
        ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        listeners.add(listener);
        threads.execute(() -> acceptAll(listener, label));
        return listener.getLocalPort();
    }

    /** The requests so far, in order of arrival. */
    List<Hit> hits() {
        return List.copyOf(hits);
    }

    /** How many connections each host saw, with or without a request. */
    Map<String, Long> connections() {
        return connections.stream().collect(Collectors.groupingBy(Connection::host, Collectors.counting()));
    }

    /** How many connections of each host never carried a request. */
    Map<String, Long> bareConnections() {
        return connections.stream()
                .filter(c -> c.requests == 0)
                .collect(Collectors.groupingBy(Connection::host, Collectors.counting()));
    }

    /** Forgets what was counted. */
    void clear() {
        hits.clear();
        connections.clear();
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket listener : listeners) {
            listener.close();
        }
        threads.shutdownNow();
        for (Connection connection : connections) {
            connection.socket.close();
        }
    }

    private void acceptAll(ServerSocket listener, String label) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Connection connection = new Connection(socket, label);
                connections.add(connection);
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Connection connection) {
        try (Socket raw = connection.socket) {
            Optional<ClientHello> hello = ClientHello.read(raw.getInputStream());
            if (hello.isEmpty()) {
                return;
            }
            hello.get().serverName().ifPresent(name -> connection.host = name.toLowerCase(Locale.ROOT));
            ByteArrayInputStream replay = new ByteArrayInputStream(hello.get().bytes());
            if (!hello.get().tls()) {
                exchange(connection, new SequenceInputStream(replay, raw.getInputStream()), raw.getOutputStream());
                return;
            }
            try (SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(raw, replay, true)) {
                secure.setUseClientMode(false);
                exchange(connection, secure.getInputStream(), secure.getOutputStream());
            }
        } catch (IOException e) {
            // The browser went away: what it did until then is counted.
        }
    }

    private void exchange(Connection connection, InputStream stream, OutputStream out) throws IOException {
        InputStream in = new BufferedInputStream(stream);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            Hit hit = read(line, in);
            connection.requests++;
            connection.host = hit.host();
            hits.add(hit);
            Answer answer = site.apply(hit);
            send(answer, hit, out);
            if ("close".equals(answer.headers().get("Connection"))) {
                return;
            }
        }
    }

    private static Hit read(String requestLine, InputStream in) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        String host = headers.getOrDefault("host", "").toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
        String[] words = requestLine.split(" ");
        return new Hit(host, words[0], words.length > 1 ? words[1] : "", headers, body);
    }

    private static void send(Answer answer, Hit hit, OutputStream out) throws IOException {
        StringBuilder head =
                new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" -\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(answer.body().length).append("\r\n\r\n");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!"HEAD".equals(hit.method())) {
            whole.write(answer.body());
        }
        out.write(whole.toByteArray());
        out.flush();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "loopback");
        thread.setDaemon(true);
        return thread;
    }

    /** One accepted socket. */
    private static final class Connection {
        private final Socket socket;
        private volatile String host;
        private volatile int requests;

        Connection(Socket socket, String label) {
            this.socket = socket;
            this.host = label;
        }

        String host() {
            return host;
        }
    }
}
