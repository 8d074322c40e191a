package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.e2e.SelfSigned;
import io.github.hushgate.response.BehaviourApp.Run;
import io.github.hushgate.response.Behaviours.Behaviour;
import io.github.hushgate.response.Wire.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever an application may do with a response looks the same to its visitor with the filter as without it, except
 * for what Hushgate promises to change.
 */
class TransparencyTest {
    /** What differs from one answer to the next anyway, or is framing. */
    private static final Set<String> NOISE = Set.of(
            "date",
            "server",
            "connection",
            "keep-alive",
            "transfer-encoding",
            "content-length",
            "x-powered-by",
            "expires");

    /** What a sensitive answer has besides, or has not. */
    private static final Set<String> PROMISED = Set.of(
            "content-security-policy",
            "content-security-policy-report-only",
            "permissions-policy",
            "referrer-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "x-content-type-options",
            "x-frame-options",
            "x-dns-prefetch-control",
            "cache-control",
            "reporting-endpoints",
            "nel",
            "etag",
            "digest",
            "content-md5",
            "accept-ranges",
            "content-encoding");

    @TempDir
    static Path files;

    @TempDir
    static Path keys;

    private static Http2Wire http2;

    private static final Map<String, Behaviour> BEHAVIOURS = Behaviours.all();
    private static final Map<String, Answer> BARE = new HashMap<>();
    private static final Map<String, FutureTask<Answer>> AHEAD = new HashMap<>();
    private static final Map<Host, Map<Run, Server>> SERVERS = new EnumMap<>(Host.class);

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(files.resolve("static"));
        Files.writeString(files.resolve("static/page.html"), Behaviours.BIG);
        Files.writeString(files.resolve("static/small.html"), Behaviours.PAGE);
        Files.writeString(files.resolve("static/code.js"), "var a = '<b>';");
        var place = new Server.Place(files, SelfSigned.in(keys).keyStore());
        http2 = new Http2Wire(place.keyStore(), SelfSigned.PASSWORD);
        var plain = new Server.Place(files, null);
        for (Host host : Host.values()) {
            Map<Run, Server> runs = new EnumMap<>(Run.class);
            SERVERS.put(host, runs);
            for (Run run : Run.values()) {
                boolean secure = run == Run.BARE || run == Run.SENSITIVE;
                runs.put(run, host.start(BehaviourApp.class, run.name(), secure ? place : plain));
            }
            askAhead(host);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (Map<Run, Server> runs : SERVERS.values()) {
            for (Server server : runs.values()) {
                server.close();
            }
        }
    }

    @TestFactory
    Stream<DynamicNode> looksTheSame() {
        return Stream.of(Host.values())
                .map(host -> DynamicContainer.dynamicContainer(
                        host.name(),
                        Stream.of(Run.NOT_SENSITIVE, Run.SENSITIVE, Run.HOLDING)
                                .map(run -> DynamicContainer.dynamicContainer(run.name(), tests(host, run)))));
    }

    private static Stream<DynamicTest> tests(Host host, Run run) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Behaviour each : BEHAVIOURS.values()) {
            tests.add(DynamicTest.dynamicTest(
                    each.name(), () -> compare(bare(host, each), answer(host, run, each), run)));
        }
        for (String file : List.of("/static/page.html", "/static/small.html", "/static/code.js", "/static/none.html")) {
            tests.add(DynamicTest.dynamicTest(
                    file, () -> compare(Wire.get(port(host, Run.BARE), file), Wire.get(port(host, run), file), run)));
        }
        return tests.stream();
    }

    /** Over HTTP/2 and TLS: every behaviour but those that are about the framing of HTTP/1.1. */
    @TestFactory
    Stream<DynamicNode> looksTheSameOverHttp2() {
        return Stream.of(Host.values())
                .map(host -> DynamicContainer.dynamicContainer(host.name(), http2(host, each -> !isReset(host, each))));
    }

    /** Jetty 12.1 without any filter resets the stream of an error now and then, so that the client has no answer. */
    @Tag("long")
    @TestFactory
    Stream<DynamicNode> jettysErrorsLookTheSameOverHttp2() {
        return Stream.of(Host.JETTY_EE11)
                .map(host -> DynamicContainer.dynamicContainer(host.name(), http2(host, each -> isReset(host, each))));
    }

    private static boolean isReset(Host host, Behaviour each) {
        try {
            return host == Host.JETTY_EE11 && bare(host, each).status() >= 400;
        } catch (Exception e) {
            throw new IllegalStateException(each.name(), e);
        }
    }

    private static Stream<DynamicTest> http2(Host host, Predicate<Behaviour> asked) {
        return BEHAVIOURS.values().stream()
                .filter(asked)
                .map(each -> DynamicTest.dynamicTest(
                        each.name(),
                        () -> compare(http2(host, Run.BARE, each), http2(host, Run.SENSITIVE, each), Run.SENSITIVE)));
    }

    private static Answer http2(Host host, Run run, Behaviour each) throws IOException, InterruptedException {
        return http2.ask(SERVERS.get(host).get(run).securePort(), each);
    }

    private static int port(Host host, Run run) {
        return SERVERS.get(host).get(run).port();
    }

    /** Containers look for timeouts once a second only: what waits for one is asked for while others run. */
    private static void askAhead(Host host) {
        for (Behaviour each : BEHAVIOURS.values()) {
            if (each.name().startsWith("async-timeout")) {
                for (Run run : Run.values()) {
                    var ahead = new FutureTask<>(() -> ask(host, run, each));
                    AHEAD.put(key(host, run, each), ahead);
                    new Thread(ahead, "ahead").start();
                }
            }
        }
    }

    private static String key(Host host, Run run, Behaviour behaviour) {
        return host + " " + run + " " + behaviour.name();
    }

    private static Answer answer(Host host, Run run, Behaviour behaviour) throws Exception {
        FutureTask<Answer> ahead = AHEAD.get(key(host, run, behaviour));
        return ahead == null ? ask(host, run, behaviour) : ahead.get();
    }

    /** Without a filter the answer is always the same: asked once for all runs. */
    private static Answer bare(Host host, Behaviour behaviour) throws Exception {
        String key = key(host, Run.BARE, behaviour);
        Answer known = BARE.get(key);
        if (known == null) {
            known = answer(host, Run.BARE, behaviour);
            BARE.put(key, known);
        }
        return known;
    }

    private static Answer ask(Host host, Run run, Behaviour behaviour) throws IOException {
        try (var wire = new Wire(port(host, run))) {
            boolean body = List.of(behaviour.headers()).contains("Content-Length: 3");
            wire.request(behaviour.method(), "/b/" + behaviour.name(), behaviour.headers());
            if (body) {
                wire.send("a=b");
            }
            return wire.answer(behaviour.method().equals("HEAD"));
        }
    }

    private static void compare(Answer bare, Answer filtered, Run run) throws IOException {
        assertEquals(bare.status(), filtered.status(), "status");
        assertEquals(bare.whole(), filtered.whole(), "the body's framing");
        boolean sensitive = run != Run.NOT_SENSITIVE;
        assertEquals(headers(bare, sensitive), headers(filtered, sensitive), "headers");
        if (isErrorPage(bare.text())) {
            assertTrue(isErrorPage(filtered.text()), "the container's own error page");
        } else {
            assertEquals(text(bare, filtered), filtered.text(), "body");
        }
        if (sensitive) {
            shielded(bare, filtered);
        }
    }

    /** These name ports, hash codes or stack traces, which a filter is part of. */
    private static boolean isErrorPage(String text) {
        return text.contains("<title>HTTP Status") || text.contains("<title>Error ") || text.contains("<title>ERROR");
    }

    /** The body as it should arrive: decoded, where the filter had to decode it. */
    private static String text(Answer bare, Answer filtered) throws IOException {
        String encoding = bare.header("content-encoding");
        if (encoding.equals(filtered.header("content-encoding")) || encoding.equals("identity")) {
            return bare.text();
        }
        var in = new java.io.ByteArrayInputStream(bare.body());
        var decoded = encoding.equals("deflate")
                ? new java.util.zip.InflaterInputStream(in)
                : new java.util.zip.GZIPInputStream(in);
        return new String(decoded.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static TreeMap<String, List<String>> headers(Answer answer, boolean sensitive) {
        TreeMap<String, List<String>> headers = new TreeMap<>(answer.headers());
        headers.computeIfPresent(
                "location",
                (name, values) -> values.stream()
                        .map(value -> value.replaceFirst("^https?://localhost:\\d+", ""))
                        .toList());
        headers.keySet().removeAll(NOISE);
        if (sensitive) {
            headers.keySet().removeAll(PROMISED);
        }
        return headers;
    }

    private static void shielded(Answer bare, Answer filtered) {
        if (bare.status() == 304) {
            assertTrue(
                    filtered.all("content-security-policy").size() <= 1,
                    "a 304 carries no nonce: " + filtered.headers());
            return;
        }
        List<String> policies = filtered.all("content-security-policy");
        assertTrue(!policies.isEmpty() && policies.size() <= 2, "policies: " + policies);
        boolean html = bare.header("content-type").startsWith("text/html");
        if (html) {
            assertEquals(2, policies.size(), "policies of a page");
            assertTrue(filtered.header("cache-control").contains("no-store"), filtered.header("cache-control"));
            assertEquals("", filtered.header("etag"), "a rewritten page has no ETag");
        }
        assertEquals(policies.stream().distinct().toList(), policies, "each policy once");
    }
}
