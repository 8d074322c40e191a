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
    /** Pages as servers send them. */
    static final Set<String> HTML = Set.of("html", "htm", "xhtml", "shtml");

    /** Those, and templates of which pages are made: their tags are read, their own language is text. */
    static final Set<String> TEMPLATES = Set.of(
            "html",
            "htm",
            "xhtml",
            "shtml",
            "jsp",
            "jspx",
            "jspf",
            "tag",
            "tagx",
            "ftl",
            "ftlh",
            "vm",
            "mustache",
            "hbs",
            "peb",
            "gsp",
            "jte",
            "php",
            "phtml",
            "twig",
            "erb",
            "ejs",
            "tpl",
            "cshtml",
            "njk");

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

    /** The files; in folders those whose extension is one of {@code read} are pages. */
    static List<Page> under(List<Path> arguments, Set<String> read) throws IOException {
        var pages = new ArrayList<Page>();
        for (Path argument : arguments) {
            if (Files.isDirectory(argument)) {
                walk(argument, read, pages);
            } else {
                pages.add(new Page(argument, argument.getFileName(), true));
            }
        }
        return pages;
    }

    private static void walk(Path folder, Set<String> read, List<Page> into) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            tree.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> new Page(file, folder.relativize(file), read.contains(extension(file))))
                    .forEach(into::add);
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
