package io.github.hushgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hushgate.html.SharedFixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Troubles that people met in public, on the command line: pages, settings, and others' policies. */
final class FieldCasesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cli cli = new Cli();

    @TestFactory
    Stream<DynamicTest> pages() throws IOException {
        return cases("html", this::page);
    }

    @TestFactory
    Stream<DynamicTest> settings() throws IOException {
        return cases("config", this::wrongSettings);
    }

    @TestFactory
    Stream<DynamicTest> policies() throws IOException {
        return cases("cli", this::othersPolicy);
    }

    private interface Check {
        void of(Path folder, JsonNode expected) throws IOException;
    }

    private static Stream<DynamicTest> cases(String part, Check check) throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> folders = Files.list(SharedFixtures.folder("cases"))) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                JsonNode expected = JSON.readTree(folder.resolve("check.json").toFile());
                if (expected.path("part").asText().equals(part)) {
                    tests.add(
                            DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check.of(folder, expected)));
                }
            }
        }
        assertFalse(tests.isEmpty(), part);
        return tests.stream();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private void page(Path folder, JsonNode expected) throws IOException {
        byte[] input = Files.readAllBytes(folder.resolve("input.html"));
        byte[] once = strip(input, texts(expected.path("args")));
        String text = latin(once);
        texts(expected.path("must_not_contain")).forEach(each -> assertFalse(text.contains(each), each));
        texts(expected.path("must_contain_hex"))
                .forEach(each -> assertTrue(hex(once).contains(each), each));
        texts(expected.path("must_not_contain_hex"))
                .forEach(each -> assertFalse(hex(once).contains(each), each));
        int from = 0;
        for (String each : texts(expected.path("in_order"))) {
            int at = text.indexOf(latin(each.getBytes(StandardCharsets.UTF_8)), from);
            assertTrue(at >= 0, each);
            from = at + each.length();
        }
        assertTrue(isSubsequence(once, input), "a subsequence of what came in");
        assertEquals(text, latin(strip(once, texts(expected.path("args")))), "twice is once");
    }

    private byte[] strip(byte[] page, List<String> args) {
        List<String> all = new ArrayList<>(List.of("strip"));
        all.addAll(args);
        cli.run(page, all.toArray(String[]::new));
        assertEquals("", cli.err().replaceAll("(?m)^hushgate: \\d+ .*\\R", ""));
        return cli.bytes();
    }

    private static boolean isSubsequence(byte[] some, byte[] all) {
        int next = 0;
        for (int i = 0; i < all.length && next < some.length; i++) {
            next += all[i] == some[next] ? 1 : 0;
        }
        return next == some.length;
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    private void wrongSettings(Path folder, JsonNode expected) throws IOException {
        List<String> files = texts(expected.path("each"));
        for (int i = 0; i < files.size(); i++) {
            Path file = folder.resolve(files.get(i));
            String[] args = texts(expected.path("cli")).stream()
                    .map(each -> each.replace("@INPUT@", file.toString()))
                    .toArray(String[]::new);
            assertNotEquals(expected.path("exit_not").asInt(), cli.run("", args), file::toString);
            for (String word : texts(expected.path("message_must_contain").path(i))) {
                assertTrue(cli.err().contains(word), word + " in: " + cli.err());
            }
            assertEquals("", cli.out());
        }
    }

    private void othersPolicy(Path folder, JsonNode expected) throws IOException {
        assertEquals(expected.path("exit").asInt(), run(folder, expected.path("cli")));
        String told = cli.out();
        expected.path("must_contain_any")
                .forEach(any -> assertTrue(texts(any).stream().anyMatch(told::contains), any::toString));
        run(folder, expected.path("also"));
        List<JsonNode> lines = cli.lines().stream().map(FieldCasesTest::json).toList();
        for (JsonNode row : expected.path("truth")) {
            assertEquals(row.path(2).asText(), verdict(lines, row), row::toString);
        }
    }

    /** A row names a tracker ("any" for all), a channel, sometimes with a host, and whether it is open. */
    private static String verdict(List<JsonNode> lines, JsonNode row) {
        String tracker = row.path(0).asText().equals("any") ? "" : row.path(0).asText();
        String[] channel = row.path(1).asText().split(" ");
        String host = channel.length > 2 && channel[1].equals("to") ? channel[2] : "";
        List<JsonNode> those = lines.stream()
                .filter(line -> line.path("name").asText().startsWith(tracker))
                .filter(line -> line.path("channel").asText().equals(channel[0]))
                .filter(line -> line.path("host").asText().startsWith(host))
                .toList();
        return those.stream().anyMatch(line -> line.path("open").asBoolean()) ? "open" : "blocked";
    }

    private int run(Path folder, JsonNode args) {
        return cli.run(
                "",
                texts(args).stream()
                        .map(each ->
                                each.startsWith("input") ? folder.resolve(each).toString() : each)
                        .toArray(String[]::new));
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
