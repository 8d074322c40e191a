package io.github.hushgate.review;

import io.github.hushgate.report.BuildCount;
import io.github.hushgate.report.CoverageCount;
import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.review.Review.Line;
import io.github.hushgate.review.Review.Origin;
import io.github.hushgate.review.Review.Outcome;
import io.github.hushgate.review.TrackerState.State;
import io.github.hushgate.tracker.Tracker;
import io.github.hushgate.tracker.TrackerCatalog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A review as a page for the owner: the verdict first, then what it is made of. No script, no foreign byte. */
final class ReviewPage {
    /** Routes that have a column of their own. */
    private static final int MAX_ROUTES = 8;

    /** Rows of one table. */
    private static final int MAX_ROWS = 500;

    private static final String DOORWAYS = "Pages with a tracker that lead to a sensitive page. The tracker there"
            + " can see the click and the text of the link. The setting journey.doorways: protect takes it out.";

    private final TrackerCatalog catalog;
    private final Review review;
    private final ReviewView view;
    private final Html html = new Html();

    ReviewPage(TrackerCatalog catalog, Review review, ReviewView view) {
        this.catalog = catalog;
        this.review = review;
        this.view = view;
    }

    /** The beginning, which needs no record: it may leave before they are read. */
    static String opening(ReviewView view) {
        Html html = new Html();
        html.raw("<!doctype html><html lang=en><head><meta charset=utf-8><meta name=viewport"
                        + " content=\"width=device-width\"><link rel=icon href=\"data:,\">"
                        + "<title>Hushgate review</title><style>")
                .raw(ReviewStyle.CSS)
                .raw("</style></head><body><header><h1>Hushgate review</h1><nav aria-label=\"Time\">");
        for (int days : ReviewView.PERIODS) {
            String words = days == 0 ? "all that is kept" : days == 1 ? "last day" : "last " + days + " days";
            html.raw("<a href=\"").text(view.withDays(days).query()).raw("\"");
            html.raw(view.days() == days ? " aria-current=true>" : ">")
                    .text(words)
                    .raw("</a> ");
        }
        return html.raw("</nav></header><main>").toString();
    }

    /** What follows {@link #opening}. */
    String rest() {
        verdict();
        matrix();
        timeline();
        builds();
        lines();
        preview();
        noise();
        coverage();
        doorways();
        unrecorded();
        settings();
        return html.raw("</main><footer><p>Read only. Nothing here names a visitor: no address, query, referrer, cookie"
                        + " or text of a page is kept. <a href=\"")
                .text(view.withFormat("csv").query())
                .raw("\">CSV</a> <a href=\"")
                .text(view.withFormat("json").query())
                .raw("\">JSON</a></p></footer></body></html>")
                .toString();
    }

    private String name(String id) {
        return tracker(id).map(Tracker::name).orElse(id.isEmpty() ? "(no catalogued tracker)" : id);
    }

    private Optional<Tracker> tracker(String id) {
        return catalog.byId(id);
    }

    private void verdict() {
        Verdict verdict = Verdict.of(review, this::name);
        html.raw("<section class=\"verdict " + verdict.level().name().toLowerCase(Locale.ROOT) + "\">");
        html.raw("<p class=level>").text(verdict.level().word()).raw("</p>").el("p class=sentence", verdict.sentence());
        html.raw("<ul>");
        verdict.notes().forEach(note -> html.el("li", note));
        html.raw("</ul></section>");
    }

    private List<Line> trackers() {
        return review.lines().stream()
                .filter(each -> each.classification().equals("tracker"))
                .toList();
    }

    private void matrix() {
        List<Line> trackers = trackers();
        if (trackers.isEmpty()) {
            return;
        }
        List<String> routes = trackers.stream().map(Line::route).distinct().toList();
        List<String> shown = routes.subList(0, Math.min(routes.size(), MAX_ROUTES));
        List<String> titles = new ArrayList<>(List.of("Tracker", "Company", "What it does"));
        titles.addAll(shown);
        if (routes.size() > shown.size()) {
            titles.add("other pages");
        }
        html.el("h2", "Who tried, and where").raw("<p>Each column is a part of your site, named by its address.</p>");
        html.head("Trackers by part of the site", titles.toArray(String[]::new));
        Map<String, List<Line>> byTracker = trackers.stream()
                .collect(Collectors.groupingBy(Line::tracker, LinkedHashMap::new, Collectors.toList()));
        byTracker.entrySet().stream()
                .sorted(Comparator.comparingLong(each -> -count(each.getValue())))
                .limit(MAX_ROWS)
                .forEach(each -> row(each.getKey(), each.getValue(), shown, routes.size() > shown.size()));
        html.foot();
    }

    private void row(String id, List<Line> lines, List<String> routes, boolean others) {
        html.raw("<tr>").el("th scope=row", name(id));
        html.el("td", tracker(id).map(Tracker::entity).orElse(""));
        html.el("td", tracker(id).map(ReviewWords::does).orElse("not in the catalog"));
        routes.forEach(route ->
                cell(lines.stream().filter(each -> each.route().equals(route)).toList(), review.state(route, id)));
        if (others) {
            cell(lines.stream().filter(each -> !routes.contains(each.route())).toList(), Optional.empty());
        }
        html.raw("</tr>");
    }

    private void cell(List<Line> lines, Optional<TrackerState> stands) {
        html.raw("<td>");
        for (Outcome outcome : Outcome.values()) {
            long count = count(
                    lines.stream().filter(each -> each.outcome() == outcome).toList());
            if (count > 0) {
                html.raw("<span class=" + ReviewWords.kind(outcome) + ">")
                        .text(count + " " + ReviewWords.done(outcome, review.onlyCounts()))
                        .raw("</span> ");
            }
        }
        stands.filter(each -> each.state() != State.ONGOING)
                .ifPresent(each -> html.raw("<strong class=state>")
                        .text(each.state().words() + ", " + ReviewWords.since(each))
                        .raw("</strong>"));
        html.raw(lines.isEmpty() ? "<span class=none>none</span></td>" : "</td>");
    }

    private static long count(List<Line> lines) {
        return lines.stream().mapToLong(Line::count).sum();
    }

    private void timeline() {
        if (review.days().isEmpty()) {
            return;
        }
        html.el("h2", "Since when")
                .raw("<p class=legend><span class=removed>taken out by us</span>"
                        + " <span class=blocked>stopped by browsers</span> <span class=sent>sent</span>"
                        + " <span class=release>&#9650; new build of the site</span></p>");
        new DayChart(review.days(), review.releases()).to(html);
        html.raw("<details><summary>The same as a table</summary>")
                .head("Attempts of trackers by day (UTC)", "Day", "Taken out", "Stopped", "Sent");
        review.days()
                .forEach(each -> html.raw("<tr>")
                        .el("th scope=row", each.day())
                        .el("td class=number", each.removed())
                        .el("td class=number", each.blocked())
                        .el("td class=number", each.observed())
                        .raw("</tr>"));
        html.foot().raw("</details>");
    }

    /** One build has nothing to be compared with. */
    private void builds() {
        if (review.builds().size() < 2) {
            return;
        }
        html.raw("<details><summary>Build by build</summary>")
                .head(
                        "Attempts of trackers by build of the site",
                        "Build",
                        "First seen",
                        "Pages searched",
                        "Taken out",
                        "Stopped",
                        "Sent");
        List<BuildCount> newest = new ArrayList<>(review.builds());
        Collections.reverse(newest);
        newest.forEach(each -> html.raw("<tr>")
                .el("th scope=row", each.build().isEmpty() ? "(not named)" : each.build())
                .el("td", Times.text(each.first()))
                .el("td class=number", each.pages())
                .el("td class=number", each.removed())
                .el("td class=number", each.blocked())
                .el("td class=number", each.observed())
                .raw("</tr>"));
        html.foot().raw("</details>");
    }

    private void lines() {
        List<Line> trackers = new ArrayList<>(trackers());
        if (trackers.isEmpty()) {
            return;
        }
        trackers.sort(view.order());
        html.el("h2", "Each of them").raw("<p>Sort by ");
        for (String key : ReviewView.ORDERS) {
            html.raw("<a href=\"").text(view.withSort(key).query()).raw("#each\"");
            html.raw(view.sort().equals(key) ? " aria-current=true>" : ">")
                    .text(key)
                    .raw("</a> ");
        }
        html.raw("</p><div id=each></div>")
                .head(
                        "Trackers, one line each",
                        "Tracker",
                        "Part of the site",
                        "What",
                        "Outcome",
                        "How often",
                        "First seen",
                        "Last seen",
                        "First build",
                        "Where it came from",
                        "How we know");
        trackers.stream()
                .limit(MAX_ROWS)
                .forEach(each -> html.raw("<tr>")
                        .el("th scope=row", name(each.tracker()))
                        .el("td", each.route())
                        .el("td", each.what())
                        .el("td", ReviewWords.done(each.outcome(), review.onlyCounts()))
                        .el("td class=number", each.count())
                        .el("td", Times.text(each.first()))
                        .el("td", Times.text(each.last()))
                        .el("td", each.build())
                        .el("td", each.cameFrom())
                        .el("td", each.origin() == Origin.REMOVED_BY_US ? "certain: we did it" : "a browser said so")
                        .raw("</tr>"));
        html.foot();
        if (trackers.size() > MAX_ROWS) {
            html.el("p", "The other " + (trackers.size() - MAX_ROWS) + " lines are in the CSV.");
        }
    }

    private void preview() {
        EnforcePreview preview = review.preview();
        html.el("h2", "What of your own pages is refused, or would be");
        if (preview.breakages().isEmpty()) {
            html.el("p", "Nothing: no script, style or host of your own was reported.");
            return;
        }
        html.raw("<p>\"Would be\" is what only observed pages reported: it stops working the day you set mode to"
                + " <code>enforce</code>.</p>");
        html.head(
                "Refused of your own",
                "Part of the site",
                "What",
                "Refused",
                "How often",
                "What would keep it working");
        preview.breakages().stream()
                .limit(MAX_ROWS)
                .forEach(each -> html.raw("<tr>")
                        .el("th scope=row", each.route())
                        .el("td", each.what())
                        .el("td", each.enforced() ? "yes" : "would be")
                        .el("td class=number", each.count())
                        .el("td", each.remedy().words())
                        .raw("</tr>"));
        html.foot();
        if (!preview.settings().isEmpty()) {
            html.el("p", "Settings that would keep these hosts working; read each line before you take it over:")
                    .raw("<pre>")
                    .text(preview.settings())
                    .raw("</pre>");
        }
    }

    private void noise() {
        List<Line> noise = review.lines().stream()
                .filter(each -> each.classification().startsWith("noise:"))
                .toList();
        if (noise.isEmpty()) {
            return;
        }
        html.raw("<details><summary>Noise: " + count(noise) + " reports of extensions, virus scanners and the like"
                        + "</summary>")
                .head("Noise", "Kind", "What", "Part of the site", "How often");
        noise.stream()
                .limit(MAX_ROWS)
                .forEach(each -> html.raw("<tr>")
                        .el("th scope=row", each.classification().substring("noise:".length()))
                        .el("td", each.what())
                        .el("td", each.route())
                        .el("td class=number", each.count())
                        .raw("</tr>"));
        html.foot().raw("</details>");
    }

    private void coverage() {
        if (!review.coverage().isEmpty()) {
            html.el("h2", "What was done with each page");
            counts("Responses by part of the site", "What was done", review.coverage());
        }
    }

    private void doorways() {
        if (!review.doorways().isEmpty()) {
            html.el("h2", "Doorways").raw("<p>").text(DOORWAYS).raw("</p>");
            counts("Doorways", "Way on, and tracker", review.doorways());
        }
    }

    private void counts(String caption, String what, List<CoverageCount> counts) {
        html.head(caption, "Part of the site", what, "How often", "Last seen", "Build");
        counts.stream()
                .limit(MAX_ROWS)
                .forEach(each -> html.raw("<tr>")
                        .el("th scope=row", each.route())
                        .el("td", ReviewWords.outcome(each.outcome()))
                        .el("td class=number", each.count())
                        .el("td", Times.text(each.time()))
                        .el("td", each.build())
                        .raw("</tr>"));
        html.foot();
    }

    private void unrecorded() {
        if (review.unrecorded().isEmpty()) {
            return;
        }
        html.raw("<details><summary>Reports that were counted and not kept</summary>")
                .head("Counted and not kept", "Why", "Kind", "Part of the site", "How often", "Last seen");
        review.unrecorded().stream()
                .limit(MAX_ROWS)
                .forEach(each -> html.raw("<tr>")
                        .el("th scope=row", each.limit())
                        .el("td", each.classification())
                        .el("td", each.route())
                        .el("td class=number", each.count())
                        .el("td", Times.text(each.time()))
                        .raw("</tr>"));
        html.foot().raw("</details>");
    }

    private void settings() {
        if (review.start().isEmpty()) {
            return;
        }
        JournalEntry start = review.start().get();
        html.el("h2", "Settings in force");
        html.el(
                "p",
                "Since " + Times.text(start.time()) + ": Hushgate " + start.version() + ", catalog " + start.catalog()
                        + ", configuration " + start.configuration());
        html.raw("<details><summary>All settings, with the reasons given</summary>")
                .head("Settings in force", "Key", "Value", "Changed at that start");
        new TreeMap<>(start.settings())
                .forEach((key, value) -> html.raw("<tr>")
                        .el("th scope=row", key)
                        .el("td", value)
                        .el("td", start.changed().containsKey(key) ? "yes" : "")
                        .raw("</tr>"));
        html.foot().raw("</details>");
    }
}
