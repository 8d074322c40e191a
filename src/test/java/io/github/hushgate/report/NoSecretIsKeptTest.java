package io.github.hushgate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.review.Review;
import io.github.hushgate.store.JdbcStore;
import io.github.hushgate.store.JdbcStore.CreateSchema;
import io.github.hushgate.store.JsonLinesStore;
import io.github.hushgate.store.KafkaSink;
import io.github.hushgate.store.MemoryStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A secret in any field of any format is in no file, database, topic, page, counter or log line afterwards, however it
 * is spelt.
 */
class NoSecretIsKeptTest {
    private static final String SECRET = "zq7janedoecr12345";
    private static final List<String> FIELDS = List.of(
            "document-uri",
            "referrer",
            "violated-directive",
            "effective-directive",
            "original-policy",
            "disposition",
            "blocked-uri",
            "script-sample",
            "source-file",
            "documentURL",
            "documentURI",
            "blockedURL",
            "blockedURI",
            "effectiveDirective",
            "violatedDirective",
            "originalPolicy",
            "sample",
            "sourceFile",
            "statusCode",
            "lineNumber",
            "columnNumber",
            "policyId",
            "featureId",
            "destination",
            "subresourceURL",
            "hash",
            "connection",
            "allowlist",
            "url",
            "message",
            "id",
            "reason",
            "server_ip",
            "method",
            "phase",
            "stack");
    private static final List<String> TYPES = List.of(
            "csp-violation",
            "integrity-violation",
            "permissions-policy-violation",
            "csp-hash",
            "connection-allowlist",
            "deprecation",
            "intervention",
            "crash",
            "network-error",
            "coop",
            "coep",
            SECRET);
    private static final List<String> SHAPES = List.of(
            "%s",
            "https://www.police.test/%s/a?b=%s#%s",
            "https://www.facebook.com/tr/%s?dl=%s",
            "https://%s:%s@third.example/%s?q=%s#%s",
            "https://third.example:8443/%s.js",
            "%s:opaque",
            "data:text/plain,%s",
            "blob:https://www.police.test/%s",
            "chrome-extension://%s/a.js",
            "wss://third.example/%s",
            "//%s/",
            "%s %s",
            "\\u202e%s\\u2028");

    /** Text that was kept, shown or told somewhere. */
    private interface Traces {
        List<String> read() throws Exception;
    }

    @TempDir
    private Path directory;

    @Test
    void itIsInNoFile() throws Exception {
        isNowhere(JsonLinesStore.open(directory, JsonLinesStore.Settings.DEFAULT), this::files);
    }

    @Test
    void itIsInNoDatabase() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:secrets;MODE=MariaDB;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
        var settings = new JdbcStore.Settings(CreateSchema.IF_MISSING, 90, 1 << 26, false);
        List<String> dump = isNowhere(JdbcStore.open(database, directory, settings), () -> dump(database));
        assertTrue(dump.toString().contains("meta-pixel"), "the database holds what was sent");
    }

    @Test
    void itIsNotInWhatWaitsForADatabase() throws Exception {
        JdbcDataSource away = new JdbcDataSource();
        away.setURL("jdbc:h2:tcp://127.0.0.1:1/reports");
        var settings = new JdbcStore.Settings(CreateSchema.IF_MISSING, 90, 1 << 26, false);
        List<String> spill = isNowhere(JdbcStore.open(away, directory, settings), this::files);
        assertTrue(spill.toString().contains("meta-pixel"), "what was sent waits");
    }

    @Test
    void itIsNotInWhatWaitsForATopic() throws Exception {
        var settings = new KafkaSink.Settings(
                "127.0.0.1:1", "hushgate", Map.of(), directory, 1 << 26, false, Duration.ofMillis(100));
        List<String> waiting = isNowhere(KafkaSink.open(settings), this::files);
        assertTrue(waiting.toString().contains("meta-pixel"), "what was sent waits");
    }

    @Test
    void itIsOnNoPage() throws Exception {
        MemoryStore store = new MemoryStore();
        isNowhere(
                store, () -> List.of(Review.of(store).toText(), Review.of(store).toJson()));
    }

    private List<String> files() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }

    private static List<String> dump(JdbcDataSource database) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet script = statement.executeQuery("script")) {
            while (script.next()) {
                lines.add(script.getString(1));
            }
        }
        return lines;
    }

    /** Sends it in every field of every format; gives what is left of that, in which it is not. */
    private static List<String> isNowhere(ReportSink sink, Traces traces) throws Exception {
        List<String> logged = new ArrayList<>();
        Handler handler = new ListHandler(logged);
        Logger.getLogger("").addHandler(handler);
        long sent = 0;
        List<String> texts = new ArrayList<>();
        try (sink;
                ReportEndpoint endpoint = Endpoints.of(sink, Endpoints.WIDE, Set.of())) {
            for (String shape : SHAPES) {
                for (String field : FIELDS) {
                    sent += send(endpoint, field, shape.replace("%s", SECRET));
                }
            }
            texts.add(endpoint.counts().toString());
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        assertEquals(SHAPES.size() * (long) FIELDS.size() * (TYPES.size() + 1), sent);
        texts.addAll(logged);
        texts.addAll(traces.read());
        List<String> spellings = spellings();
        texts.forEach(text -> assertClean(text, spellings));
        return texts;
    }

    @Test
    void aSecretThatIsThereWouldBeFound() {
        for (String spelling : spellings()) {
            assertThrows(AssertionError.class, () -> assertClean("x" + spelling + "x", spellings()), spelling);
        }
    }

    /** The secret as it could stand somewhere, in lower case. */
    private static List<String> spellings() {
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>();
        all.add(SECRET);
        all.add(new StringBuilder(SECRET).reverse().toString());
        all.add(HexFormat.of().formatHex(bytes));
        all.add(HexFormat.of().withPrefix("%").formatHex(bytes));
        all.add(HexFormat.of().withPrefix("\\u00").formatHex(bytes));
        all.add(HexFormat.of().withPrefix("&#x").withSuffix(";").formatHex(bytes));
        all.add(new String(SECRET.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1));
        for (int shift = 0; shift < 3; shift++) {
            // Whatever stood before it, in the middle it looks like one of three.
            String base64 =
                    Base64.getEncoder().encodeToString((" ".repeat(shift) + SECRET).getBytes(StandardCharsets.UTF_8));
            all.add(base64.substring(4, 20));
        }
        for (String shape : SHAPES) {
            for (String algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
                all.add(hash(algorithm, shape.replace("%s", SECRET)).substring(0, 32));
            }
        }
        return all.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
    }

    private static String hash(String algorithm, String text) {
        try {
            byte[] hash = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int send(ReportEndpoint endpoint, String field, String value) {
        String body = "{\"" + field + "\":\"" + value + "\",\"x\":\"" + value + "\"}";
        exchange("{\"csp-report\":" + body + "}", value).to(endpoint);
        StringBuilder batch = new StringBuilder("[").append(Endpoints.violation("inline"));
        for (String type : TYPES) {
            batch.append(",{\"age\":1,\"type\":\"" + type + "\",\"url\":\"" + value + "\",\"user_agent\":\"" + value
                    + "\",\"body\":" + body + "}");
            batch.append(",{\"type\":\"" + type + "\",\"url\":\"https://www.police.test/\",\"body\":" + body + "}");
        }
        exchange(batch.append("]").toString(), value).to(endpoint);
        return TYPES.size() + 1;
    }

    private static Exchange exchange(String body, String value) {
        return Exchange.of(body)
                .query("p=" + SECRET + "&r=0&b=41&q=" + SECRET)
                .header("User-Agent", value)
                .header("Referer", value)
                .header("Cookie", value)
                .header("X-Forwarded-For", value)
                .header("Authorization", value);
    }

    private static void assertClean(String text, List<String> spellings) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String spelling : spellings) {
            assertFalse(lower.contains(spelling), () -> around(lower, spelling));
        }
        assertFalse(text.contains("203.0.113"));
    }

    private static String around(String text, String secret) {
        int at = text.indexOf(secret);
        return text.substring(Math.max(0, at - 300), Math.min(text.length(), at + 100));
    }

    private static final class ListHandler extends Handler {
        private final List<String> logged;

        ListHandler(List<String> logged) {
            this.logged = logged;
        }

        @Override
        public void publish(LogRecord line) {
            StringWriter text = new StringWriter();
            text.append(line.getMessage()).append(Arrays.toString(line.getParameters()));
            if (line.getThrown() != null) {
                line.getThrown().printStackTrace(new PrintWriter(text));
            }
            logged.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
