package io.github.hushgate.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The demonstration's own template, steps and stand-in scripts, read as files. The demonstration writes each vendor's
 * host {@code h} as {@code h.localhost:PORT}; here it is {@code h} again, over TLS, as the vendors publish it.
 */
final class DemoFiles {
    private static final Path FOLDER =
            Path.of("examples/crime-report-form/src/main/resources/io/github/hushgate/examples/crimereport");
    private static final Pattern PLACED =
            Pattern.compile("(?:http:)?//((?:[a-z-]+\\.)+[a-z]+)\\.localhost:\\$\\{vendorPort}");
    private static final Pattern NAMED = Pattern.compile("'((?:[a-z-]+\\.)+[a-z]+)\\.localhost/");
    private static final Pattern VALUE = Pattern.compile("\\$\\{(\\w+)}");

    private DemoFiles() {}

    static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page with the template around it; a value that is not given is empty. */
    static String page(String main, Map<String, String> values) {
        String page = PLACED.matcher(text("template.html")).replaceAll("https://$1");
        return filled(page.replace("${rawMain}", main), values);
    }

    private static String filled(String page, Map<String, String> values) {
        return VALUE.matcher(page)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), "")));
    }

    /** What a vendor's host serves as its script: it tells what the real one is known to tell. */
    static String script(String name) {
        return "(function () {\n" + text("vendors/kit.js") + "kit.port = 443;\n"
                + NAMED.matcher(text("vendors/" + name)).replaceAll("'$1/") + "})();\n";
    }

    /** Every vendor's host that the template or a script names. */
    static Set<String> hosts() {
        Set<String> hosts = new TreeSet<>();
        try (Stream<Path> scripts = Files.list(FOLDER.resolve("vendors"))) {
            List<String> texts = scripts.map(script -> text("vendors/" + script.getFileName()))
                    .toList();
            texts.forEach(each -> NAMED.matcher(each).results().forEach(found -> hosts.add(found.group(1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PLACED.matcher(text("template.html")).results().forEach(found -> hosts.add(found.group(1)));
        return hosts;
    }
}
