package io.github.hushgate.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hushgate.tracker.FilterLists;
import io.github.hushgate.tracker.TrackerCatalog;
import io.github.hushgate.tracker.TrackerDetector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However an owner names a tracker, the same goes of all page shapes. */
final class ListedShapesTest {
    /** The forms of lists, of one host or of its sub-hosts. */
    enum Form {
        PLAIN_DOMAINS(hosts -> "tracker.test\n"),
        HOSTS_FILE(hosts -> "0.0.0.0 " + String.join("\n0.0.0.0 ", hosts) + "\n"),
        ADBLOCK_PLUS(hosts -> "[Adblock Plus 2.0]\n||tracker.test^\n"),
        THIRD_PARTY(hosts -> "[Adblock Plus 2.0]\n||tracker.test^$third-party\n");

        private final Function<List<String>, String> list;

        Form(Function<List<String>, String> list) {
            this.list = list;
        }
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void whatAnOwnerAddsAndWhatAListNamesGoesAlike(Form form) throws IOException {
        List<PageShape> shapes = PageShape.all();
        String list = form.list.apply(
                shapes.stream().map(shape -> label(shape) + ".tracker.test").toList());
        TrackerDetector listed = TrackerDetector.builder(TrackerCatalog.bundled())
                .lists(FilterLists.load(List.of(Files.writeString(folder.resolve("list.txt"), list)), List.of()))
                .build();
        List<String> others = new ArrayList<>();
        for (PageShape shape : shapes) {
            byte[] page = shape.bytes(label(shape));
            String expected = text(Rewriting.of(shape, label(shape), page));
            String got = text(Rewriting.of(listed, shape, label(shape), page));
            if (!expected.equals(got)) {
                others.add(shape.name() + "\n   added:  " + expected + "\n   listed: " + got);
            }
        }
        assertEquals("", others.stream().collect(Collectors.joining("\n")));
    }

    private static String label(PageShape shape) {
        return "k" + shape.number();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
