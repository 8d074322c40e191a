package io.github.hushgate.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Gives a test the {@link Bench} of Firefox: one certificate. */
final class WithFirefox extends WithBench<WithFirefox.Bench> {
    WithFirefox() {
        super(Bench.class, "no Firefox: install one, or name it with -Dfirefox.path=/path/to/firefox");
    }

    /** What is made once. */
    record Bench(Optional<Path> browser, SelfSigned certificate, Path folder) implements AutoCloseable {
        /** A builder of one browser with its own empty profile. */
        Firefox.Launch launch() {
            return new Firefox.Launch(browser.orElseThrow(), folder);
        }

        @Override
        public void close() throws IOException {
            Folders.delete(folder);
        }
    }

    @Override
    Bench open() throws IOException {
        Path folder = Files.createTempDirectory("hushgate-firefox");
        return new Bench(Firefox.installed(), SelfSigned.in(folder), folder);
    }

    @Override
    Optional<Path> browser(Bench opened) {
        return opened.browser();
    }
}
