package io.github.hushgate;

import io.github.hushgate.ReportSite.Visitor;
import java.io.IOException;
import java.util.Locale;

/** A request of which the endpoint refuses exactly one thing, by the reason that it is refused for. */
enum RefusedVisit {
    METHOD(visitor -> visitor.send("GET", "", "")),
    ORIGIN(visitor -> visitor.send(
            "POST", RefusedVisit.CSP + "Origin: https://evil.example\r\n", visitor.legacy(RefusedVisit.HOST))),
    MEDIA_TYPE(visitor -> visitor.post("text/plain", visitor.legacy(RefusedVisit.HOST))),
    CONTENT_ENCODING(visitor ->
            visitor.send("POST", RefusedVisit.CSP + "Content-Encoding: gzip\r\n", visitor.legacy(RefusedVisit.HOST))),
    BODY_BYTES(visitor -> visitor.post(visitor.legacy(RefusedVisit.HOST) + " ".repeat(RefusedVisit.BODY_LIMIT))),
    MALFORMED(visitor -> visitor.post("{\"csp-report\":{\"blocked-uri\":")),
    TRAILING(visitor -> visitor.post(visitor.legacy(RefusedVisit.HOST) + "x")),
    DEPTH(visitor -> visitor.post("{\"csp-report\":{\"x\":" + "[".repeat(20) + "]".repeat(20) + "}}")),
    DUPLICATE_KEY(visitor -> visitor.post("{\"csp-report\":{\"blocked-uri\":\"a\",\"blocked-uri\":\"b\"}}")),
    SHAPE(visitor -> visitor.post("{}")),
    BLANK(visitor -> visitor.post("{\"csp-report\":{\"status-code\":200}}")),
    FOREIGN_DOCUMENT(visitor -> visitor.post("{\"csp-report\":{\"document-uri\":\"https://evil.example/\","
            + "\"effective-directive\":\"img-src\",\"blocked-uri\":\"https://refused.example/\"}}"));

    /** The bound that the site is set to. */
    static final int BODY_LIMIT = 8_192;

    private static final String CSP = "Content-Type: application/csp-report\r\n";
    private static final String HOST = "refused.example";

    private interface Sending {
        int to(Visitor visitor) throws IOException;
    }

    private final Sending sending;

    RefusedVisit(Sending sending) {
        this.sending = sending;
    }

    int to(Visitor visitor) throws IOException {
        return sending.to(visitor);
    }

    String reason() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
