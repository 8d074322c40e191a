package io.github.hushgate.cli;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.store.JsonLinesStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {
    private static final String PIXEL = "<img src=\"https://www.facebook.com/tr?id=1&ev=PageView\">";

    private final Cli cli = new Cli();

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void stripCopiesStdinToStdoutWithoutTheTracker() {
        assertEquals(Exit.CLEAN, cli.run("<p>Help" + PIXEL + "</p>\r\n", "strip"));
        assertEquals("<p>Help</p>\r\n", cli.out());
        assertEquals("", cli.err());
    }

    @Test
    void stripKeepsTheNamesOfFilesAndFoldersAndTheBytesOfWhatIsNoPage() throws IOException {
        write("site/a/index.html", "<p>a" + PIXEL);
        write("site/a/logo.png", PIXEL);
        Path single = write("page", "<p>b" + PIXEL);
        Path to = folder.resolve("to");

        int exit = cli.run("", "strip", folder.resolve("site").toString(), single.toString(), "--out", to.toString());

        assertEquals(Exit.CLEAN, exit, cli.err());
        assertEquals("<p>a", Files.readString(to.resolve("a/index.html")));
        assertEquals(PIXEL, Files.readString(to.resolve("a/logo.png")));
        assertEquals("<p>b", Files.readString(to.resolve("page")));
    }

    @Test
    void stripReadsAPageInTheEncodingThatABrowserWould() throws IOException {
        String html = "<p>\u65E5\u672C" + PIXEL + "</p>";
        Path to = folder.resolve("to");
        for (String mark : List.of("", "\uFEFF")) {
            Path page = Files.write(folder.resolve("page.html"), (mark + html).getBytes(UTF_16BE));
            String[] strip = {"strip", page.toString(), "--out", to.toString(), "--charset", "utf-16be"};
            assertEquals(Exit.CLEAN, cli.run("", mark.isEmpty() ? strip : Arrays.copyOf(strip, 4)), cli.err());
            assertEquals(mark + "<p>\u65E5\u672C</p>", Files.readString(to.resolve("page.html"), UTF_16BE));
        }
        assertEquals(Exit.USAGE, cli.run("<p>", "strip", "--charset", "ebcdic"));
        assertTrue(cli.err().contains("\"ebcdic\""), cli.err());
    }

    @Test
    void eachRemovalIsOneLineWithItsPlaceInTheInput() throws IOException {
        String html = "<p>é" + PIXEL + "</p>";
        Path page = write("page.html", html);
        Path removals = folder.resolve("removals.jsonl");

        cli.run(
                "",
                "strip",
                page.toString(),
                "--out",
                folder.resolve("to").toString(),
                "--removals",
                removals.toString());

        List<String> lines = Files.readAllLines(removals);
        assertEquals(1, lines.size());
        JsonNode line = new ObjectMapper().readTree(lines.get(0));
        assertEquals(page.toString(), line.path("file").textValue());
        assertEquals("meta-pixel", line.path("tracker").textValue());
        assertEquals("img", line.path("element").textValue());
        assertEquals("<p>é".getBytes(UTF_8).length, line.path("start").intValue());
        assertEquals(("<p>é" + PIXEL).getBytes(UTF_8).length, line.path("end").intValue());
    }

    @Test
    void aListOfHostNamesAddsTrackers() throws IOException {
        Path list = write("hosts.txt", "metrics.example\n");
        String html = "<script src='https://cdn.metrics.example/a.js'></script><p>x";

        assertEquals(Exit.CLEAN, cli.run(html, "strip"));
        assertEquals(html, cli.out());
        assertEquals(Exit.CLEAN, cli.run(html, "strip", "--list", list.toString()));
        assertEquals("<p>x", cli.out());
    }

    @Test
    void scanTellsFoundFromCleanFromUnreadableByItsExitCode() throws IOException {
        Path dirty = write("dirty.html", "<p>Help" + PIXEL);
        Path clean = write("clean.html", "<p>Nothing here");

        assertEquals(Exit.CLEAN, cli.run("", "scan", clean.toString()));
        assertEquals("", cli.out());
        assertEquals(Exit.FOUND, cli.run("", "scan", clean.toString(), dirty.toString()));
        assertEquals(dirty + ":1\tmeta-pixel\timg\n", cli.out());
        assertEquals(Exit.FOUND, cli.run("<p>Help" + PIXEL, "scan", "-"));
        assertEquals("-:1\tmeta-pixel\timg\n", cli.out());
        assertEquals(
                Exit.UNREADABLE,
                cli.run(
                        "",
                        "scan",
                        dirty.toString(),
                        folder.resolve("absent.html").toString()));
        assertTrue(cli.err().contains("absent.html"));
    }

    @Test
    void scanTellsTheLineOfEachTrackerInTemplatesToo() throws IOException {
        Path template = write("page.jsp", "<%@ page %>\n<p>\u20ac\n" + PIXEL + "\n\n" + PIXEL + "\n");
        write("notes.txt", PIXEL);
        assertEquals(Exit.FOUND, cli.run("", "scan", folder.toString()));
        assertEquals(template + ":3\tmeta-pixel\timg\n" + template + ":5\tmeta-pixel\timg\n", cli.out());
        assertEquals(Exit.FOUND, cli.run("<p>Help\n" + PIXEL, "scan", "--json", "-"));
        assertEquals(
                "{\"file\":\"-\",\"line\":2,\"tracker\":\"meta-pixel\",\"element\":\"img\",\"start\":8,\"end\":"
                        + (8 + PIXEL.length()) + "}\n",
                cli.out());
    }

    @Test
    void scanFailsOnWhatTheBaselineDoesNotHoldWhereverItsLineIs() throws IOException {
        Path page = write("site/page.html", "<p>" + PIXEL);
        String site = folder.resolve("site").toString();
        cli.run("", "scan", "--json", site);
        String baseline = write("known.jsonl", cli.out()).toString();
        Files.writeString(page, "<p>\n\n" + PIXEL);
        assertEquals(Exit.CLEAN, cli.run("", "scan", "--fail-on", "new", "--baseline", baseline, site));
        assertTrue(cli.out().contains(":3\tmeta-pixel"), "what is known is still told: " + cli.out());
        Files.writeString(page, PIXEL + PIXEL);
        assertEquals(Exit.FOUND, cli.run("", "scan", "--fail-on", "new", "--baseline", baseline, site));
        assertEquals(Exit.CLEAN, cli.run("", "scan", "--fail-on", "never", site));
        assertEquals(Exit.USAGE, cli.run("", "scan", "--fail-on", "new", site));
        assertEquals(Exit.USAGE, cli.run("", "scan", "--baseline", baseline, site));
        assertEquals(Exit.USAGE, cli.run("", "scan", "--fail-on", "new", "--baseline", page.toString(), site));
    }

    @Test
    void scanShowsHowFarItIsToAPersonAlone() throws IOException {
        write("a.html", "<p>");
        write("b.html", PIXEL);
        cli.run("", "scan", folder.toString());
        assertEquals("", cli.err());
        Cli watched = new Cli(true);
        watched.run("", "scan", folder.toString());
        assertTrue(watched.err().contains("2 pages"), watched.err());
        assertTrue(watched.err().endsWith("\r\033[K"), "nothing is left of it");
        assertEquals(cli.out(), watched.out());
    }

    @Test
    void everyCommandHasExamplesAndEachCanBeGiven() {
        List<String> examples = new ArrayList<>();
        examples(HushgateCli.commands(new Console(System.in, System.out, System.err, false)), examples);
        for (String each : examples) {
            CommandLine all = HushgateCli.commands(new Console(System.in, System.out, System.err, false));
            String[] words = each.strip().substring("hushgate ".length()).split(" ", -1);
            assertDoesNotThrow(() -> all.parseArgs(words), each);
        }
    }

    private static void examples(CommandLine command, List<String> into) {
        List<String> own = Stream.of(command.getCommandSpec().usageMessage().footer())
                .filter(line -> line.startsWith("  hushgate "))
                .toList();
        boolean ours = command.getCommand().getClass().getPackage().equals(HushgateCli.class.getPackage());
        assertTrue(!own.isEmpty() || !ours || !command.getSubcommands().isEmpty(), command.getCommandName());
        into.addAll(own);
        command.getSubcommands().values().forEach(each -> examples(each, into));
    }

    @Test
    void aShellLearnsToCompleteIt() {
        assertEquals(Exit.CLEAN, cli.run("", "generate-completion"));
        assertTrue(cli.out().contains("complete -F _complete_hushgate"), cli.out());
        assertTrue(cli.out().contains("--fail-on"), cli.out());
    }

    @Test
    void policyAndCatalogSpeakJsonToo() throws IOException {
        assertEquals(Exit.CLEAN, cli.run("", "policy", "--json", "--nonce", "bm9uY2U"));
        for (String line : cli.lines()) {
            JsonNode each = new ObjectMapper().readTree(line);
            assertFalse(
                    each.path("name").asText().isEmpty()
                            || each.path("value").asText().isEmpty(),
                    line);
        }
        assertEquals(Exit.CLEAN, cli.run("", "catalog", "list", "--json", "--category", "session_replay"));
        assertTrue(cli.lines().size() > 3, cli.out());
        for (String line : cli.lines()) {
            assertEquals(
                    "session-replay",
                    new ObjectMapper().readTree(line).path("category").asText());
        }
        assertEquals(Exit.CLEAN, cli.run("", "catalog", "show", "--json", "meta-pixel"));
        JsonNode shown = new ObjectMapper().readTree(cli.out());
        assertEquals("Meta Pixel", shown.path("name").asText());
        assertEquals("address", shown.path("signatures").path(0).path("kind").asText(), cli.out());
    }

    @Test
    void scanTellsWhichPagesWithATrackerLeadToASensitivePath() throws IOException {
        Path door = write("door.html", "<a href=/report/rape>Report</a>" + PIXEL);
        Path other = write("other.html", "<a href=/news>News</a>" + PIXEL);
        Path clean = write("clean.html", "<a href=/report/rape>Report</a>");

        assertEquals(
                Exit.FOUND,
                cli.run("", "scan", "--doorways", "/report/**", door.toString(), other.toString(), clean.toString()));
        assertEquals(door + "\tmeta-pixel\tlink\n", cli.out());
        assertEquals(Exit.CLEAN, cli.run("", "scan", "--doorways", "/report/**", other.toString()));
    }

    @Test
    void reviewListsKnownDoorwaysAndTheSettingsThatProtectThem() throws IOException {
        Path store = folder.resolve("reports");
        Instant now = Instant.parse("2026-11-27T01:00:00Z");
        try (JsonLinesStore writing = JsonLinesStore.open(store, JsonLinesStore.Settings.DEFAULT)) {
            writing.append(ReportBatch.of(List.of(
                    new CoverageCount("/door/{…}", "doorway link meta-pixel", 3, now, now, ""),
                    new CoverageCount("/", "doorway form meta-pixel", 1, now, now, ""),
                    new CoverageCount("/report/**", "rewritten", 9, now, now, ""))));
        }
        assertEquals(Exit.FOUND, cli.run("", "review", store.toString(), "--doorways"));
        String said = cli.out();
        assertTrue(said.contains("/door/{…}\tlink meta-pixel\t3\n"), said);
        assertTrue(said.contains("{\"journey\":{\"doorway-routes\":[\"\",\"/door/*\"]}}"), said);
        assertFalse(said.contains("rewritten"), said);
    }

    @Test
    void aMistakeOnTheCommandLineIsExitTwoAndASentence() {
        assertEquals(Exit.USAGE, cli.run("", "scan"));
        assertEquals(Exit.USAGE, cli.run("", "no-such-command"));
        assertEquals(Exit.USAGE, cli.run("", "strip", "page.html"));
        assertEquals("hushgate: FILE needs --out DIR; without FILE, pipe the page in\n", cli.err());
        assertEquals(Exit.USAGE, cli.run("<p>", "strip", "--page-url", "report"));
        assertFalse(cli.err().contains("\tat "), "a stack trace");
    }

    @Test
    void policyPrintsTheLinesAsServed() {
        assertEquals(Exit.CLEAN, cli.run("", "policy", "--nonce", "bm9uY2U", "--secure"));
        List<String> lines = cli.out().lines().toList();
        assertTrue(
                lines.stream()
                                .filter(line -> line.startsWith("Content-Security-Policy: "))
                                .count()
                        == 2,
                lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.contains("'nonce-bm9uY2U'")), lines::toString);
        assertTrue(lines.contains("Referrer-Policy: origin"), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("Reporting-Endpoints: ")), lines::toString);
        cli.run("", "policy", "--nonce", "bm9uY2U");
        assertFalse(cli.out().contains("Reporting-Endpoints"), "report-to is for secure requests alone");
    }

    @Test
    void policyFollowsTheSettingsOfThePath() throws IOException {
        Path config = write(
                "hushgate.json", "{\"sensitive\": [\"/report/**\"], \"preset\": \"contain\", \"mode\": \"observe\"}");

        assertEquals(Exit.CLEAN, cli.run("", "policy", "--config", config.toString(), "--path", "/report/a"));
        assertTrue(cli.out().contains("Content-Security-Policy-Report-Only: "), cli.out());
        assertFalse(cli.out().contains("nonce-"), cli.out());
        assertEquals(Exit.CLEAN, cli.run("", "policy", "--config", config.toString(), "--path", "/news"));
        assertEquals("", cli.out());
        assertTrue(cli.err().contains("/news is not sensitive"), cli.err());
        Path wrong = write("wrong.json", "{\"sensitiv\": []}");
        assertEquals(Exit.USAGE, cli.run("", "policy", "--config", wrong.toString(), "--path", "/report/a"));
        assertTrue(cli.err().contains("sensitive"), cli.err());
    }
}
