package io.github.hushgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The files that the command line names, folders walked in name order. */
final class Pages {
    private static final Set<String> HTML = Set.of("html", "htm", "xhtml", "shtml");

    private Pages() {}

    /**
     * One file to look at.
     *
     * @param path where it is
     * @param name what to call it: as given, or relative to the folder that was given
     * @param html whether it is read as a page; a file in a folder is when its extension says so, one that is named
     *     always
     */
    record Page(Path path, Path name, boolean html) {}

    static List<Page> under(List<Path> arguments) throws IOException {
        var pages = new ArrayList<Page>();
        for (Path argument : arguments) {
            if (Files.isDirectory(argument)) {
                walk(argument, pages);
            } else {
                pages.add(new Page(argument, argument.getFileName(), true));
            }
        }
        return pages;
    }

    private static void walk(Path folder, List<Page> into) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            tree.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> new Page(file, folder.relativize(file), isHtml(file)))
                    .forEach(into::add);
        }
    }

    private static boolean isHtml(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return HTML.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
