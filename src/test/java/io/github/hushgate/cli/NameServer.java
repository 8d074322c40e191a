package io.github.hushgate.cli;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** A name server on loopback that knows some aliases, and names that exist without one. */
final class NameServer implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int NO_SUCH_NAME = 3;

    private final DatagramSocket socket;
    private final Map<String, String> aliases;
    private final Set<String> plain;

    NameServer(Map<String, String> aliases, Set<String> plain) throws IOException {
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        this.aliases = aliases;
        this.plain = plain;
        Thread thread = new Thread(this::serve, "name-server");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket question = new DatagramPacket(buffer, buffer.length);
                socket.receive(question);
                byte[] answer = answer(Arrays.copyOf(buffer, question.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
            } catch (IOException e) {
                return;
            }
        }
    }

    private byte[] answer(byte[] question) throws IOException {
        int end = HEADER;
        StringBuilder name = new StringBuilder();
        for (; question[end] != 0; end += question[end] + 1) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(question, end + 1, question[end], StandardCharsets.US_ASCII));
        }
        String alias = aliases.get(name.toString());
        boolean known = alias != null || plain.contains(name.toString());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(question, 0, 2);
        out.writeShort(0x8180 | (known ? 0 : NO_SUCH_NAME));
        out.writeShort(1);
        out.writeShort(alias == null ? 0 : 1);
        out.writeInt(0);
        out.write(question, HEADER, end + 5 - HEADER);
        if (alias != null) {
            record(out, alias);
        }
        return bytes.toByteArray();
    }

    private static void record(DataOutputStream out, String alias) throws IOException {
        out.writeShort(0xc000 | HEADER);
        out.writeShort(5);
        out.writeShort(1);
        out.writeInt(60);
        out.writeShort(alias.length() + 2);
        for (String label : alias.split("\\.")) {
            out.writeByte(label.length());
            out.writeBytes(label);
        }
        out.writeByte(0);
    }
}
