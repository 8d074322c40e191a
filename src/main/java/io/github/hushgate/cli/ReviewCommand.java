package io.github.hushgate.cli;

import io.github.hushgate.review.Review;
import io.github.hushgate.store.JsonLinesStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sums up the reports and removals that the filter has kept. */
@Command(
        name = "review",
        mixinStandardHelpOptions = true,
        description = "Sums up kept reports and removals: tracker, route, count, first and last seen.")
final class ReviewCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "What reports.directory names.")
    private Path directory = Path.of("");

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Option(
            names = "--doorways",
            description = "Only the pages with a tracker that lead to a sensitive route, and the settings that protect"
                    + " them from the first visitor on. Exit code 1 when there are any.")
    private boolean doorways;

    ReviewCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        if (doorways) {
            DoorwayList known = DoorwayList.of(JsonLinesStore.view(directory));
            console.out().println(known.text());
            return known.isEmpty() ? Exit.CLEAN : Exit.FOUND;
        }
        Review review = Review.of(JsonLinesStore.view(directory));
        console.out().println((json ? review.toJson() : review.toText()).stripTrailing());
        return Exit.CLEAN;
    }
}
