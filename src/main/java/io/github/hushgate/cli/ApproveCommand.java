package io.github.hushgate.cli;

import io.github.hushgate.policy.ApprovedScripts;
import io.github.hushgate.policy.SourceExpression;
import io.github.hushgate.report.BlockedUrl;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ViolationGroup;
import io.github.hushgate.store.JsonLinesStore;
import io.github.hushgate.tracker.Tracker;
import io.github.hushgate.tracker.TrackerCatalog;
import io.github.hushgate.tracker.TrackerDetector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the inline scripts of pages, and approves those that it is told to. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the inline scripts of pages: hash, state, first "
                    + "line; and the routes where a log tells of inline code.",
            "Exit code 1 when some need approval.",
            "Adds to the file of approved scripts only the hashes that --add names."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hushgate approve src/main/webapp",
            "  hushgate approve --log /var/lib/hushgate",
            "  hushgate approve --to approved.txt --add sha256-… --who j.doe --why menu src/main/webapp"
        })
final class ApproveCommand implements Callable<Integer> {
    private final Console console;
    private Optional<TrackerDetector> detector = Optional.empty();

    @Parameters(paramLabel = "FILE|DIR|-", arity = "0..*", description = "Pages, folders of pages, or - for stdin.")
    private List<Path> files = List.of();

    @Option(
            names = "--log",
            paramLabel = "DIR",
            description = "What reports.directory names: the routes where inline code was refused, or would have been.")
    private Optional<Path> log = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "The file of approved scripts, which headers.approved-scripts names.")
    private Optional<Path> to = Optional.empty();

    @Option(
            names = "--add",
            paramLabel = "HASH",
            description = "sha256-… as listed: add this script; with --to, --who and --why.")
    private List<String> add = List.of();

    @Option(names = "--who", paramLabel = "NAME", description = "Who has read the scripts; one word.")
    private String who = "";

    @Option(names = "--why", paramLabel = "TEXT", description = "What the scripts are for.")
    private String why = "";

    @Option(names = "--when", paramLabel = "DATE", description = "Such as 2026-11-24; today when left out.")
    private Optional<LocalDate> when = Optional.empty();

    ApproveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (files.isEmpty() && log.isEmpty()) {
            throw new IllegalArgumentException("FILE: name pages to read, - for stdin, or --log DIR");
        }
        boolean unapproved = log.isPresent() && listLog(log.get());
        ApprovedScripts known = to.isPresent() && Files.exists(to.get())
                ? ApprovedScripts.read(to.get())
                : new ApprovedScripts(List.of());
        Map<String, InlineScripts.Script> seen = new LinkedHashMap<>();
        for (Path each : files) {
            unapproved |=
                    each.toString().equals("-") ? list("-", console.in(), known, seen) : listFiles(each, known, seen);
        }
        if (add.isEmpty()) {
            return unapproved ? Exit.FOUND : Exit.CLEAN;
        }
        append(known, seen);
        return Exit.CLEAN;
    }

    /** The log keeps no text of a page: it tells on which routes to look. */
    private boolean listLog(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        List<ViolationGroup> inline = JsonLinesStore.view(directory).violations(ReportQuery.ALL).stream()
                .filter(group -> group.blocked().kind() == BlockedUrl.Kind.INLINE)
                .toList();
        inline.forEach(group -> console.out()
                .println(group.route() + "\t" + group.directive() + "\t"
                        + (group.tracker().isEmpty() ? "inline" : "tracker " + group.tracker()) + "\tx"
                        + group.count() + ", last " + group.last()));
        if (!inline.isEmpty()) {
            console.err()
                    .println("hushgate: the log keeps neither text nor hash of a page's scripts; save a page of each of"
                            + " these routes as the server sends it, and give the files to \"approve\"");
        }
        return !inline.isEmpty();
    }

    private boolean listFiles(Path argument, ApprovedScripts known, Map<String, InlineScripts.Script> seen)
            throws IOException {
        boolean unapproved = false;
        for (Pages.Page page : Pages.under(List.of(argument), Pages.HTML)) {
            if (page.html()) {
                try (InputStream in = Files.newInputStream(page.path())) {
                    unapproved |= list(page.path().toString(), in, known, seen);
                }
            }
        }
        return unapproved;
    }

    private boolean list(String name, InputStream in, ApprovedScripts known, Map<String, InlineScripts.Script> seen)
            throws IOException {
        InlineScripts.Page page = InlineScripts.of(in);
        boolean unapproved = false;
        for (InlineScripts.Script script : page.scripts()) {
            String hash = text(script.hash());
            seen.put(hash, script);
            String state = state(script, known);
            unapproved |= state.equals("new");
            if (add.isEmpty()) {
                console.out().println(name + "\t" + hash + "\t" + state + "\t" + script.firstLine());
            }
        }
        if (page.handlers() > 0) {
            console.err()
                    .println("hushgate: " + name + ": " + page.handlers()
                            + " event handler attributes; no hash approves those, move them into a script");
        }
        return unapproved;
    }

    private String state(InlineScripts.Script script, ApprovedScripts known) {
        Optional<Tracker> tracker = tracker(script);
        if (tracker.isPresent()) {
            return "tracker " + tracker.get().id();
        }
        return script.nonce() ? "nonce" : known.hashes().contains(script.hash()) ? "approved" : "new";
    }

    private Optional<Tracker> tracker(InlineScripts.Script script) {
        byte[] bytes = script.text().getBytes(StandardCharsets.UTF_8);
        return detector().ofInlineScript(bytes, 0, bytes.length);
    }

    /** Made when first asked: picocli makes this command for every command line, whichever it names. */
    private TrackerDetector detector() {
        TrackerDetector made = detector.orElseGet(() -> TrackerDetector.of(TrackerCatalog.bundled()));
        detector = Optional.of(made);
        return made;
    }

    private void append(ApprovedScripts known, Map<String, InlineScripts.Script> seen) throws IOException {
        Path file = to.orElseThrow(() -> new IllegalArgumentException("--add: name the file to add to with --to"));
        var lines = new StringBuilder();
        for (String hash : add) {
            InlineScripts.Script script = Optional.ofNullable(seen.get(hash))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "--add: \"" + hash + "\" is on none of these pages; only what was listed can be approved"));
            tracker(script).ifPresent(tracker -> {
                throw new IllegalArgumentException("--add: \"" + hash + "\" starts " + tracker.name()
                        + ", a tracker; \"trackers.keep\" is where that is decided");
            });
            if (!known.hashes().contains(script.hash())) {
                var entry = new ApprovedScripts.Entry(script.hash(), who, when.orElseGet(LocalDate::now), why);
                lines.append(entry).append('\n');
                console.out().println(entry);
            }
        }
        write(file, lines.toString());
    }

    /** Whole or not at all: what would not be read at the next start is not written. */
    private static void write(Path file, String lines) throws IOException {
        String before = Files.exists(file) ? Files.readString(file) : "";
        String text = before + (before.isEmpty() || before.endsWith("\n") ? "" : "\n") + lines;
        ApprovedScripts.parse(file.toString(), text);
        Files.writeString(file, text);
    }

    private static String text(SourceExpression.Hash hash) {
        return "sha256-" + hash.value();
    }
}
