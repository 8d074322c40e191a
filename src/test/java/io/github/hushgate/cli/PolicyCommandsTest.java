package io.github.hushgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.policy.ApprovedScripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandsTest {
    /** Browsers hash the text with its line ends made one character. */
    private static final String SCRIPT = "\r\n  countDown( 5 )\r\n";

    private static final String HASH =
            "sha256-" + ApprovedScripts.hashOf("\n  countDown( 5 )\n").value();

    private final Cli cli = new Cli();

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aPolicyWithoutFindingsElsewhereStillLetsTrackersIn() {
        String strict = "HTTP/1.1 200\r\nContent-Security-Policy: script-src "
                + "'nonce-abc' 'strict-dynamic' https: 'unsafe-inline';"
                + " object-src 'none'; base-uri 'none'\r\n\r\n";
        assertEquals(Exit.FOUND, cli.run(strict, "check-policy", "-"));
        String meta = cli.out()
                .lines()
                .filter(line -> line.startsWith("Meta Pixel\t"))
                .findFirst()
                .orElseThrow();
        assertTrue(meta.contains("script") && meta.contains("pixel"), meta);
        assertTrue(meta.contains("script: script-src 'strict-dynamic'"), meta);
    }

    @Test
    void ourOwnHeadersLetNoneInAndTheNavigationThatNoPolicyCoversIsSaidAloud() throws IOException {
        cli.run("", "policy", "--nonce", "AAAAAAAAAAAAAAAAAAAAAAAA");
        Path headers = write("headers.txt", cli.out());
        assertEquals(Exit.CLEAN, cli.run("", "check-policy", headers.toString()));
        assertEquals("", cli.out());
        assertTrue(cli.err().contains("--navigation"), cli.err());
        assertEquals(Exit.FOUND, cli.run("", "check-policy", "--navigation", headers.toString()));
        cli.run("", "policy", "--preset", "sealed", "--nonce", "AAAAAAAAAAAAAAAAAAAAAAAA");
        assertEquals(Exit.CLEAN, cli.run(cli.out(), "check-policy", "--navigation", "-"));
    }

    @Test
    void theSettingsOfASiteAreCheckedForWhatTheirOwnerOpened() throws IOException {
        Path config = write(
                "hushgate.json",
                "{\"sensitive\": [\"/report/**\"], \"allow.script\": [\"https://connect.facebook.net\"]}");
        assertEquals(Exit.FOUND, cli.run("", "check-policy", "--config", config.toString(), "--path", "/report/a"));
        assertEquals(
                List.of("Meta Pixel\tscript"),
                cli.out()
                        .lines()
                        .map(line -> line.substring(0, line.lastIndexOf('\t')))
                        .filter(line -> line.startsWith("Meta"))
                        .toList());
    }

    @Test
    void approveListsEachScriptWithItsHashStateAndFirstLine() throws IOException {
        String page = "<script nonce=x>a()</script><script src=/a.js></script><script type=application/json>{}</script>"
                + "<p onclick=b()><script>" + SCRIPT + "</script>"
                + "<script>fbq('init','1');fbq('track','PageView')</script>";
        assertEquals(Exit.FOUND, cli.run(page, "approve", "-"));
        List<String> lines = cli.out().lines().toList();
        assertEquals(3, lines.size(), lines::toString);
        assertTrue(lines.get(0).endsWith("\tnonce\ta()"), lines.get(0));
        assertEquals("-\t" + HASH + "\tnew\tcountDown( 5 )", lines.get(1));
        assertTrue(lines.get(2).contains("\ttracker meta-pixel\tfbq("), lines.get(2));
        assertTrue(cli.err().contains("1 event handler"), cli.err());
    }

    @Test
    void approveAddsOnlyWhatItIsToldTo() throws IOException {
        Path page = write("page.html", "<script>" + SCRIPT + "</script><script>other()</script>");
        Path approved = write("approved.txt", "# read with care");
        String to = approved.toString();
        assertEquals(
                Exit.CLEAN,
                cli.run(
                        "",
                        "approve",
                        page.toString(),
                        "--to",
                        to,
                        "--add",
                        HASH,
                        "--who",
                        "j.doe",
                        "--why",
                        "counts down",
                        "--when",
                        "2026-11-24"));
        assertEquals("# read with care\n" + HASH + " j.doe 2026-11-24 counts down\n", Files.readString(approved));
        assertEquals(Exit.FOUND, cli.run("", "approve", page.toString(), "--to", to));
        assertTrue(cli.out().contains(HASH + "\tapproved\t"), cli.out());
        assertTrue(cli.out().contains("\tnew\tother()"), cli.out());

        String before = Files.readString(approved);
        String unseen = "sha256-" + ApprovedScripts.hashOf("never seen").value();
        assertEquals(Exit.USAGE, cli.run("", "approve", page.toString(), "--to", to, "--add", unseen));
        assertTrue(cli.err().contains("none of these pages"), cli.err());
        String other = "sha256-" + ApprovedScripts.hashOf("other()").value();
        assertEquals(Exit.USAGE, cli.run("", "approve", page.toString(), "--to", to, "--add", other, "--who", "j.doe"));
        assertTrue(cli.err().contains("why"), cli.err());
        String pixel = "fbq('init','1');fbq('track','PageView')";
        assertEquals(
                Exit.USAGE,
                cli.run(
                        "<script>" + pixel + "</script>",
                        "approve",
                        "-",
                        "--to",
                        to,
                        "--add",
                        "sha256-" + ApprovedScripts.hashOf(pixel).value(),
                        "--who",
                        "j.doe",
                        "--why",
                        "x"));
        assertTrue(cli.err().contains("tracker"), cli.err());
        assertEquals(before, Files.readString(approved));
    }

    @Test
    void whatWasApprovedStandsInThePolicyOfTheSite() throws IOException {
        Path approved = write("approved.txt", HASH + " j.doe 2026-11-24 counts down\n");
        Path config = write(
                "hushgate.json",
                "{\"sensitive\": [\"/report/**\"], \"headers.approved-scripts\": \"" + approved + "\"}");
        assertEquals(Exit.CLEAN, cli.run("", "policy", "--config", config.toString(), "--path", "/report/a"));
        List<String> policies = cli.out()
                .lines()
                .filter(line -> line.startsWith("Content-Security-Policy:"))
                .toList();
        assertTrue(policies.get(0).contains("'" + HASH + "'"), policies.get(0));
        assertFalse(policies.get(1).contains("sha256-"), "the ceiling's 'unsafe-inline' would be switched off");
        Files.writeString(approved, "sha256-nonsense\n");
        assertEquals(Exit.USAGE, cli.run("", "policy", "--config", config.toString(), "--path", "/report/a"));
        Files.delete(approved);
        assertEquals(Exit.USAGE, cli.run("", "policy", "--config", config.toString(), "--path", "/report/a"));
        assertTrue(cli.err().contains("headers.approved-scripts"), cli.err());
    }

    @Test
    void theLogTellsOnWhichRoutesInlineCodeStands() throws IOException {
        assertEquals(Exit.USAGE, cli.run("", "approve"));
        assertEquals(
                Exit.UNREADABLE,
                cli.run("", "approve", "--log", folder.resolve("absent").toString()));
        write("2026-11-24.jsonl", "");
        assertEquals(Exit.CLEAN, cli.run("", "approve", "--log", folder.toString()));
    }
}
