package io.github.hushgate;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a process of our own must be given to see the classes that the tests see, however they were started. */
final class ClassPath {
    private ClassPath() {}

    static String text() {
        return ClassPath.class.getClassLoader() instanceof URLClassLoader loader
                ? Stream.of(loader.getURLs()).map(ClassPath::path).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    private static String path(URL url) {
        try {
            return Path.of(new URI(url.toString())).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
