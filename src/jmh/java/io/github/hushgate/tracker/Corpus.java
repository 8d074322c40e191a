package io.github.hushgate.tracker;

import io.github.hushgate.url.BrowserUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Addresses and scripts of the saved pages beside the project ({@code -Dfixtures.shared}), read at run time. */
final class Corpus {
    private static final Pattern ADDRESS =
            Pattern.compile("(?:src|href)\\s*=\\s*[\"']?((?:https?:)?//[^\"'\\s<>]{4,})");
    private static final Pattern SCRIPT = Pattern.compile(
            "<script(?![^>]*\\ssrc\\s*=)[^>]*>(.*?)</script>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private Corpus() {}

    /** So many of the pages' absolute addresses, drawn evenly and always the same ones. */
    static BrowserUrl[] addresses(int count) {
        List<BrowserUrl> all = new ArrayList<>();
        BrowserUrl base = BrowserUrl.parse("https://www.police.example/").orElseThrow();
        forEach(ADDRESS, text -> {
            BrowserUrl url = new BrowserUrl();
            if (url.read(text.replace("&amp;", "&"), base)) {
                all.add(url);
            }
        });
        Collections.shuffle(all, new Random(1));
        return all.subList(0, count).toArray(BrowserUrl[]::new);
    }

    /** The pages' inline scripts, those in which the detector finds something or the others. */
    static List<byte[]> scripts(TrackerDetector detector, boolean hits) {
        List<byte[]> all = new ArrayList<>();
        forEach(SCRIPT, text -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (detector.ofInlineScript(bytes, 0, bytes.length).isPresent() == hits) {
                all.add(bytes);
            }
        });
        return all;
    }

    private static void forEach(Pattern pattern, Consumer<String> action) {
        Path pages = Path.of(System.getProperty("fixtures.shared"), "fixtures/pages");
        try (Stream<Path> files = Files.list(pages)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".html"))
                    .sorted()
                    .toList()) {
                Matcher matcher = pattern.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
                while (matcher.find()) {
                    action.accept(matcher.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
