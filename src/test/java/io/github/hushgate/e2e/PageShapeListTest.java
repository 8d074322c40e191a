package io.github.hushgate.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list for readers is the list that the browser is tried with. */
class PageShapeListTest {
    private static final Path LIST = Path.of("src/docs/HOW-TO-BEAT-IT.md");
    private static final Pattern NAME = Pattern.compile("`([a-z0-9-]+)`");

    @Test
    void theDocumentNamesEveryShapeOnceAndNoOther() throws IOException {
        String lists = text("headers' part:", "## ");
        List<String> names =
                PageShape.all().stream().map(PageShape::name).sorted().toList();
        assertEquals(names, names(lists).stream().sorted().toList());
    }

    @Test
    void theDocumentNamesTheShapesThatAreLeftToTheHeaders() throws IOException {
        List<String> exempt = PageShape.all().stream()
                .filter(shape -> shape.exempt().isPresent())
                .map(PageShape::name)
                .sorted()
                .toList();
        assertEquals(
                exempt, names(text("headers' part:", "###")).stream().sorted().toList());
    }

    private static List<String> names(String text) {
        return NAME.matcher(text).results().map(name -> name.group(1)).toList();
    }

    private static String text(String from, String to) throws IOException {
        String all = Files.readString(LIST);
        int start = all.indexOf(from) + from.length();
        int end = all.indexOf("\n" + to, start);
        return all.substring(start, end < 0 ? all.length() : end);
    }
}
