package io.github.hushgate.e2e;

import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a Chromium: the system property {@code browser.path}, then one on the PATH, then one that Playwright
 * downloaded.
 */
final class ChromiumLocator {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "chrome.exe");

    private ChromiumLocator() {}

    /** The browser without Playwright's own. */
    static Optional<Path> installed() {
        return installed(System.getProperty("browser.path", ""), System.getenv());
    }

    static Optional<Path> installed(String property, Map<String, String> environment) {
        if (!property.isEmpty()) {
            Path named = Path.of(property);
            if (!Files.isExecutable(named)) {
                throw new IllegalStateException("browser.path=" + property + " is no executable");
            }
            return Optional.of(named);
        }
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Any browser, Playwright's own download last. */
    static Optional<Path> find(Playwright playwright) {
        return Stream.concat(
                        installed().stream(),
                        Stream.of(Path.of(playwright.chromium().executablePath()))
                                .filter(Files::isExecutable))
                .findFirst();
    }
}
