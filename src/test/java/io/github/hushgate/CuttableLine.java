package io.github.hushgate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A relay between a client and a server on loopback, which can be cut and mended. */
final class CuttableLine implements AutoCloseable {
    private final ServerSocket door;
    private final int to;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    CuttableLine(int to) throws IOException {
        this.to = to;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Breaks what is open and lets nothing new through. */
    void cut() {
        cut = true;
        open.forEach(CuttableLine::close);
        open.clear();
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                relay(door.accept());
            } catch (IOException e) {
                // Closed, or nobody behind: the client sees its own connection end.
            }
        }
    }

    private void relay(Socket client) throws IOException {
        if (cut) {
            client.close();
            return;
        }
        open.add(client);
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), to);
            open.add(server);
            daemon(() -> copy(client, server));
            daemon(() -> copy(server, client));
        } catch (IOException e) {
            client.close();
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Cut.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "cuttable-line");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
