package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.response.Server.Container;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A WebSocket of the application's own, below a sensitive pattern and beside it: what it says is no page. */
class WebSocketTest {
    private static final String SAID = "<p>Help" + Tracking.TRACKER;

    @TempDir
    Path files;

    /** Says what it hears. */
    public static final class Echo extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, new MessageHandler.Whole<String>() {
                @Override
                public void onMessage(String said) {
                    try {
                        session.getBasicRemote().sendText(said);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
        }
    }

    private static void register(ServletContext context) {
        BehaviourApp.map(
                context,
                new HushgateFilter(
                        HushgateConfig.builder().sensitive("/report/**").build()));
        try {
            new WsSci().onStartup(Set.of(), context);
            var container = (ServerContainer) context.getAttribute(ServerContainer.class.getName());
            for (String path : new String[] {"/report/socket", "/open/socket"}) {
                container.addEndpoint(
                        ServerEndpointConfig.Builder.create(Echo.class, path).build());
            }
        } catch (ServletException | DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Hearing implements WebSocket.Listener {
        private final CompletableFuture<String> heard = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                heard.complete(text.toString());
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            heard.completeExceptionally(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/socket", "/report/socket"})
    void itOpensAndEveryMessageArrivesAsItWasSent(String path) throws Exception {
        Server server = Server.start(Container.TOMCAT, WebSocketTest::register, files);
        try {
            Hearing hearing = new Hearing();
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + path), hearing)
                    .get(30, TimeUnit.SECONDS);
            socket.sendText(SAID, true).get(30, TimeUnit.SECONDS);
            assertEquals(SAID, hearing.heard.get(30, TimeUnit.SECONDS));
            socket.abort();
        } finally {
            server.close();
        }
    }
}
