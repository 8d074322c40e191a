package io.github.hushgate.cli;

import io.github.hushgate.tracker.Category;
import io.github.hushgate.tracker.Tracker;
import io.github.hushgate.tracker.TrackerCatalog;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Every catalogued tracker, one line each. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists every catalogued tracker: id, name, entity, category, risk.",
        footerHeading = "%nExamples:%n",
        footer = {"  hushgate catalog list --category session_replay", "  hushgate catalog list --json"})
final class CatalogListCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--category", paramLabel = "CATEGORY", description = "Only these: ${COMPLETION-CANDIDATES}.")
    private Set<Category> categories = EnumSet.allOf(Category.class);

    @Option(names = "--json", description = "One JSON line for each: id, name, entity, category, risk.")
    private boolean json;

    CatalogListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TrackerCatalog catalog = TrackerCatalog.bundled();
        console.err().println("catalog " + catalog.version() + " of " + catalog.date());
        catalog.trackers().stream()
                .filter(each -> categories.contains(each.category()))
                .map(CatalogListCommand::told)
                .forEach(this::tell);
        return Exit.CLEAN;
    }

    private void tell(Map<String, String> told) {
        if (json) {
            console.json(told);
        } else {
            console.out().println(String.join("\t", told.values()));
        }
    }

    private static Map<String, String> told(Tracker each) {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("id", each.id());
        told.put("name", each.name());
        told.put("entity", each.entity());
        told.put("category", Spelling.of(each.category()));
        told.put("risk", Spelling.of(each.risk()));
        return told;
    }
}
