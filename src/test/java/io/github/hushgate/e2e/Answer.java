package io.github.hushgate.e2e;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the loopback server says to one request. */
record Answer(int status, Map<String, String> headers, byte[] body) {
    static Answer of(String mediaType, byte[] body) {
        return new Answer(200, Map.of("Content-Type", mediaType, "Cache-Control", "no-store"), body);
    }

    static Answer of(String mediaType, String body) {
        return of(mediaType, body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer nothing() {
        return new Answer(404, Map.of("Content-Type", "text/plain"), new byte[0]);
    }
}
