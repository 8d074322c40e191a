package io.github.hushgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogCommandTest {
    private static final String PIXEL = "https://www.facebook.com/tr?id=1&ev=PageView";

    private final Cli cli = new Cli();

    @TempDir
    private Path folder;

    private int run(String in, String... args) {
        List<String> all = new ArrayList<>(List.of("catalog"));
        all.addAll(List.of(args));
        return cli.run(in, all.toArray(String[]::new));
    }

    private List<JsonNode> json() throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : cli.lines()) {
            nodes.add(new ObjectMapper().readTree(line));
        }
        return nodes;
    }

    @Test
    void listHasOneLineForEachTrackerAndNamesTheCatalogsVersion() {
        assertEquals(Exit.CLEAN, run("", "list"));
        assertTrue(cli.lines().size() > 1000, () -> "only " + cli.lines().size());
        assertTrue(
                cli.lines().contains("meta-pixel\tMeta Pixel\tMeta\tadvertising\tcross-site-identity"),
                cli.lines()::toString);
        assertTrue(cli.err().matches("catalog \\S+ of \\d{4}-\\d\\d-\\d\\d\\R"), cli.err());
    }

    @Test
    void listCanBeOfOneCategory() {
        assertEquals(Exit.CLEAN, run("", "list", "--category", "session_replay"));
        assertTrue(cli.lines().stream().allMatch(line -> line.contains("\tsession-replay\t")), cli.lines()::toString);
        assertTrue(cli.lines().stream().anyMatch(line -> line.startsWith("hotjar\t")), cli.lines()::toString);
    }

    @Test
    void showTellsWhatATrackerIsKnownByAndWhereTheFactsComeFrom() {
        assertEquals(Exit.CLEAN, run("", "show", "meta-pixel"));
        String text = cli.out();
        for (String part :
                List.of("Meta Pixel of Meta", "address: ", "cookie: _fbp", "click id: fbclid", "evidence: ")) {
            assertTrue(text.contains(part), text);
        }
    }

    @Test
    void aTrackerThatIsNotCataloguedIsExitTwoWithSuggestions() {
        assertEquals(Exit.USAGE, run("", "show", "hotja"));
        assertEquals("hushgate: ID: \"hotja\" is not in the catalog; did you mean hotjar?\n", cli.err());
        assertEquals(Exit.USAGE, run("", "show", "no-such-thing"));
        assertTrue(cli.err().contains("\"catalog list\" names all"));
    }

    @Test
    void explainNamesTrackerListAndRuleOrNone() throws IOException {
        assertEquals(Exit.FOUND, run("", "explain", "--json", PIXEL, "https://www.example.org/a.js", "not an address"));
        JsonNode pixel = json().get(0);
        assertEquals(PIXEL, pixel.path("url").textValue());
        assertEquals("meta-pixel", pixel.path("tracker").textValue());
        assertEquals("Meta", pixel.path("entity").textValue());
        assertEquals("advertising", pixel.path("category").textValue());
        assertEquals("catalog", pixel.path("list").textValue());
        assertTrue(pixel.path("rule").textValue().endsWith("facebook.com/tr?"), pixel::toString);
        for (JsonNode none : json().subList(1, 3)) {
            assertTrue(none.get("tracker").isNull() && none.get("rule").isNull(), none::toString);
        }
    }

    @Test
    void explainReadsManyAddressesAndExitsZeroWhenNoneIsATrackers() throws IOException {
        Path urls =
                Files.writeString(folder.resolve("urls.txt"), "https://www.example.org/\n\nhttps://example.org/b\n");
        assertEquals(Exit.CLEAN, run("", "explain", "--json", "--urls", urls.toString()));
        assertEquals(2, cli.lines().size());
        assertEquals(Exit.FOUND, run("https://www.example.org/\n" + PIXEL + "\n", "explain", "--urls", "-"));
        assertTrue(cli.lines().get(1).startsWith(PIXEL + "\tmeta-pixel\tremoved\tcatalog: "), cli.lines()::toString);
        assertEquals(
                Exit.UNREADABLE,
                run("", "explain", "--urls", folder.resolve("absent").toString()));
        assertEquals(Exit.USAGE, run("", "explain"));
    }

    @Test
    void explainNamesTheRuleOfTheOwnersListAndItsException() throws IOException {
        Path list = Files.writeString(folder.resolve("easy.txt"), "||metrics.example^\n@@||metrics.example/ok.js\n");
        run(
                "",
                "explain",
                "--json",
                "--list",
                list.toString(),
                "https://metrics.example/a",
                "https://metrics.example/ok.js");
        assertEquals("easy", json().get(0).path("list").textValue());
        assertEquals("||metrics.example^", json().get(0).path("rule").textValue());
        assertTrue(json().get(1).get("tracker").isNull());
        assertEquals("@@||metrics.example/ok.js", json().get(1).path("rule").textValue());
    }

    @Test
    void cloaksNamesTheTrackerBehindAnAliasOfTheSitesOwnHost() throws IOException {
        Map<String, String> aliases = Map.of(
                "metrics.police.example", "police.example.sc.omtrdc.net",
                "stats.police.example", "edge.police.example",
                "edge.police.example", "www.clarity.ms",
                "www.police.example", "police.cdn.example",
                "round.police.example", "about.police.example",
                "about.police.example", "round.police.example");
        try (var server = new NameServer(aliases, Set.of("plain.police.example", "police.cdn.example"))) {
            int exit = run(
                    "",
                    "cloaks",
                    "--dns",
                    server.address(),
                    "Metrics.police.example",
                    "stats.police.example",
                    "www.police.example",
                    "plain.police.example",
                    "round.police.example");

            assertEquals(Exit.FOUND, exit, cli.err());
            assertEquals(
                    List.of(
                            "metrics.police.example\tadobe-analytics"
                                    + "\tmetrics.police.example -> police.example.sc.omtrdc.net",
                            "stats.police.example\tms-clarity"
                                    + "\tstats.police.example -> edge.police.example -> www.clarity.ms"),
                    cli.lines());
            assertEquals(Exit.CLEAN, run("", "cloaks", "--dns", server.address(), "plain.police.example"));
        }
    }

    @Test
    void aHostThatTheDnsDoesNotKnowMakesTheAnswerIncomplete() throws IOException {
        try (var server = new NameServer(Map.of(), Set.of())) {
            assertEquals(Exit.UNREADABLE, run("", "cloaks", "--dns", server.address(), "gone.police.example"));
            assertEquals("hushgate: cannot look up: gone.police.example\n", cli.err());
        }
    }
}
