package io.github.hushgate.e2e;

import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Gives a test the {@link Bench} of Chromium: one Playwright and one certificate. */
final class WithBrowser extends WithBench<WithBrowser.Bench> {
    WithBrowser() {
        super(Bench.class, "no Chromium: install one, or name it with -Dbrowser.path=/path/to/chromium");
    }

    /** What is made once. */
    record Bench(Playwright playwright, Optional<Path> browser, SelfSigned certificate, Path folder)
            implements AutoCloseable {
        /** A builder of one browser with its own empty profile. */
        Chromium.Launch launch() {
            return new Chromium.Launch(playwright, browser.orElseThrow(), folder);
        }

        @Override
        public void close() throws IOException {
            playwright.close();
            Folders.delete(folder);
        }
    }

    @Override
    Bench open() throws IOException {
        Path folder = Files.createTempDirectory("hushgate-e2e");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Bench(playwright, ChromiumLocator.find(playwright), SelfSigned.in(folder), folder);
    }

    @Override
    Optional<Path> browser(Bench opened) {
        return opened.browser();
    }
}
