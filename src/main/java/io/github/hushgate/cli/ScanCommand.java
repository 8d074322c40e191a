package io.github.hushgate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                "Lists the trackers in pages and templates: file:line, tracker, element. Exit code 1 if there are any.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hushgate scan src/main/webapp",
            "  hushgate scan --json src/main/resources/templates",
            "  hushgate scan --fail-on new --baseline known.jsonl src/main/webapp",
            "  hushgate scan --doorways /report/** src/main/webapp"
        })
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

    @Option(
            names = "--fail-on",
            paramLabel = "WHAT",
            defaultValue = "any",
            description = "Exit code 1 for any tracker (any, the default), for those that the baseline does not hold"
                    + " (new), or never.")
    private FailOn failOn = FailOn.ANY;

    @Option(names = "--baseline", paramLabel = "FILE", description = "With --fail-on new: an earlier answer to --json.")
    private Optional<Path> baseline = Optional.empty();

    private final Map<Finding, Integer> known = new HashMap<>();
    private int pages;
    private int exit = Exit.CLEAN;

    /** What makes a tracker in a page the same as before: not its line, which moves with the text. */
    private record Finding(String file, String tracker, String element) {}

    ScanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (failOn == FailOn.SENT || baseline.isPresent() != (failOn == FailOn.NEW)) {
            throw new IllegalArgumentException(
                    "--fail-on: any, never, or new together with --baseline FILE, an earlier answer to --json");
        }
        if (baseline.isPresent()) {
            readBaseline(baseline.get());
        }
        TrackerDetector detector = page.detector();
        for (Path each : files) {
            if (each.toString().equals("-")) {
                scan(detector, "-", console.in());
            } else {
                scanFiles(detector, each);
            }
        }
        console.clear();
        return exit;
    }

    private void readBaseline(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            try {
                JsonNode each = JSON.readTree(line);
                known.merge(
                        new Finding(
                                each.path("file").asText(),
                                each.path("tracker").asText(),
                                each.path("element").asText()),
                        1,
                        Integer::sum);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(
                        "--baseline: " + file + " is no answer of \"scan --json\": a line is no JSON", e);
            }
        }
    }

    private void scanFiles(TrackerDetector detector, Path argument) throws IOException {
        for (Pages.Page each : Pages.under(List.of(argument), Pages.TEMPLATES)) {
            if (!each.html()) {
                continue;
            }
            console.progress(++pages + " pages");
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
            found(new Finding(name, each.tracker(), each.element()));
        }
    }

    /** An unreadable file outranks a finding: the answer is then incomplete. */
    private void found(Finding finding) {
        int left = known.merge(finding, -1, Integer::sum);
        boolean fails = failOn == FailOn.ANY || (failOn == FailOn.NEW && left < 0);
        exit = fails && exit != Exit.UNREADABLE ? Exit.FOUND : exit;
    }

    /** In the order in which they stand. */
    private List<Removal> found(TrackerDetector detector, byte[] bytes) throws IOException {
        List<Removal> found = new ArrayList<>();
        page.rewrite(detector, new ByteArrayInputStream(bytes), OutputStream.nullOutputStream(), false, found::add);
        found.sort(Comparator.comparingLong(Removal::start));
        return found;
    }

    private void tell(String name, int line, Removal each) {
        console.clear();
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
        console.json(told);
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
            console.clear();
            found.forEach(tracker -> {
                console.out().println(name + "\t" + tracker + "\t" + ways);
                found(new Finding(name, tracker, ways));
            });
        }
    }
}
