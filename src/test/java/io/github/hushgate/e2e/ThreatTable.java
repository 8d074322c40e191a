package io.github.hushgate.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A measured table of the threat model, which stands there between two comments of its name; its columns are measured
 * apart. Run with {@code -Dthreat-model=write} to write what was measured into it; otherwise a difference is a failure.
 */
final class ThreatTable {
    private static final Path DOCUMENT = Path.of("src/docs/THREAT-MODEL.md");

    private ThreatTable() {}

    /** Fails when the document says anything else of this column. */
    static void assertColumn(String name, String title, Map<String, String> cells) throws IOException {
        Map<String, Map<String, String>> columns = documented(name);
        if ("write".equals(System.getProperty("threat-model"))) {
            columns.put(title, cells);
            String document = Files.readString(DOCUMENT);
            Files.writeString(
                    DOCUMENT,
                    document.substring(0, start(document, name))
                            + text(columns, cells.keySet())
                            + document.substring(document.indexOf(end(name))));
        } else {
            assertEquals(columns.get(title), cells, name + ", " + title);
        }
    }

    private static String text(Map<String, Map<String, String>> columns, Set<String> rows) {
        var text = new StringBuilder(
                "| | " + String.join(" | ", columns.keySet()) + " |\n|---" + "|---".repeat(columns.size()) + "|\n");
        for (String row : rows) {
            List<String> cells = columns.values().stream()
                    .map(column -> column.getOrDefault(row, ""))
                    .toList();
            text.append("| ")
                    .append(row)
                    .append(" | ")
                    .append(String.join(" | ", cells))
                    .append(" |\n");
        }
        return text.toString();
    }

    /** What the document says, by column and row. */
    static Map<String, Map<String, String>> documented(String name) throws IOException {
        String document = Files.readString(DOCUMENT);
        List<String> lines = document.substring(start(document, name), document.indexOf(end(name)))
                .lines()
                .toList();
        Map<String, Map<String, String>> columns = new LinkedHashMap<>();
        String[] titles = cells(lines.get(0));
        for (String line : lines.subList(2, lines.size())) {
            String[] cells = cells(line);
            for (int i = 1; i < titles.length; i++) {
                columns.computeIfAbsent(titles[i], any -> new LinkedHashMap<>()).put(cells[0], cells[i]);
            }
        }
        return columns;
    }

    private static String[] cells(String line) {
        return line.substring(2, line.length() - 2).strip().split(" ?\\| ?", -1);
    }

    private static int start(String document, String name) {
        String mark = "<!-- measured: " + name + " -->\n";
        int at = document.indexOf(mark);
        assertEquals(true, at >= 0, "no table \"" + name + "\" in " + DOCUMENT);
        return at + mark.length();
    }

    private static String end(String name) {
        return "<!-- end: " + name + " -->";
    }
}
