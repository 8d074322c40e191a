package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.ReportSite.Visitor;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.store.JsonLinesStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was answered is in the files, whatever became of the process. */
final class KilledSiteTest {
    @TempDir
    private Path files;

    private static Set<String> difference(Set<String> all, Set<String> without) {
        Set<String> rest = new HashSet<>(all);
        rest.removeAll(without);
        return rest;
    }

    @Test
    void nothingThatWasAnsweredIsGoneAfterKillMinusNine() throws Exception {
        killed(5);
    }

    @Test
    @Tag("long")
    void nothingThatWasAnsweredIsGoneAfterTwoHundredKills() throws Exception {
        killed(200);
    }

    private void killed(int times) throws Exception {
        Set<String> answered = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < times; i++) {
            answered.addAll(killed("k" + i, 50 + i * 7 % 400));
        }
        Set<String> stored = JsonLinesStore.view(files.resolve("reports")).violations(ReportQuery.ALL).stream()
                .map(each -> each.blocked().origin().substring("https://".length()))
                .collect(Collectors.toSet());
        assertEquals(Set.of(), difference(answered, stored));
    }

    /** Kills a site while eight visitors report, after so many answers; gives what was answered. */
    private Set<String> killed(String name, int after) throws Exception {
        Process site = process();
        Set<String> answered = ConcurrentHashMap.newKeySet();
        try {
            int port = port(site);
            List<Thread> threads = Stream.of(0, 1, 2, 3, 4, 5, 6, 7)
                    .map(each -> new Thread(() -> until(port, name + "-" + each, answered)))
                    .toList();
            threads.forEach(Thread::start);
            await(() -> answered.size() >= after || !site.isAlive());
            site.destroyForcibly();
            for (Thread thread : threads) {
                thread.join();
            }
            assertTrue(answered.size() >= after, answered.size() + " answered");
        } finally {
            site.destroyForcibly();
            site.waitFor();
        }
        return answered;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(1);
        }
    }

    private static void until(int port, String name, Set<String> answered) {
        try (Visitor visitor = new Visitor(port)) {
            for (int i = 0; ; i++) {
                String host = name + "-" + i + ".example";
                if (visitor.post(visitor.legacy(host)) == 204) {
                    answered.add(host);
                }
            }
        } catch (IOException e) {
            // The site is dead: what has no answer may be there or not.
        }
    }

    private Process process() throws IOException {
        Path base = Files.createDirectories(files.resolve("site"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        ClassPath.text(),
                        ReportSite.class.getName(),
                        files.resolve("reports").toString(),
                        base.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int port(Process site) throws IOException {
        var out = new BufferedReader(new InputStreamReader(site.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        assertTrue(line != null && line.startsWith("port "), "the site did not start: " + line);
        return Integer.parseInt(line.substring("port ".length()));
    }
}
