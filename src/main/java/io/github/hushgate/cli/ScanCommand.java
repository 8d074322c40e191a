package io.github.hushgate.cli;

import io.github.hushgate.journey.DoorwayScan;
import io.github.hushgate.rewrite.Removal;
import io.github.hushgate.tracker.TrackerDetector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the trackers in pages, by page, without changing anything. */
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        description =
                "Lists the trackers that a page would load: file, tracker, elements. Exit code 1 when there are any.")
final class ScanCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final PageOptions page = new PageOptions();

    @Parameters(paramLabel = "FILE|DIR|-", arity = "1..*", description = "Pages, folders of pages, or - for stdin.")
    private List<Path> files = List.of();

    @Option(
            names = "--doorways",
            paramLabel = "PATTERN",
            description = "Only pages that also lead to such a sensitive path: file, tracker, how they lead on.")
    private List<String> sensitive = List.of();

    private int exit = Exit.CLEAN;

    ScanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        TrackerDetector detector = page.detector();
        for (Path each : files) {
            if (each.toString().equals("-")) {
                scan(detector, "-", console.in());
            } else {
                scanFiles(detector, each);
            }
        }
        return exit;
    }

    private void scanFiles(TrackerDetector detector, Path argument) throws IOException {
        for (Pages.Page each : Pages.under(List.of(argument))) {
            if (!each.html()) {
                continue;
            }
            try (InputStream in = Files.newInputStream(each.path())) {
                scan(detector, each.path().toString(), in);
            } catch (IOException e) {
                console.err().println("hushgate: cannot read: " + each.path() + ": " + StripCommand.reason(e));
                exit = Exit.UNREADABLE;
            }
        }
    }

    private void scan(TrackerDetector detector, String name, InputStream in) throws IOException {
        if (!sensitive.isEmpty()) {
            scanDoorway(detector, name, in);
            return;
        }
        Map<String, Map<String, Integer>> found = new TreeMap<>();
        page.rewrite(detector, in, OutputStream.nullOutputStream(), false, removal -> count(found, removal));
        found.forEach((tracker, elements) -> console.out().println(name + "\t" + tracker + "\t" + counted(elements)));
        // An unreadable file outranks a finding: the answer is then incomplete.
        exit = found.isEmpty() || exit == Exit.UNREADABLE ? exit : Exit.FOUND;
    }

    private void scanDoorway(TrackerDetector detector, String name, InputStream in) throws IOException {
        byte[] bytes = in.readAllBytes();
        Map<String, Map<String, Integer>> found = new TreeMap<>();
        page.rewrite(
                detector,
                new ByteArrayInputStream(bytes),
                OutputStream.nullOutputStream(),
                false,
                removal -> count(found, removal));
        Set<DoorwayScan.Lead> leads = page.leads(bytes, sensitive);
        if (!found.isEmpty() && !leads.isEmpty()) {
            String ways = leads.stream().map(DoorwayScan.Lead::word).sorted().collect(Collectors.joining(", "));
            found.keySet().forEach(tracker -> console.out().println(name + "\t" + tracker + "\t" + ways));
            exit = exit == Exit.UNREADABLE ? exit : Exit.FOUND;
        }
    }

    private static void count(Map<String, Map<String, Integer>> found, Removal removal) {
        found.computeIfAbsent(removal.tracker(), any -> new TreeMap<>()).merge(removal.element(), 1, Integer::sum);
    }

    private static String counted(Map<String, Integer> elements) {
        return elements.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .map(each -> each.getKey() + " x" + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
