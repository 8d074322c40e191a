package io.github.hushgate.e2e;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One request that reached the loopback server.
 *
 * @param host as the Host header has it, without a port, lower case
 * @param method GET, POST and so on
 * @param target path and query
 * @param headers by lower-case name
 * @param body as sent
 */
record Hit(String host, String method, String target, Map<String, String> headers, byte[] body) {
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return method + " " + host + target;
    }
}
