package io.github.hushgate.e2e;

import io.github.hushgate.policy.Preset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What became of each way out of a page, without headers and under each preset: open, a bare connection, or closed. */
final class ChannelTable {
    private static final List<String> WORDS = List.of("closed", "connection", "**open**");

    private final Map<String, List<String>> rows;

    private ChannelTable(Map<String, List<String>> rows) {
        this.rows = rows;
    }

    static ChannelTable of(ChannelSite.Reached control, Map<Preset, ChannelSite.Reached> under) {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String channel : control.all()) {
            List<String> words = new ArrayList<>(List.of(control.of(channel)));
            under.values().forEach(each -> words.add(each.of(channel)));
            rows.put(channel, words);
        }
        return new ChannelTable(rows);
    }

    /** Reads what {@link #markdown} wrote. */
    static ChannelTable read(String markdown) {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String line :
                markdown.lines().filter(each -> each.startsWith("| ")).skip(1).toList()) {
            List<String> cells = List.of(line.substring(2, line.length() - 2).split(" \\| "));
            for (String channel : cells.get(0).split(", ")) {
                rows.put(channel, cells.subList(1, cells.size()));
            }
        }
        return new ChannelTable(rows);
    }

    /** Rows of the same words are one row. */
    String markdown() {
        Map<List<String>, Set<String>> byWords = new LinkedHashMap<>();
        rows.forEach((channel, words) ->
                byWords.computeIfAbsent(words, any -> new TreeSet<>()).add(channel));
        var text = new StringBuilder("| | no headers");
        for (Preset preset : Preset.values()) {
            text.append(" | `").append(preset.name().toLowerCase(Locale.ROOT)).append('`');
        }
        text.append(" |\n|---|---|---|---|---|\n");
        byWords.entrySet().stream()
                .sorted((one, other) -> openness(other.getKey()) - openness(one.getKey()))
                .forEach(row -> text.append("| ")
                        .append(String.join(", ", row.getValue()))
                        .append(" | ")
                        .append(String.join(" | ", row.getKey()))
                        .append(" |\n"));
        text.append('\n')
                .append(rows.size())
                .append(" of ")
                .append(ExitChannels.names().size());
        return text.append(" ways out reached their host without headers.\n").toString();
    }

    private static int openness(List<String> words) {
        return words.stream().mapToInt(WORDS::indexOf).sum();
    }

    /** The cells that are more open here than there, in words. */
    List<String> moreOpenThan(ChannelTable other) {
        List<String> worse = new ArrayList<>();
        rows.forEach((channel, words) -> {
            List<String> told = other.rows.getOrDefault(channel, List.of());
            IntStream.range(1, words.size())
                    .filter(column ->
                            told.size() <= column || WORDS.indexOf(words.get(column)) > WORDS.indexOf(told.get(column)))
                    .forEach(column ->
                            worse.add(channel + " under " + Preset.values()[column - 1] + ": " + words.get(column)));
        });
        return worse;
    }
}
