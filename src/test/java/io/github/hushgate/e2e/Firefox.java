package io.github.hushgate.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * One running Firefox as its users have it, with an empty profile of its own, spoken to by WebDriver BiDi. It reaches
 * loopback only: without {@link Launch#host} every host name is 127.0.0.1, with the port that the address says; with it
 * the named hosts lead to their ports, and no other host is reachable. Through that mapping, a proxy, Firefox makes no
 * connection ahead of a request ({@code preconnect}).
 */
final class Firefox implements AutoCloseable {
    private static final List<String> NAMES = List.of("firefox-esr", "firefox", "firefox.exe");
    private static final String LISTENING = "WebDriver BiDi listening on ";
    private static final int MAX_AWAIT_MILLIS = 30_000;
    private static final int PAUSE_MILLIS = 50;

    private final Process process;
    private final Optional<SocksProxy> proxy;
    private final BiDi bidi;

    private Firefox(Process process, Optional<SocksProxy> proxy, BiDi bidi) {
        this.process = process;
        this.proxy = proxy;
        this.bidi = bidi;
    }

    /** The system property {@code firefox.path}, then one on the PATH. */
    static Optional<Path> installed() {
        String named = System.getProperty("firefox.path", "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What a Firefox is started with. */
    static final class Launch {
        private final Path executable;
        private final Path folder;
        private final Map<String, Integer> hosts = new LinkedHashMap<>();
        private final Map<String, Object> preferences = new LinkedHashMap<>(FirefoxPreferences.QUIET);

        Launch(Path executable, Path folder) {
            this.executable = executable;
            this.folder = folder;
        }

        /** Maps a host, or {@code *.suffix}, whatever the port in the address. */
        Launch host(String pattern, int port) {
            hosts.put(pattern, port);
            return this;
        }

        /** A line of the profile's {@code user.js}: the value is a String, an Integer or a Boolean. */
        Launch preference(String name, Object value) {
            preferences.put(name, value);
            return this;
        }

        Firefox start() throws IOException {
            Path profile = Files.createTempDirectory(folder, "firefox");
            Optional<SocksProxy> proxy = hosts.isEmpty() ? Optional.empty() : Optional.of(new SocksProxy(hosts));
            proxy.ifPresentOrElse(
                    socks -> preferences.putAll(FirefoxPreferences.through(socks.port())),
                    () -> preference("network.dns.forceResolve", "127.0.0.1"));
            Files.writeString(profile.resolve("user.js"), userJs());
            Process process = new ProcessBuilder(
                            executable.toString(),
                            "--headless",
                            "--no-remote",
                            "--remote-debugging-port",
                            "0",
                            "--profile",
                            profile.toString())
                    .redirectErrorStream(true)
                    .start();
            return new Firefox(process, proxy, new BiDi(endpoint(process)));
        }

        private String userJs() {
            return preferences.entrySet().stream()
                    .map(each -> "user_pref(\"" + each.getKey() + "\", "
                            + (each.getValue() instanceof String text ? "\"" + text + "\"" : each.getValue()) + ");\n")
                    .collect(Collectors.joining());
        }

        private static URI endpoint(Process process) throws IOException {
            BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.contains(LISTENING)) {
                    drain(said);
                    return URI.create(line.substring(line.indexOf(LISTENING) + LISTENING.length())
                                    .strip() + "/session");
                }
            }
            throw new IOException("Firefox ended before it listened");
        }

        private static void drain(BufferedReader said) {
            Thread reader = new Thread(() -> said.lines().forEach(line -> {}), "firefox-output");
            reader.setDaemon(true);
            reader.start();
        }
    }

    /** A new tab. */
    Tab tab() throws IOException {
        return created("tab");
    }

    /** A new window's only tab. */
    Tab window() throws IOException {
        return created("window");
    }

    private Tab created(String type) throws IOException {
        return new Tab(bidi.send("browsingContext.create", Map.of("type", type))
                .path("context")
                .asText());
    }

    /** Goes there in a new tab and waits for the load event. */
    Tab visit(String address) throws IOException {
        Tab tab = tab();
        tab.navigate(address);
        return tab;
    }

    /** Goes there in a new tab and waits for nothing. */
    Tab open(String address) throws IOException {
        Tab tab = tab();
        tab.go(address);
        return tab;
    }

    /** Console messages and uncaught errors of all tabs so far, each as {@code level: text}. */
    List<String> log() {
        return bidi.log();
    }

    /** Waits until something is so, as long as a busy machine may need; the test asserts whether it became so. */
    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MAX_AWAIT_MILLIS);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            pause(PAUSE_MILLIS);
        }
    }

    /** Gives the browser time for what may still come after everything that is known to come. */
    static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One tab. */
    final class Tab implements AutoCloseable {
        private final String context;

        private Tab(String context) {
            this.context = context;
        }

        /** Waits for nothing. */
        void go(String address) throws IOException {
            bidi.send("browsingContext.navigate", Map.of("context", context, "url", address, "wait", "none"));
        }

        /** Waits for the load event. */
        void navigate(String address) throws IOException {
            bidi.send("browsingContext.navigate", Map.of("context", context, "url", address, "wait", "complete"));
        }

        /** One step back (negative) or forward in the tab's history; returns before the page is there. */
        void history(int delta) throws IOException {
            bidi.send("browsingContext.traverseHistory", Map.of("context", context, "delta", delta));
        }

        /** The value of an expression, which may be a promise, as text; objects only as their type. */
        String evaluate(String expression) throws IOException {
            JsonNode result = bidi.send(
                    "script.evaluate",
                    Map.of(
                            "expression",
                            expression,
                            "target",
                            Map.of("context", context),
                            "awaitPromise",
                            true,
                            "userActivation",
                            true));
            if (result.has("exceptionDetails")) {
                throw new IOException(
                        result.path("exceptionDetails").path("text").asText());
            }
            JsonNode value = result.path("result");
            return value.has("value")
                    ? value.path("value").asText()
                    : value.path("type").asText();
        }

        /** The address that the tab shows; empty while there is none. */
        String address() throws IOException {
            return bidi.send("browsingContext.getTree", Map.of("root", context))
                    .path("contexts")
                    .path(0)
                    .path("url")
                    .asText();
        }

        /** Presses and releases the pointer in the middle of the first element of this selector, as a visitor does. */
        void click(String selector) throws IOException {
            JsonNode nodes = bidi.send(
                            "browsingContext.locateNodes",
                            Map.of("context", context, "locator", Map.of("type", "css", "value", selector)))
                    .path("nodes");
            if (nodes.isEmpty()) {
                throw new IOException("no element " + selector);
            }
            var element = Map.of("sharedId", nodes.path(0).path("sharedId").asText());
            var move = Map.of(
                    "type", "pointerMove", "x", 0, "y", 0, "origin", Map.of("type", "element", "element", element));
            List<Map<String, ?>> steps =
                    List.of(move, Map.of("type", "pointerDown", "button", 0), Map.of("type", "pointerUp", "button", 0));
            bidi.send(
                    "input.performActions",
                    Map.of(
                            "context",
                            context,
                            "actions",
                            List.of(Map.of("type", "pointer", "id", "mouse", "actions", steps))));
        }

        @Override
        public void close() throws IOException {
            bidi.send("browsingContext.close", Map.of("context", context));
        }
    }

    @Override
    public void close() throws IOException {
        bidi.close();
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (proxy.isPresent()) {
            proxy.get().close();
        }
    }
}
