package io.github.hushgate.e2e;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Leads a browser that cannot map a host to another port: each host name to its loopback port, every other host
 * nowhere.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1928">RFC 1928, SOCKS 5</a>
 */
final class SocksProxy implements AutoCloseable {
    private static final int DOMAIN_NAME = 3;
    private static final int IPV4_BYTES = 4;
    private static final byte SUCCEEDED = 0;
    private static final byte HOST_UNREACHABLE = 4;

    private final ServerSocket listener;
    private final Map<String, Integer> hosts;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(SocksProxy::daemon);

    /** Each pattern is a host or {@code *.suffix}. */
    SocksProxy(Map<String, Integer> hosts) throws IOException {
        this.hosts = Map.copyOf(hosts);
        listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::acceptAll);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            in.readByte();
            in.skipNBytes(in.readUnsignedByte());
            out.write(new byte[] {5, 0});
            int port = port(destination(in));
            byte reply = port > 0 ? SUCCEEDED : HOST_UNREACHABLE;
            out.write(new byte[] {5, reply, 0, 1, 0, 0, 0, 0, 0, 0});
            if (port > 0) {
                relay(client, port);
            }
        } catch (IOException e) {
            // One side went away; the servers count what reached them.
        } finally {
            open.remove(client);
        }
    }

    private static String destination(DataInputStream in) throws IOException {
        in.skipNBytes(3);
        int type = in.readUnsignedByte();
        boolean named = type == DOMAIN_NAME;
        byte[] host = in.readNBytes(named ? in.readUnsignedByte() : type == 1 ? IPV4_BYTES : 16);
        in.skipNBytes(2);
        return named ? new String(host, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT) : "";
    }

    private int port(String host) {
        int port = hosts.getOrDefault(host, 0);
        for (int dot = host.indexOf('.'); dot >= 0 && port == 0; dot = host.indexOf('.', dot + 1)) {
            port = hosts.getOrDefault("*" + host.substring(dot), 0);
        }
        return port;
    }

    private void relay(Socket client, int port) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            open.add(server);
            threads.execute(() -> pump(server, client));
            pump(client, server);
            open.remove(server);
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // As above.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "socks");
        thread.setDaemon(true);
        return thread;
    }
}
