package io.github.hushgate.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hushgate.html.SharedFixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a page is to other parsers, it is to them still when the trackers are left out: the same tree but for scripts,
 * links, styles and attributes that went, the same text and the same loading elements where an image or a frame went.
 */
class TreeEqualityTest {
    private static final int SOUPS = 1_500;
    private static final int MANY_SOUPS = 20_000;
    private static final int SHOWN = 8;

    private static void check(Stream<String> pages) {
        List<String> problems = pages.flatMap(page -> TreeOracle.problems(page).stream())
                .limit(SHOWN)
                .toList();
        assertEquals(List.of(), problems, () -> String.join("\n", problems));
    }

    @Test
    void ofEverySavedPage() throws IOException {
        for (Path file : SharedFixtures.files("pages", ".html")) {
            check(Stream.of(Files.readString(file, StandardCharsets.ISO_8859_1)));
        }
    }

    @Test
    void ofSoups() {
        check(LongStream.range(0, SOUPS).mapToObj(TreeSoup::of));
    }

    @Test
    @Tag("long")
    void ofManySoups() {
        check(LongStream.range(SOUPS, MANY_SOUPS).mapToObj(TreeSoup::of));
    }
}
