package io.github.hushgate.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hushgate.tracker.FilterLists;
import io.github.hushgate.tracker.TrackerCatalog;
import io.github.hushgate.tracker.TrackerDetector;
import io.github.hushgate.url.BrowserUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list's rule that names a use takes out the elements of that use, and leaves the others. */
final class ListUsesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "||x.example^$script # <p>own<script src=https://x.example/a></script>z # <p>ownz",
                "||x.example^$script # <p>own<img src=https://x.example/a>z # <p>own<img src=https://x.example/a>z",
                "||x.example^$image # <p>own<img src=https://x.example/a>z # <p>ownz",
                "||x.example^$image # <p>own<img srcset='https://x.example/a 2x' src=a>z # <p>own<img  src=a>z",
                "||x.example^$image # <p>own<script src=https://x.example/a></script>z"
                        + " # <p>own<script src=https://x.example/a></script>z",
                "||x.example^$subdocument # <p>own<iframe src=https://x.example/a></iframe>z # <p>ownz",
                "||x.example^$stylesheet # <p>own<link rel=stylesheet href=https://x.example/a>z # <p>ownz",
                "/banner.png$image # <p>own<img src=/a/banner.png><img src=/a/b.png>z # <p>own<img src=/a/b.png>z",
                "||x.example^ # <p>own<img src=https://x.example/a>z # <p>ownz",
            })
    void aRuleOfOneUse(String rule, String page, String expected) throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), "[Adblock Plus 2.0]\n" + rule + "\n");
        var detector = TrackerDetector.builder(TrackerCatalog.bundled())
                .lists(FilterLists.load(List.of(list), List.of()))
                .build();
        var about = new HtmlRewriter.Page(
                BrowserUrl.parse("https://site.example/").orElseThrow(), "utf-8", "", false, true);
        var out = new ByteArrayOutputStream();
        var rewriter = new HtmlRewriter(detector, about, out, removal -> {});
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        rewriter.write(bytes, 0, bytes.length);
        rewriter.finish();
        assertEquals(expected, out.toString(StandardCharsets.UTF_8));
    }
}
