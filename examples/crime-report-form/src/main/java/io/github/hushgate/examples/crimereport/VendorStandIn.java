package io.github.hushgate.examples.crimereport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * Plays all seven companies for one view, on this computer only: it serves their scripts, takes what these send, and
 * writes it into a ledger. A browser reaches it as {@code connect.facebook.net.localhost:PORT} and the like.
 */
final class VendorStandIn {
    private static final int MAX_BODY = 64 * 1024;
    private static final byte[] PIXEL =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private final Ledger ledger;
    private final HttpServer server;

    private VendorStandIn(Ledger ledger, HttpServer server) {
        this.ledger = ledger;
        this.server = server;
    }

    /** A stand-in that listens on a free port of the loopback address. */
    static VendorStandIn start(Ledger ledger) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var standIn = new VendorStandIn(ledger, server);
            server.createContext("/", standIn::answer);
            server.setExecutor(Executors.newFixedThreadPool(4, task -> {
                var thread = new Thread(task, "vendor-stand-in");
                thread.setDaemon(true);
                return thread;
            }));
            server.start();
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Optional<Vendor> vendor = Vendor.of(realHost(exchange));
            vendor.ifPresent(who -> ledger.note(who, path, facts(exchange)));
            Optional<String> script = vendor.flatMap(who -> who.script(path));
            if (script.isPresent()) {
                send(
                        exchange,
                        "text/javascript;charset=UTF-8",
                        script(script.get()).getBytes(StandardCharsets.UTF_8));
            } else {
                send(exchange, "image/gif", PIXEL);
            }
        }
    }

    /** {@code connect.facebook.net} for {@code connect.facebook.net.localhost:8081}. */
    private static String realHost(HttpExchange exchange) {
        String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                .orElse("");
        int end = host.indexOf(".localhost");
        return end < 0 ? "" : host.substring(0, end);
    }

    private String script(String name) {
        return "(function () {\n" + Resource.text("vendors/kit.js") + "kit.port = " + port() + ";\n"
                + Resource.text(name) + "})();\n";
    }

    private static Map<String, String> facts(HttpExchange exchange) {
        Map<String, String> facts = new LinkedHashMap<>();
        String referer = exchange.getRequestHeaders().getFirst("Referer");
        if (referer != null) {
            facts.put("Referer", referer);
        }
        take(facts, Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        try {
            take(facts, new String(exchange.getRequestBody().readNBytes(MAX_BODY), StandardCharsets.UTF_8));
        } catch (IOException e) {
            facts.put("body", "(cut off)");
        }
        return facts;
    }

    private static void take(Map<String, String> facts, String form) {
        for (String pair : form.split("&")) {
            int sign = pair.indexOf('=');
            if (sign > 0) {
                facts.put(decoded(pair.substring(0, sign)), decoded(pair.substring(sign + 1)));
            }
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }
}
