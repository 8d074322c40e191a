package io.github.hushgate.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hushgate.html.SharedFixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What goes out, read by other parsers: nothing in it loads from a tracker. And read by ourselves: nothing more goes,
 * and the pieces that a page comes in do not matter.
 */
class OracleTest {
    private static final int SOUPS = 1_500;
    private static final int MANY_SOUPS = 12_000;

    private final Oracle oracle = new Oracle();

    @Test
    void noParserFindsATrackerInWhatIsLeftOfASoup() {
        check(LongStream.range(0, SOUPS).mapToObj(Soup::of));
    }

    @Test
    @Tag("long")
    void noParserFindsATrackerInWhatIsLeftOfAnyOfManySoups() {
        check(LongStream.range(SOUPS, MANY_SOUPS).mapToObj(Soup::of));
    }

    @Test
    void noParserFindsATrackerInWhatIsLeftOfAVectorAroundAPixel() throws IOException {
        List<String> pages = new ArrayList<>();
        for (Path file : SharedFixtures.files("html5lib/tokenizer", ".test")) {
            if (!file.getFileName().toString().startsWith("named")) {
                new ObjectMapper().readTree(file.toFile()).path("tests").forEach(test -> {
                    String input = test.path("input").asText();
                    pages.add(input + "<img src=https://www.facebook.com/tr?id=1>" + input + "<p>own");
                });
            }
        }
        check(pages.stream());
    }

    @Test
    void noParserFindsATrackerInWhatIsLeftOfARealPage() throws IOException {
        for (Path file : SharedFixtures.files("pages", ".html")) {
            String page = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertEquals(
                    List.of(), oracle.problems(page), () -> file.getFileName().toString());
        }
    }

    @Test
    void theRestOfARealPageSaysWhatItSaid() throws IOException {
        for (Path file : SharedFixtures.files("pages", ".html")) {
            String page = Files.readString(file, StandardCharsets.ISO_8859_1);
            String name = file.getFileName().toString();
            assertEquals(visible(page), visible(Oracle.rewrite(page, Integer.MAX_VALUE)), name);
        }
    }

    private static String visible(String page) {
        var document = Jsoup.parse(page);
        document.select("script, style, noscript, iframe, link, meta").remove();
        return document.text();
    }

    private void check(Stream<String> pages) {
        List<String> problems = pages.flatMap(
                        page -> oracle.problems(page).stream().limit(1))
                .limit(10)
                .toList();
        assertEquals(List.of(), problems, () -> String.join("\n", problems));
    }

    @Test
    void whatGoesOutOfASoupIsASubsequence() {
        for (long number = 0; number < SOUPS; number++) {
            byte[] page = Soup.of(number).getBytes(StandardCharsets.ISO_8859_1);
            List<Removal> told = new ArrayList<>();
            byte[] out = Rewriting.rewrite(page, page.length, told);
            assertArrayEquals(
                    UntouchedTest.without(page, told),
                    out,
                    () -> new String(page, StandardCharsets.UTF_8) + "\n" + new String(out, StandardCharsets.UTF_8)
                            + Arrays.toString(told.toArray()));
        }
    }
}
