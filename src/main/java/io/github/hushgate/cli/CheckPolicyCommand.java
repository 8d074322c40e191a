package io.github.hushgate.cli;

import io.github.hushgate.HeaderPreview;
import io.github.hushgate.HushgateConfig;
import io.github.hushgate.TrackerProbes;
import io.github.hushgate.policy.Channel;
import io.github.hushgate.policy.EgressCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells which catalogued trackers a set of policies lets through. */
@Command(
        name = "check-policy",
        mixinStandardHelpOptions = true,
        description = {
            "Tells which catalogued trackers a set of policies would let through, by which channel, and why.",
            "Exit code 1 when there are any."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hushgate check-policy headers.txt",
            "  hushgate check-policy --config hushgate.json --path /report/start --json"
        })
final class CheckPolicyCommand implements Callable<Integer> {
    /** Bytes of a file of headers, at most. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final String NONCE = "AAAAAAAAAAAAAAAAAAAAAAAA";

    private final Console console;

    @Parameters(
            paramLabel = "FILE|-",
            arity = "0..1",
            description = "Header lines as \"curl -sD - -o /dev/null URL\" prints them, or policies, one a line.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--config", paramLabel = "FILE", description = "In place of FILE: the settings of a site.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--path",
            paramLabel = "PATH",
            defaultValue = "/",
            description = "With --config: the page's path below the context (default: ${DEFAULT-VALUE}).")
    private String path = "/";

    @Option(
            names = "--origin",
            paramLabel = "ORIGIN",
            defaultValue = "https://www.example.org",
            description = "What 'self' is (default: ${DEFAULT-VALUE}).")
    private String origin = "";

    @Option(
            names = "--navigation",
            description =
                    "Count links, refreshes and scripts that lead away too; only Connection-Allowlist stops those.")
    private boolean navigation;

    @Option(
            names = "--json",
            description = "One JSON line for each tracker, host and channel: tracker, name, host, channel, open, why.")
    private boolean json;

    CheckPolicyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (file.isPresent() == config.isPresent()) {
            throw new IllegalArgumentException("FILE: name one file of headers, - for stdin, or --config");
        }
        EgressCheck check = config.isPresent()
                ? EgressCheck.ofHeaders(
                        origin, new HeaderPreview(HushgateConfig.ofFile(config.get())).lines(path, NONCE, true))
                : EgressCheck.ofText(origin, text(file.get()));
        if (json) {
            return tellAll(check);
        }
        Map<String, Map<String, String>> found = found(check);
        found.forEach((name, channels) -> console.out().println(line(name, channels)));
        if (!navigation) {
            console.err()
                    .println("hushgate: links, refreshes and scripts that lead away are not counted; see --navigation");
        }
        return found.isEmpty() ? Exit.CLEAN : Exit.FOUND;
    }

    /** Every known host of every tracker by every channel, open or not. */
    private int tellAll(EgressCheck check) {
        boolean any = false;
        for (TrackerProbes.HostProbe each : TrackerProbes.bundled().everyWay(check.hosts())) {
            Optional<EgressCheck.Opening> opening = check.opening(each.probe());
            any |= opening.isPresent() && (navigation || each.probe().channel() != Channel.NAVIGATION);
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("tracker", each.tracker());
            line.put("name", each.probe().name());
            line.put("host", each.host());
            line.put("channel", each.probe().channel().toString());
            line.put("open", opening.isPresent());
            opening.ifPresent(open -> line.put("why", open.why()));
            console.json(line);
        }
        return any ? Exit.FOUND : Exit.CLEAN;
    }

    private String text(Path named) throws IOException {
        byte[] bytes = named.toString().equals("-") ? console.in().readNBytes(MAX_BYTES + 1) : read(named);
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("FILE: more than " + MAX_BYTES + " bytes; give the headers alone");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] read(Path named) throws IOException {
        try (var in = Files.newInputStream(named)) {
            return in.readNBytes(MAX_BYTES + 1);
        }
    }

    /** The trackers that get through: by which channels, and the first reason of each. */
    private Map<String, Map<String, String>> found(EgressCheck check) {
        Map<String, Map<String, String>> found = new LinkedHashMap<>();
        for (EgressCheck.Opening opening : TrackerProbes.bundled().openings(check)) {
            if (navigation || opening.probe().channel() != Channel.NAVIGATION) {
                found.computeIfAbsent(opening.probe().name(), name -> new TreeMap<>())
                        .putIfAbsent(opening.probe().channel().toString(), opening.why());
            }
        }
        return found;
    }

    private static String line(String name, Map<String, String> channels) {
        return name + "\t" + String.join(", ", channels.keySet()) + "\t"
                + channels.entrySet().stream()
                        .map(each -> each.getKey() + ": " + each.getValue())
                        .collect(Collectors.joining("; "));
    }
}
