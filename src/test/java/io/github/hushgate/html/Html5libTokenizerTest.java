package io.github.hushgate.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The Standard's tokenizer vectors, each in each of its initial states: whole, at every split point, in random pieces.
 */
class Html5libTokenizerTest {
    private static final int RUNS = 7_036;
    private static final int LONGEST_SPLIT_EVERYWHERE = 32;
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");

    private static final Map<String, Integer> STATES = Map.of(
            "Data state", States.DATA,
            "PLAINTEXT state", States.PLAINTEXT,
            "RCDATA state", States.RCDATA,
            "RAWTEXT state", States.RAWTEXT,
            "Script data state", States.SCRIPT_DATA,
            "CDATA section state", States.CDATA_SECTION);

    /** xmlViolation.test expects what an XML infoset can hold; the HTML Standard leaves these inputs as they are. */
    private static final Map<String, String> HTML_INSTEAD_OF_XML = Map.of(
            "a\uFFFFb", "[[\"Character\",\"a\uFFFFb\"]]",
            "a\fb", "[[\"Character\",\"a\\fb\"]]",
            "<!-- foo -- bar -->", "[[\"Comment\",\" foo -- bar \"]]",
            "<a b=''\fc=''>", "[[\"StartTag\",\"a\",{\"b\":\"\",\"c\":\"\"}]]");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static int runs;
    private static final List<String> SURROGATES = new ArrayList<>();

    /**
     * The vectors (of unicodeCharsProblematic.test) that hold a lone surrogate, which no document in an encoding that
     * browsers know can hold.
     */
    private static final List<String> WITH_LONE_SURROGATES = List.of(
            "Invalid Unicode character U+DFFF",
            "Invalid Unicode character U+D800",
            "Invalid Unicode character U+DFFF with valid preceding character",
            "Invalid Unicode character U+D800 with valid following character");

    /** One vector in one of its states. */
    private record Run(String name, String input, JsonNode expected, int state, String lastStartTag) {}

    @TestFactory
    Stream<DynamicTest> vectors() {
        return SharedFixtures.files("html5lib/tokenizer", ".test").stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    @AfterAll
    static void allOfThemRan() {
        if (runs > 0) {
            assertEquals(RUNS, runs + SURROGATES.size());
            assertEquals(WITH_LONE_SURROGATES, SURROGATES);
        }
    }

    private static void check(Path file) throws IOException {
        for (Run run : runs(file)) {
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(run.input)) {
                SURROGATES.add(run.name);
                continue;
            }
            runs++;
            byte[] bytes = run.input.getBytes(StandardCharsets.UTF_8);
            check(run, bytes, bytes.length);
            if (bytes.length <= LONGEST_SPLIT_EVERYWHERE) {
                for (int split = 1; split < bytes.length; split++) {
                    check(run, bytes, split, bytes.length - split);
                }
            }
            check(run, bytes, randomPieces(bytes.length));
            int[] ones = new int[bytes.length];
            java.util.Arrays.fill(ones, 1);
            check(run, bytes, ones);
        }
    }

    private static int[] randomPieces(int length) {
        var random = new Random(length);
        var pieces = new ArrayList<Integer>();
        for (int left = length; left > 0; ) {
            int next = Math.min(left, 1 + random.nextInt(7));
            pieces.add(next);
            left -= next;
        }
        return pieces.stream().mapToInt(each -> each).toArray();
    }

    private static void check(Run run, byte[] bytes, int... pieces) {
        var tokens = new TokenList();
        var tokenizer = HtmlTokenizer.inState(tokens, run.state, run.lastStartTag);
        int at = 0;
        for (int piece : pieces) {
            byte[] own = java.util.Arrays.copyOfRange(bytes, at, at + piece);
            tokenizer.write(own, 0, piece);
            java.util.Arrays.fill(own, (byte) '#');
            at += piece;
        }
        tokenizer.end();
        JsonNode got = JSON.valueToTree(tokens.tokens());
        assertEquals(
                run.expected,
                got,
                () -> "state " + run.state + " of " + JSON.valueToTree(run.input) + " in "
                        + java.util.Arrays.toString(pieces));
    }

    private static List<Run> runs(Path file) throws IOException {
        JsonNode root = JSON.readTree(file.toFile());
        boolean xml = root.has("xmlViolationTests");
        var runs = new ArrayList<Run>();
        for (JsonNode test : root.path(xml ? "xmlViolationTests" : "tests")) {
            boolean escaped = test.path("doubleEscaped").asBoolean();
            String input = escaped
                    ? unescape(test.path("input").asText())
                    : test.path("input").asText();
            String output = test.path("output").toString();
            if (xml) {
                output = HTML_INSTEAD_OF_XML.get(input);
            }
            JsonNode expected = JSON.readTree(output);
            if (escaped) {
                expected = unescape(expected);
            }
            String last = test.path("lastStartTag").asText("");
            if (test.has("initialStates")) {
                for (JsonNode state : test.path("initialStates")) {
                    runs.add(new Run(
                            test.path("description").asText(), input, expected, STATES.get(state.asText()), last));
                }
            } else {
                runs.add(new Run(test.path("description").asText(), input, expected, States.DATA, last));
            }
        }
        return runs;
    }

    private static JsonNode unescape(JsonNode node) {
        if (node.isTextual()) {
            return JSON.getNodeFactory().textNode(unescape(node.asText()));
        }
        if (node.isArray()) {
            var copy = JSON.createArrayNode();
            node.forEach(each -> copy.add(unescape(each)));
            return copy;
        }
        if (node.isObject()) {
            var copy = JSON.createObjectNode();
            node.properties().forEach(each -> copy.set(unescape(each.getKey()), unescape(each.getValue())));
            return copy;
        }
        return node;
    }

    private static String unescape(String text) {
        Matcher escapes = ESCAPE.matcher(text);
        return escapes.replaceAll(
                each -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(each.group(1), 16))));
    }

    @Test
    void everyNameOfTheListIsDecodedInAnAttribute() {
        byte[] value = "a&quot;&amp&notit;&notin;&amp=x&lt".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "a\"&&notit;\u2209&amp=x<",
                new String(CharacterReferences.decode(value, 0, value.length, true), StandardCharsets.UTF_8));
    }
}
