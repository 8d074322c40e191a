package io.github.hushgate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ReportStore;
import io.github.hushgate.review.Review;
import io.github.hushgate.review.Review.Line;
import io.github.hushgate.review.Review.Outcome;
import io.github.hushgate.review.TrackerState;
import io.github.hushgate.review.TrackerState.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sums up the reports and removals that the filter has kept. */
@Command(
        name = "review",
        mixinStandardHelpOptions = true,
        description = "Sums up kept reports and removals: tracker, route, count, first and last seen, new or resolved.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hushgate review /var/lib/hushgate",
            "  hushgate review --days 30 --json /var/lib/hushgate",
            "  hushgate review --driver postgresql.jar --user hushgate jdbc:postgresql://localhost/hushgate",
            "  hushgate review --fail-on new --baseline last.json /var/lib/hushgate"
        })
final class ReviewCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Console console;

    @Mixin
    private final ReportSource source = new ReportSource();

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    @Option(names = "--days", paramLabel = "N", description = "Only the last so many days (default: all that is kept).")
    private Optional<Integer> days = Optional.empty();

    @Option(
            names = "--fail-on",
            paramLabel = "WHAT",
            defaultValue = "never",
            description = "Exit code 1 when a tracker was met at all (any), is new or came back (new), or was really"
                    + " sent or left standing (sent); otherwise never, which is the default.")
    private FailOn failOn = FailOn.NEVER;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "With --fail-on new: an earlier answer to --json; new is a tracker on a route that is not"
                    + " in it.")
    private Optional<Path> baseline = Optional.empty();

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
        if (baseline.isPresent() && failOn != FailOn.NEW) {
            throw new IllegalArgumentException("--baseline: it is compared with --fail-on new alone");
        }
        ReportStore store = source.open();
        if (doorways) {
            DoorwayList known = DoorwayList.of(store);
            console.out().println(known.text());
            return known.isEmpty() ? Exit.CLEAN : Exit.FOUND;
        }
        Review review = Review.of(store, query());
        Set<String> failures = failures(review);
        console.out().println((json ? review.toJson() : review.toText()).stripTrailing());
        failures.forEach(each -> console.err().println("hushgate: " + each));
        return failures.isEmpty() ? Exit.CLEAN : Exit.FOUND;
    }

    private ReportQuery query() {
        if (days.isEmpty()) {
            return ReportQuery.ALL;
        }
        if (days.get() < 1) {
            throw new IllegalArgumentException("--days: " + days.get() + " is no period; try 30");
        }
        return ReportQuery.ofLastDays(days.get(), Instant.now());
    }

    /** What makes the command fail, a line for each tracker and route. */
    private Set<String> failures(Review review) throws IOException {
        List<Line> trackers = review.lines().stream()
                .filter(each -> each.classification().equals("tracker"))
                .toList();
        Set<String> failures = new TreeSet<>();
        switch (failOn) {
            case ANY -> trackers.forEach(each -> failures.add("met: " + pair(each.tracker(), each.route())));
            case SENT ->
                trackers.stream()
                        .filter(each -> each.outcome() == Outcome.OBSERVED
                                || (each.outcome() == Outcome.REMOVED && review.onlyCounts()))
                        .forEach(each -> failures.add("sent: " + pair(each.tracker(), each.route())));
            case NEW -> {
                if (baseline.isPresent()) {
                    Set<String> known = known(baseline.get());
                    trackers.stream()
                            .map(each -> pair(each.tracker(), each.route()))
                            .filter(each -> !known.contains(each))
                            .forEach(each -> failures.add("new: " + each));
                } else {
                    review.states().stream()
                            .filter(ReviewCommand::isNews)
                            .forEach(each ->
                                    failures.add(each.state().words() + ": " + pair(each.tracker(), each.route())));
                }
            }
            case NEVER -> {}
        }
        return failures;
    }

    private static boolean isNews(TrackerState each) {
        return each.state() == State.NEW || each.state() == State.CAME_BACK;
    }

    private static String pair(String tracker, String route) {
        return tracker + " on " + route;
    }

    private static Set<String> known(Path file) throws IOException {
        JsonNode lines = read(file).path("lines");
        if (!lines.isArray()) {
            throw new IllegalArgumentException(
                    "--baseline: " + file + " is no answer of \"review --json\": it has no \"lines\"");
        }
        Set<String> known = new TreeSet<>();
        lines.forEach(each ->
                known.add(pair(each.path("tracker").asText(), each.path("route").asText())));
        return known;
    }

    private static JsonNode read(Path file) throws IOException {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "--baseline: " + file + " is no JSON; keep what \"review --json\" says", e);
        }
    }
}
