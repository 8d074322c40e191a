package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.report.HostileCases;
import io.github.hushgate.report.ViolationReport;
import io.github.hushgate.store.MemoryStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hostile requests over a real socket, to each container: a 204, nothing kept but what is sound, and life goes on.
 */
final class HostileReportsInContainersTest {
    private static final HostileCases.Case GOOD = new HostileCases.Case(
            "good",
            "POST",
            Map.of("Content-Type", "application/csp-report"),
            () -> new ByteArrayInputStream(HostileCases.GOOD.getBytes(StandardCharsets.UTF_8)),
            1);
    private static final int CHUNK = 16_384;
    private static final int PATIENCE_MILLIS = 30_000;

    @TempDir
    private Path files;

    private final MemoryStore store = new MemoryStore();
    private Server server;

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private Stream<DynamicTest> tests(Server.Container container) throws Exception {
        HushgateConfig config = HushgateConfig.builder().sensitive("/report/**").build();
        server = container.start(
                context -> BehaviourApp.map(context, new HushgateFilter(config, store)), new Server.Place(files, null));
        return HostileCases.all().stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> run(each)));
    }

    @TestFactory
    Stream<DynamicTest> inTomcat() throws Exception {
        return tests(Server.Container.TOMCAT);
    }

    @TestFactory
    Stream<DynamicTest> inJetty() throws Exception {
        return tests(Server.Container.JETTY);
    }

    @TestFactory
    Stream<DynamicTest> inUndertow() throws Exception {
        return tests(Server.Container.UNDERTOW);
    }

    private long kept() {
        return store.reports().stream().mapToLong(ViolationReport::count).sum();
    }

    private void run(HostileCases.Case each) throws Exception {
        long before = kept();
        String answer = send(each);
        assertTrue(isEmpty204(answer) || isCutOff(each, answer), answer);
        assertEquals("HTTP/1.1 204", send(GOOD).substring(0, 12));
        assertEquals(before + each.stored() + 1, kept(), store.reports()::toString);
        String all = store.reports().toString();
        HostileCases.HARM.forEach(harm -> assertFalse(all.contains(harm), all));
    }

    private static boolean isEmpty204(String answer) {
        return answer.startsWith("HTTP/1.1 204")
                && answer.endsWith("\r\n\r\n")
                && !answer.contains("Set-Cookie")
                && answer.toLowerCase(Locale.ROOT).contains("cache-control: no-store");
    }

    /** Who breaks off, or sends without an end, may find the connection closed, or the container's own answer. */
    private static boolean isCutOff(HostileCases.Case each, String answer) {
        boolean breaks = each.name().contains("breaks") || each.name().contains("never ends");
        return (breaks || each.name().contains("50 MB")) && (answer.isEmpty() || answer.startsWith("HTTP/1.1 4"));
    }

    /** The whole answer, read while the body is still on its way. */
    private String send(HostileCases.Case each) throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        Thread sender = new Thread(() -> write(each, socket), "hostile-sender");
        sender.setDaemon(true);
        try (socket) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            sender.start();
            return head(socket);
        } finally {
            sender.join();
        }
    }

    private static String head(Socket socket) {
        StringBuilder answer = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            for (int c = in.read(); c >= 0; c = in.read()) {
                answer.append((char) c);
                if (answer.toString().endsWith("\r\n\r\n")) {
                    break;
                }
            }
        } catch (IOException e) {
            // Cut off: what was read so far is the answer.
        }
        return answer.toString();
    }

    private static void write(HostileCases.Case each, Socket socket) {
        StringBuilder head =
                new StringBuilder(each.method()).append(" /hushgate/reports?p=a&r=0&b=41 HTTP/1.1\r\nHost: ");
        head.append("www.police.test\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n");
        each.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        try (InputStream body = each.body().get()) {
            OutputStream out = socket.getOutputStream();
            out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            byte[] bytes = new byte[CHUNK];
            for (int read = body.read(bytes); read >= 0; read = body.read(bytes)) {
                out.write((Integer.toHexString(read) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                out.write(bytes, 0, read);
                out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            close(socket);
        }
    }

    /** The body broke, or the server would have no more of it: both sides see it end. */
    private static void close(Socket socket) {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // Closed already.
        }
    }
}
