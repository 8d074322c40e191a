package io.github.hushgate.cli;

import io.github.hushgate.tracker.Explanation;
import io.github.hushgate.tracker.Tracker;
import io.github.hushgate.tracker.TrackerDetector;
import io.github.hushgate.url.BrowserUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which rule of which list decides about an address, and why. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Says which rule of which list decides about an address. Exit code 1 when any is a tracker's.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hushgate catalog explain https://www.facebook.com/tr?id=1",
            "  hushgate catalog explain --json --urls addresses.txt"
        })
final class CatalogExplainCommand implements Callable<Integer> {
    private static final Explanation UNREADABLE =
            new Explanation(Optional.empty(), false, "", "", "No browser would load this: it is no absolute address.");

    private final Console console;

    @Parameters(paramLabel = "URL", arity = "0..*", description = "Absolute addresses.")
    private List<String> addresses = List.of();

    @Option(names = "--urls", paramLabel = "FILE", description = "More addresses, one a line; - for stdin.")
    private Path urls = Path.of("");

    @Option(names = "--list", paramLabel = "FILE", description = "A list of the owner's, as trackers.lists takes it.")
    private List<Path> lists = List.of();

    @Option(
            names = "--site",
            paramLabel = "HOST",
            description = "The site's own hosts, for rules that only mean third parties.")
    private List<String> site = List.of();

    @Option(
            names = "--json",
            description = "One JSON line for each address: url, tracker, entity, category, list, rule, reason.")
    private boolean json;

    private boolean found;

    CatalogExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        boolean none = urls.toString().isEmpty();
        if (none && addresses.isEmpty()) {
            throw new IllegalArgumentException("URL: name an address, or a file of them with --urls");
        }
        TrackerDetector detector = PageOptions.detector(site, lists);
        addresses.forEach(each -> explain(detector, each));
        if (!none) {
            explainAll(detector);
        }
        return found ? Exit.FOUND : Exit.CLEAN;
    }

    private void explainAll(TrackerDetector detector) throws IOException {
        try (InputStream in = urls.toString().equals("-") ? console.in() : Files.newInputStream(urls);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.isBlank()).forEach(line -> explain(detector, line.strip()));
        }
    }

    private void explain(TrackerDetector detector, String address) {
        Explanation why = BrowserUrl.parse(address).map(detector::explain).orElse(UNREADABLE);
        found |= why.removed();
        if (json) {
            console.json(map(address, why));
        } else {
            console.out().println(text(address, why));
        }
    }

    private static String text(String address, Explanation why) {
        String who = why.tracker().map(Tracker::id).orElse("-");
        String decision = why.removed() ? "removed" : "not removed";
        String rule = why.rule().isEmpty() ? "" : "\t" + why.list() + ": " + why.rule();
        return address + "\t" + who + "\t" + decision + rule + "\t" + why.reason();
    }

    /** The tracker is named only where a sensitive page would lose it: a spared or merely known service is none. */
    private static Map<String, @Nullable Object> map(String address, Explanation why) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("url", address);
        line.put(
                "tracker",
                why.tracker().filter(any -> why.removed()).map(Tracker::id).orElse(null));
        line.put("entity", why.tracker().map(Tracker::entity).orElse(null));
        line.put(
                "category",
                why.tracker().map(each -> Spelling.of(each.category())).orElse(null));
        line.put("list", why.list().isEmpty() ? null : why.list());
        line.put("rule", why.rule().isEmpty() ? null : why.rule());
        line.put("reason", why.reason());
        return line;
    }
}
