package io.github.hushgate.cli;

import io.github.hushgate.tracker.Category;
import io.github.hushgate.tracker.Tracker;
import io.github.hushgate.tracker.TrackerCatalog;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Every catalogued tracker, one line each. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists every catalogued tracker: id, name, entity, category, risk.")
final class CatalogListCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--category", paramLabel = "CATEGORY", description = "Only these: ${COMPLETION-CANDIDATES}.")
    private Set<Category> categories = EnumSet.allOf(Category.class);

    CatalogListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TrackerCatalog catalog = TrackerCatalog.bundled();
        console.err().println("catalog " + catalog.version() + " of " + catalog.date());
        catalog.trackers().stream()
                .filter(each -> categories.contains(each.category()))
                .map(CatalogListCommand::line)
                .forEach(console.out()::println);
        return Exit.CLEAN;
    }

    private static String line(Tracker each) {
        return String.join(
                "\t", each.id(), each.name(), each.entity(), Spelling.of(each.category()), Spelling.of(each.risk()));
    }
}
