package io.github.hushgate.e2e;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketTimeoutException;

/** A loopback UDP port that tells whether anything was ever sent to it. */
final class UdpListener implements AutoCloseable {
    private final DatagramSocket socket;
    private boolean heard;

    UdpListener() throws IOException {
        socket = new DatagramSocket(0);
        socket.setSoTimeout(1);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Whether a packet ever came. */
    boolean heard() {
        try {
            if (!heard) {
                socket.receive(new DatagramPacket(new byte[64], 64));
                heard = true;
            }
            return heard;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
