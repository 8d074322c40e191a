package io.github.hushgate.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A WebDriver BiDi session: commands with their answers, and the console.
 *
 * @see <a href="https://w3c.github.io/webdriver-bidi/">WebDriver BiDi</a>
 */
final class BiDi implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_WAIT_SECONDS = 60;

    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final StringBuilder message = new StringBuilder();
    private final WebSocket socket;

    /** Begins a session that does not mind the loopback certificate. */
    BiDi(URI endpoint) throws IOException {
        socket = now(HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(endpoint, this));
        send("session.new", Map.of("capabilities", Map.of("alwaysMatch", Map.of("acceptInsecureCerts", true))));
        send("session.subscribe", Map.of("events", List.of("log.entryAdded")));
    }

    /** Sends one command and waits for its result; throws IOException with the browser's own words when it fails. */
    JsonNode send(String method, Map<String, ?> parameters) throws IOException {
        long id = ids.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        String text = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
        synchronized (this) {
            now(socket.sendText(text, true));
        }
        JsonNode result = now(answer);
        if (!result.path("type").asText().equals("success")) {
            throw new IOException(method + ": " + result.path("error").asText() + ", "
                    + result.path("message").asText());
        }
        return result.path("result");
    }

    /** Console messages and uncaught errors so far, each as {@code level: text}. */
    List<String> log() {
        return List.copyOf(log);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            heard(message.toString());
            message.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    private void heard(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            CompletableFuture<JsonNode> answer = waiting.remove(node.path("id").asLong(-1));
            if (answer != null) {
                answer.complete(node);
            } else if (node.path("method").asText().equals("log.entryAdded")) {
                JsonNode entry = node.path("params");
                log.add(entry.path("level").asText() + ": " + entry.path("text").asText());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T now(CompletableFuture<T> future) throws IOException {
        try {
            return future.get(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
