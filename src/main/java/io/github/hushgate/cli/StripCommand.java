package io.github.hushgate.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hushgate.rewrite.Removal;
import io.github.hushgate.tracker.TrackerDetector;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies pages without what a tracker would load, as the filter does: every other byte stays. */
@Command(
        name = "strip",
        mixinStandardHelpOptions = true,
        description =
                "Copies HTML, leaving out known trackers; every other byte stays. Without FILE, stdin goes to stdout.",
        footerHeading = "%nExamples:%n",
        footer = {"  hushgate strip", "  hushgate strip --out clean --removals removals.jsonl site"})
final class StripCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Console console;

    @Mixin
    private final PageOptions page = new PageOptions();

    @Parameters(
            paramLabel = "FILE",
            description = "Files and folders; they need --out. Files that are no HTML are copied.")
    private List<Path> files = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "Where the pages go; they keep their names.")
    private Path out = Path.of("");

    @Option(
            names = "--surrogates",
            paramLabel = "on|off",
            defaultValue = "on",
            description = "Harmless stand-ins for the globals that the page itself calls (default: ${DEFAULT-VALUE}).")
    private Switch surrogates = Switch.ON;

    @Option(names = "--removals", paramLabel = "FILE", description = "One JSON line for each removal.")
    private Path removals = Path.of("");

    StripCommand(Console console) {
        this.console = console;
    }

    /** A setting that is on or off. */
    enum Switch {
        ON,
        OFF
    }

    @Override
    public Integer call() throws IOException {
        boolean toFolder = !out.toString().isEmpty();
        if (toFolder == files.isEmpty()) {
            throw new IllegalArgumentException(
                    toFolder
                            ? "--out: name the files to copy there"
                            : "FILE needs --out DIR; without FILE, pipe the page in");
        }
        TrackerDetector detector = page.detector();
        try (PrintStream told = removalsTo()) {
            if (files.isEmpty()) {
                var stdout = new BufferedOutputStream(console.out());
                page.rewrite(detector, console.in(), stdout, surrogates == Switch.ON, each -> tell(told, "-", each));
                return Exit.CLEAN;
            }
            return all(detector, told);
        }
    }

    private int all(TrackerDetector detector, PrintStream told) throws IOException {
        int exit = Exit.CLEAN;
        Set<Path> taken = new HashSet<>();
        for (Pages.Page each : Pages.under(files, Pages.HTML)) {
            Path target = out.resolve(each.name().toString());
            if (!taken.add(target)) {
                throw new IllegalArgumentException(
                        "--out: two files would both be named " + target + "; strip them into two folders");
            }
            try {
                copy(detector, each, target, removal -> tell(told, each.path().toString(), removal));
            } catch (IOException e) {
                console.err().println("hushgate: cannot read or write: " + each.path() + ": " + reason(e));
                exit = Exit.UNREADABLE;
            }
        }
        return exit;
    }

    private void copy(TrackerDetector detector, Pages.Page from, Path to, Consumer<Removal> told) throws IOException {
        if (Files.exists(to) && Files.isSameFile(from.path(), to)) {
            throw new FileAlreadyExistsException(to.toString(), null, "a page is not stripped onto itself");
        }
        Path folder = to.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (InputStream in = Files.newInputStream(from.path());
                OutputStream copy = new BufferedOutputStream(Files.newOutputStream(to))) {
            if (from.html()) {
                page.rewrite(detector, in, copy, surrogates == Switch.ON, told);
            } else {
                in.transferTo(copy);
            }
        }
    }

    private PrintStream removalsTo() throws IOException {
        OutputStream to = removals.toString().isEmpty()
                ? OutputStream.nullOutputStream()
                : new BufferedOutputStream(Files.newOutputStream(removals));
        return new PrintStream(to, false, StandardCharsets.UTF_8);
    }

    private static void tell(PrintStream told, String file, Removal removal) {
        var line = new LinkedHashMap<String, Object>();
        line.put("file", file);
        line.put("tracker", removal.tracker());
        line.put("element", removal.element());
        line.put("start", removal.start());
        line.put("end", removal.end());
        try {
            told.println(JSON.writeValueAsString(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")");
    }
}
