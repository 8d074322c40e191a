package io.github.hushgate;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import kafka.tools.StorageTool;

/** A broker in a process of its own, in KRaft mode: it can be killed and started again on the same data. */
final class KafkaBroker implements AutoCloseable {
    private final Path directory;
    private final int port;
    private Process process;

    private KafkaBroker(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** A formatted broker that tells clients to come to {@code advertisedPort}; not started yet. */
    static KafkaBroker in(Path directory, int port, int advertisedPort) throws IOException {
        int controller = freePort();
        while (controller == port) {
            controller = freePort();
        }
        Path settings = Files.writeString(directory.resolve("server.properties"), """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%d
                listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
                advertised.listeners=PLAINTEXT://127.0.0.1:%d
                controller.listener.names=CONTROLLER
                log.dirs=%s
                num.partitions=1
                offsets.topic.replication.factor=1
                """.formatted(
                        controller, port, controller, advertisedPort, directory.resolve("data")));
        String[] format = {"format", "-t", "MkU3OEVBNTcwNTJENDM2Qk", "-c", settings.toString()};
        if (StorageTool.execute(format, new PrintStream(PrintStream.nullOutputStream())) != 0) {
            throw new IOException("the broker's storage could not be formatted");
        }
        return new KafkaBroker(directory, port);
    }

    /** A port that is free and stays so: none of those that the system gives to whoever asks for any. */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Somebody has it.
            }
        }
    }

    int port() {
        return port;
    }

    void start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process = new ProcessBuilder(List.of(
                        java,
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        ClassPath.text(),
                        "kafka.Kafka",
                        directory.resolve("server.properties").toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("broker.log").toFile())
                .start();
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }
}
