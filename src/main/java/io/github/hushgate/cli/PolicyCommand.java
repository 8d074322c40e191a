package io.github.hushgate.cli;

import io.github.hushgate.ConfigBuilder;
import io.github.hushgate.HeaderPreview;
import io.github.hushgate.HushgateConfig;
import io.github.hushgate.policy.HeaderLine;
import io.github.hushgate.policy.Preset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the header lines that a sensitive page is answered with. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Prints the header lines of a sensitive page, exactly as served.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hushgate policy --preset sealed --secure",
            "  hushgate policy --config hushgate.json --path /report/start"
        })
final class PolicyCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "contain, confidential or sealed; not with --config.")
    private Optional<Preset> preset = Optional.empty();

    @Option(names = "--config", paramLabel = "FILE", description = "The site's settings, a JSON file.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--path",
            paramLabel = "PATH",
            defaultValue = "/",
            description = "The page's path below the context (default: ${DEFAULT-VALUE}).")
    private String path = "/";

    @Option(
            names = "--nonce",
            paramLabel = "NONCE",
            defaultValue = "NONCE",
            description = "What stands where each response has a nonce of its own (default: ${DEFAULT-VALUE}).")
    private String nonce = "";

    @Option(names = "--secure", description = "As on an https request: with Reporting-Endpoints and report-to.")
    private boolean secure;

    @Option(names = "--json", description = "One JSON line for each header: name, value.")
    private boolean json;

    PolicyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        List<HeaderLine> lines = new HeaderPreview(settings()).lines(path, nonce, secure);
        if (lines.isEmpty()) {
            console.err()
                    .println("hushgate: " + path + " is not sensitive; it is answered as if there were no Hushgate");
        }
        lines.forEach(this::tell);
        return Exit.CLEAN;
    }

    private void tell(HeaderLine line) {
        if (json) {
            console.json(map(line));
        } else {
            console.out().println(line.name() + ": " + line.value());
        }
    }

    private static Map<String, String> map(HeaderLine line) {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("name", line.name());
        map.put("value", line.value());
        return map;
    }

    private HushgateConfig settings() throws IOException {
        if (config.isPresent() && preset.isPresent()) {
            throw new IllegalArgumentException("--preset: the settings in --config say which; leave one of them out");
        }
        if (config.isPresent()) {
            return HushgateConfig.ofFile(config.get());
        }
        ConfigBuilder all = HushgateConfig.builder().sensitive("/**");
        preset.ifPresent(all::preset);
        return all.build();
    }
}
