package io.github.hushgate.review;

import io.github.hushgate.review.Review.Outcome;
import io.github.hushgate.review.TrackerState.State;
import io.github.hushgate.tracker.Tracker;
import java.util.Map;

/** Words for somebody who has never seen a policy. */
final class ReviewWords {
    private static final Map<String, String> OUTCOMES = Map.ofEntries(
            Map.entry("rewritten", "searched, and sent without trackers"),
            Map.entry("not-html", "no page (a picture, a script, data): sent with the headers"),
            Map.entry("no-type", "of no named kind, and nothing that looks like a page: sent with the headers"),
            Map.entry("empty", "no content: a redirect or the like"),
            Map.entry("encoded", "compressed in a way that cannot be read here: not searched"),
            Map.entry("partial", "a part of a file: not searched"),
            Map.entry("exit", "a redirect to a tracker, answered with a page of ours"),
            Map.entry("committed-early", "sent before we could add headers"),
            Map.entry("error-dispatch", "an error page, searched like any other"),
            Map.entry("included", "part of another page: searched; that page's headers are its own"),
            Map.entry("failed", "not searched to the end, for a fault of ours"),
            Map.entry("headers-lost", "our headers were taken away by something else"));

    private ReviewWords() {}

    static String outcome(String word) {
        return OUTCOMES.getOrDefault(word, word);
    }

    static String done(Outcome outcome, boolean onlyCounted) {
        return switch (outcome) {
            case REMOVED -> onlyCounted ? "counted and left there" : "taken out by us";
            case BLOCKED -> "stopped by browsers";
            case OBSERVED -> "sent";
        };
    }

    /** How it stands, as the head of a list. */
    static String heading(State state) {
        return switch (state) {
            case NEW -> "New";
            case CAME_BACK -> "Came back";
            case RESOLVED -> "Resolved, not met any more";
            case ONGOING -> "Goes on";
        };
    }

    /** Since when it stands so. */
    static String since(TrackerState each) {
        return each.state() == State.RESOLVED ? "last met on " + each.since() : "since " + each.since();
    }

    static String kind(Outcome outcome) {
        return switch (outcome) {
            case REMOVED -> "removed";
            case BLOCKED -> "blocked";
            case OBSERVED -> "sent";
        };
    }

    /** What it does with a visit, and what it can learn. */
    static String does(Tracker tracker) {
        String kind = switch (tracker.category()) {
            case TAG_MANAGER -> "loads other trackers";
            case ADVERTISING -> "advertising";
            case ANALYTICS -> "counts and profiles visits";
            case SESSION_REPLAY -> "records the page as it is seen and filled in";
            case SOCIAL -> "a social network's buttons";
            case CUSTOMER_ENGAGEMENT -> "chat, surveys, messages";
            case MARKETING_AUTOMATION -> "follows contacts from mailings";
            case ATTRIBUTION -> "credits visits to advertisers";
            case IDENTITY -> "recognises people across sites";
            case AB_TESTING -> "shows variants and measures them";
            case PERFORMANCE_MONITORING -> "measures errors and timings";
            case LISTED -> "named by a list of yours";
            case CONSENT, EMBED, FONT_CDN, SECURITY, SEARCH -> "content from another host";
        };
        String learns = switch (tracker.risk()) {
            case CONTENT_CAPTURE -> "can learn what is typed";
            case CROSS_SITE_IDENTITY -> "can learn who visits";
            case VISIT_DISCLOSURE -> "learns that this page was visited";
            case IP_ONLY -> "learns an address on the internet";
            case CONDITIONAL -> "depends on where it runs";
        };
        return kind + "; " + learns;
    }
}
