package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.response.BehaviourApp.Run;
import io.github.hushgate.response.Behaviours.Behaviour;
import io.github.hushgate.response.Wire.Answer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mixed traffic at full load, in three servers at once: every body by its hash, the heap flat, no thread left. Runs for
 * {@code soak.seconds}, 20 when not told.
 */
@Tag("long")
class SoakTest {
    private static final int CLIENTS = 6;
    private static final int MEASURES = 10;
    private static final long SPARE_BYTES = 16L << 20;

    /** These wait for a clock, or show a stack trace, which differs from thread to thread. */
    private static final Set<String> LEFT_OUT = Set.of(
            "async-timeout-completes",
            "async-timeout-dispatches",
            "exception-before-commit",
            "io-exception",
            "servlet-exception");

    @TempDir
    Path files;

    private final Map<String, String> hashes = new ConcurrentHashMap<>();
    private final Map<String, String> wrong = new ConcurrentHashMap<>();
    private final AtomicLong asked = new AtomicLong();
    private volatile boolean over;

    @Test
    void keepsEveryByteAndNothingElse() throws Exception {
        Files.createDirectories(files.resolve("static"));
        Files.writeString(files.resolve("static/page.html"), Behaviours.BIG);
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        List<Server> servers = new ArrayList<>();
        for (Host host : List.of(Host.TOMCAT_11, Host.JETTY_EE11, Host.UNDERTOW)) {
            servers.add(host.start(BehaviourApp.class, Run.SENSITIVE.name(), new Server.Place(files, null)));
            servers.add(host.start(BehaviourApp.class, Run.HOLDING.name(), new Server.Place(files, null)));
        }
        List<Long> heap = soak(servers);
        for (Server server : servers) {
            server.close();
        }
        System.out.println("Soak: " + asked + " responses; heap after collection " + heap + " bytes");
        assertEquals(Map.of(), new TreeMap<>(wrong));
        long early = heap.get(MEASURES / 5);
        assertTrue(heap.get(MEASURES - 1) < early + early / 5 + SPARE_BYTES, "heap grows: " + heap);
        assertEquals(Set.of(), left(before));
    }

    private List<Long> soak(List<Server> servers) throws InterruptedException {
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            var random = new Random(i);
            int port = servers.get(i % servers.size()).port();
            clients.add(new Thread(() -> browse(port, random), "client-" + i));
        }
        clients.forEach(Thread::start);
        long step = TimeUnit.SECONDS.toMillis(Integer.getInteger("soak.seconds", 20)) / MEASURES;
        List<Long> heap = new ArrayList<>();
        for (int i = 0; i < MEASURES; i++) {
            Thread.sleep(step);
            System.gc();
            heap.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        over = true;
        for (Thread client : clients) {
            client.join();
        }
        return heap;
    }

    private void browse(int port, Random random) {
        List<Behaviour> all = Behaviours.all().values().stream()
                .filter(each -> !LEFT_OUT.contains(each.name()))
                .toList();
        Wire wire = null;
        while (!over) {
            Behaviour each = all.get(random.nextInt(all.size()));
            try {
                wire = wire == null ? new Wire(port) : wire;
                Answer answer = ask(wire, each);
                check(port, each, answer);
                if (!answer.whole() || answer.header("connection").equalsIgnoreCase("close")) {
                    wire.close();
                    wire = null;
                }
            } catch (IOException | RuntimeException e) {
                wire = null; // A server may end a connection that has been used for long.
            }
        }
    }

    private static Answer ask(Wire wire, Behaviour each) throws IOException {
        wire.request(each.method(), "/b/" + each.name(), each.headers());
        if (List.of(each.headers()).contains("Content-Length: 3")) {
            wire.send("a=b");
        }
        return wire.answer(each.method().equals("HEAD"));
    }

    /**
     * The first answer is compared with the bare server's by {@link TransparencyTest}; here all others with the first.
     */
    private void check(int port, Behaviour each, Answer answer) {
        asked.incrementAndGet();
        String key = port + " " + each.name();
        String body = answer.text();
        String hash = answer.status() + " " + answer.whole() + " " + hash(body);
        String known = hashes.putIfAbsent(key, hash);
        if (known != null && !known.equals(hash)) {
            wrong.put(key, known + " then " + hash);
        }
    }

    private static String hash(String body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes());
            return body.length() + " " + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Threads that are still there, after a while, and were not before. */
    private static Set<String> left(Set<Thread> before) throws InterruptedException {
        Set<String> left = Set.of();
        for (int i = 0; i < 300; i++) {
            left = Thread.getAllStackTraces().keySet().stream()
                    .filter(each -> !before.contains(each) && each.isAlive())
                    .map(Thread::getName)
                    .collect(Collectors.toSet());
            if (left.isEmpty()) {
                return left;
            }
            Thread.sleep(100);
        }
        return left;
    }
}
