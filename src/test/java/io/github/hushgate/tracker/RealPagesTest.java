package io.github.hushgate.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hushgate.html.SharedFixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the catalog names in the inline scripts of the saved pages is what CATALOG.md says, page by page. */
class RealPagesTest {
    private static final Pattern SCRIPT = Pattern.compile(
            "<script(?![^>]*(\\ssrc\\s*=|json))[^>]*>(.*?)</script>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private final TrackerDetector detector = TrackerDetector.of(TrackerCatalog.bundled());

    @Test
    void theTableOfTheSavedPagesIsTrue() throws IOException {
        List<String> rows = new ArrayList<>();
        for (Path file : SharedFixtures.files("pages", ".html")) {
            rows.add(row(file));
        }
        String written = Files.readString(Path.of("src/docs/CATALOG.md"), StandardCharsets.UTF_8);
        List<String> table = written.lines()
                .dropWhile(line -> !line.startsWith("| page |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.substring(0, line.lastIndexOf('|', line.length() - 2) + 1))
                .toList();
        assertEquals(String.join("\n", rows), String.join("\n", table));
    }

    private String row(Path file) throws IOException {
        Map<String, Integer> named = new TreeMap<>();
        int scripts = 0;
        Matcher matcher = SCRIPT.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            byte[] script = matcher.group(2).getBytes(StandardCharsets.ISO_8859_1);
            detector.ofInlineScript(script, 0, script.length)
                    .ifPresent(found -> named.merge(found.id(), 1, Integer::sum));
            scripts++;
        }
        String trackers = named.entrySet().stream()
                .map(each -> each.getKey() + (each.getValue() > 1 ? " " + each.getValue() : ""))
                .collect(Collectors.joining(", "));
        return "| " + file.getFileName() + " | " + scripts + " | " + (trackers.isEmpty() ? "none" : trackers) + " |";
    }
}
