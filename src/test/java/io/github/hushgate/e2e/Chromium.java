package io.github.hushgate.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One running browser with an empty profile of its own. The profile is a real one, not an incognito context: only then
 * does Chromium open the connections that a {@code preconnect} asks for, and a proof without them would be empty.
 */
final class Chromium implements AutoCloseable {
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--ignore-certificate-errors",
            "--short-reporting-delay");

    private static final int MAX_AWAIT_MILLIS = 20_000;

    private final BrowserContext context;
    private final List<String> consoleErrors = new ArrayList<>();
    private final List<String> consoleWarnings = new ArrayList<>();
    private final List<String> pageErrors = new ArrayList<>();

    private Chromium(BrowserContext context) {
        this.context = context;
        context.setDefaultTimeout(20_000);
        context.onConsoleMessage(this::heard);
        context.onWebError(error -> pageErrors.add(error.error()));
    }

    /** What a browser is started with; each host name is sent to a loopback port, every other is not found. */
    static final class Launch {
        private final Playwright playwright;
        private final Path executable;
        private final Path folder;
        private final Map<String, Integer> hosts = new LinkedHashMap<>();
        private final List<String> flags = new ArrayList<>(FLAGS);
        private boolean javaScript = true;

        Launch(Playwright playwright, Path executable, Path folder) {
            this.playwright = playwright;
            this.executable = executable;
            this.folder = folder;
        }

        /** Maps a host, or {@code *.suffix}, whatever the port in the address. */
        Launch host(String pattern, int port) {
            hosts.put(pattern, port);
            return this;
        }

        Launch flag(String flag) {
            flags.add(flag);
            return this;
        }

        /** Few processes for many pages: no policy asks which process a page is in, and each costs half a second. */
        Launch fewProcesses() {
            return flag("--process-per-site")
                    .flag("--renderer-process-limit=3")
                    .flag("--disable-extensions")
                    .flag("--disable-site-isolation-trials");
        }

        Launch javaScript(boolean on) {
            javaScript = on;
            return this;
        }

        Chromium start() {
            try {
                Path profile = Files.createTempDirectory(folder, "profile");
                return new Chromium(playwright.chromium().launchPersistentContext(profile, options()));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private BrowserType.LaunchPersistentContextOptions options() {
            return new BrowserType.LaunchPersistentContextOptions()
                    .setExecutablePath(executable)
                    .setHeadless(true)
                    .setIgnoreHTTPSErrors(true)
                    .setJavaScriptEnabled(javaScript)
                    .setArgs(Stream.concat(flags.stream(), Stream.of("--host-resolver-rules=" + rules()))
                            .toList());
        }

        private String rules() {
            return hosts.entrySet().stream()
                    .map(host -> "MAP " + host.getKey() + " 127.0.0.1:" + host.getValue())
                    .collect(Collectors.joining(", ", "", ", MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"));
        }
    }

    /** A new tab; its messages are collected with those of all others. */
    Page tab() {
        return context.newPage();
    }

    /** Goes there in a new tab, waits for the load event, then {@code millis} for what comes after it. */
    Page visit(String address, int millis) {
        Page page = tab();
        page.navigate(address);
        page.waitForTimeout(millis);
        return page;
    }

    /**
     * Waits until something is so, as long as a busy machine may need; whether it became so is then for the test to
     * assert.
     */
    static void await(Page page, BooleanSupplier condition) {
        try {
            page.waitForCondition(condition, new Page.WaitForConditionOptions().setTimeout(MAX_AWAIT_MILLIS));
        } catch (PlaywrightException e) {
            // The assertion that follows says what was missing.
        }
    }

    /** Console messages at level error so far. */
    List<String> consoleErrors() {
        return List.copyOf(consoleErrors);
    }

    /** Console messages at level error or warning so far. */
    List<String> consoleProblems() {
        return Stream.concat(consoleErrors.stream(), consoleWarnings.stream()).toList();
    }

    /** Exceptions that no script caught so far. */
    List<String> pageErrors() {
        return List.copyOf(pageErrors);
    }

    BrowserContext context() {
        return context;
    }

    @Override
    public void close() {
        context.close();
    }

    private void heard(ConsoleMessage message) {
        if ("error".equals(message.type())) {
            consoleErrors.add(message.text() + " @ " + message.location());
        } else if ("warning".equals(message.type())) {
            consoleWarnings.add(message.text() + " @ " + message.location());
        }
    }
}
