package io.github.hushgate.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hushgate.journey.DoorwayScan;
import io.github.hushgate.rewrite.Removal;
import io.github.hushgate.tracker.TrackerDetector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
                "Lists the trackers in pages and templates: file:line, tracker, element. Exit code 1 if there are any.")
final class ScanCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

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

    @Option(names = "--json", description = "One JSON line for each: file, line, tracker, element, start, end.")
    private boolean json;

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
        for (Pages.Page each : Pages.under(List.of(argument), Pages.TEMPLATES)) {
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
        byte[] bytes = in.readAllBytes();
        List<Removal> found = found(detector, bytes);
        int line = 1;
        int at = 0;
        for (Removal each : found) {
            for (; at < Math.min(each.start(), bytes.length); at++) {
                line += bytes[at] == '\n' ? 1 : 0;
            }
            tell(name, line, each);
        }
        // An unreadable file outranks a finding: the answer is then incomplete.
        exit = found.isEmpty() || exit == Exit.UNREADABLE ? exit : Exit.FOUND;
    }

    /** In the order in which they stand. */
    private List<Removal> found(TrackerDetector detector, byte[] bytes) throws IOException {
        List<Removal> found = new ArrayList<>();
        page.rewrite(detector, new ByteArrayInputStream(bytes), OutputStream.nullOutputStream(), false, found::add);
        found.sort(Comparator.comparingLong(Removal::start));
        return found;
    }

    private void tell(String name, int line, Removal each) throws IOException {
        if (!json) {
            console.out().println(name + ":" + line + "\t" + each.tracker() + "\t" + each.element());
            return;
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("file", name);
        told.put("line", line);
        told.put("tracker", each.tracker());
        told.put("element", each.element());
        told.put("start", each.start());
        told.put("end", each.end());
        console.out().println(JSON.writeValueAsString(told));
    }

    private void scanDoorway(TrackerDetector detector, String name, InputStream in) throws IOException {
        byte[] bytes = in.readAllBytes();
        List<String> found = found(detector, bytes).stream()
                .map(Removal::tracker)
                .distinct()
                .sorted()
                .toList();
        Set<DoorwayScan.Lead> leads = page.leads(bytes, sensitive);
        if (!found.isEmpty() && !leads.isEmpty()) {
            String ways = leads.stream().map(DoorwayScan.Lead::word).sorted().collect(Collectors.joining(", "));
            found.forEach(tracker -> console.out().println(name + "\t" + tracker + "\t" + ways));
            exit = exit == Exit.UNREADABLE ? exit : Exit.FOUND;
        }
    }
}
