package io.github.hushgate.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import io.github.hushgate.html.SharedFixtures;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.HeaderLine;
import io.github.hushgate.policy.Nonces;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.policy.SecurityHeaders;
import io.github.hushgate.rewrite.HtmlRewriter;
import io.github.hushgate.tracker.TrackerCatalog;
import io.github.hushgate.tracker.TrackerDetector;
import io.github.hushgate.url.BrowserUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What each preset would refuse of real pages' own content, once their trackers are left out: the pages are served
 * report-only, and the browser tells.
 */
@Tag("long")
@ExtendWith(WithBrowser.class)
final class PresetBreakageTest {
    private static final Pattern CANONICAL =
            Pattern.compile("(?:canonical|og:url)[\"'][^>]{0,40}(?:href|content)=[\"']https?://([a-z0-9.-]+)");
    private static final Path DEMO =
            Path.of("examples/crime-report-form/src/main/resources/io/github/hushgate/examples/crimereport");
    private static final String UNDER = "/under-";
    private static final int SETTLE_MILLIS = 1_000;

    private static final String LISTEN = """
            window.seen = [];
            addEventListener('securitypolicyviolation', e => window.seen.push([
                e.effectiveDirective, e.blockedURI, e.originalPolicy.includes("'nonce-") ? 'a' : 'b'].join(' ')), true)""";

    /** What stands in the page as it came, whatever its scripts do to it. */
    private static final String COUNT = """
            async () => {
              const page = new DOMParser().parseFromString(await (await fetch('/source')).text(), 'text/html');
              const all = selector => [...page.querySelectorAll(selector)];
              const code = /^(|module|importmap|speculationrules|(text|application)[/](x-)?(java|ecma|j)script.*)$/i;
              return [
                all('script:not([src])').filter(e => e.textContent && code.test(e.type)).length,
                all('*').flatMap(e => [...e.attributes]).filter(a => a.name.startsWith('on')).length,
                all('style').length,
                all('[style]').length].join(' ');
            }""";

    /** The page's own things: inline scripts, event handlers, style elements and attributes, files of its host. */
    private record Own(int scripts, int handlers, int styles, int attributes, int files, int sinks) {
        static final Own NOTHING = new Own(0, 0, 0, 0, 0, 0);

        @Override
        public String toString() {
            String all = List.of(
                            text(scripts, "scripts"),
                            text(handlers, "handlers"),
                            text(styles, "style elements"),
                            text(attributes, "style attributes"),
                            text(files, "own files"),
                            text(sinks, "script sinks"))
                    .stream()
                    .filter(each -> !each.isEmpty())
                    .collect(Collectors.joining(", "));
            return all.isEmpty() ? "nothing" : all;
        }

        private static String text(int count, String what) {
            return count == 0 ? "" : count + " " + what;
        }
    }

    @Test
    void whatAPresetBreaksIsMeasured(WithBrowser.Bench bench) throws Exception {
        var table = new StringBuilder(
                "| page | holds | `contain` would refuse | `confidential` would refuse | `sealed` would refuse |\n"
                        + "|---|---|---|---|---|\n");
        Map<Preset, Integer> whole = new EnumMap<>(Preset.class);
        List<Path> pages = pages();
        try (Bed bed = new Bed(bench, pages)) {
            for (Path file : pages) {
                Own holds = bed.holds(file);
                Map<Preset, Own> refused = new EnumMap<>(Preset.class);
                for (Preset preset : Preset.values()) {
                    Own own = bed.refused(file, preset);
                    refused.put(preset, own);
                    whole.merge(preset, own.equals(Own.NOTHING) ? 1 : 0, Integer::sum);
                }
                table.append("| ").append(file.getFileName()).append(" | ").append(holds);
                refused.values().forEach(each -> table.append(" | ").append(each));
                table.append(" |\n");
                check(file, holds, refused);
            }
        }
        table.append("| **pages that lose nothing** | of ").append(pages.size());
        whole.values().forEach(each -> table.append(" | ").append(each));
        table.append(" |\n");
        assertTrue(pages.size() > 16, pages::toString);
        DocumentTable.measured("what the presets would refuse", table.toString());
    }

    private static void check(Path file, Own holds, Map<Preset, Own> refused) {
        Own contain = refused.get(Preset.CONTAIN);
        assertEquals(0, contain.scripts() + contain.handlers(), file + ": contain lets inline code run");
        for (Preset preset : List.of(Preset.CONTAIN, Preset.CONFIDENTIAL)) {
            Own own = refused.get(preset);
            assertEquals(0, own.styles() + own.attributes(), file + ": inline styles apply under " + preset);
            assertEquals(0, own.files(), file + ": own files load under " + preset);
        }
        assertTrue(
                holds.scripts() == 0 || refused.get(Preset.CONFIDENTIAL).scripts() > 0,
                file + ": a page with inline scripts and no nonce is what confidential refuses");
    }

    private static List<Path> pages() throws IOException {
        List<Path> all = new ArrayList<>(SharedFixtures.files("pages", ".html"));
        all.add(DEMO.resolve("intro.html"));
        all.add(DEMO.resolve("template.html"));
        return all;
    }

    /** The pages, report-only, each at the host that it names as its own. */
    private static final class Bed implements AutoCloseable {
        private final Map<Path, String> hosts = new LinkedHashMap<>();
        private final Map<String, byte[]> pages = new LinkedHashMap<>();
        private final LoopbackServer site;
        private final Chromium chromium;

        Bed(WithBrowser.Bench bench, List<Path> files) throws IOException {
            site = new LoopbackServer(bench.certificate().context(), this::answer);
            int port = site.listen("site");
            Chromium.Launch launch = bench.launch();
            for (Path file : files) {
                byte[] source = Files.readAllBytes(file);
                Matcher named = CANONICAL.matcher(new String(source, StandardCharsets.ISO_8859_1));
                String host = named.find() && !pages.containsKey(named.group(1))
                        ? named.group(1)
                        : "page" + pages.size() + ".test";
                hosts.put(file, host);
                pages.put(host, withoutTrackers(source, host));
                launch.host(host, port);
            }
            chromium = launch.start();
        }

        private static byte[] withoutTrackers(byte[] source, String host) throws IOException {
            var url = BrowserUrl.parse("https://" + host + "/").orElseThrow();
            var out = new ByteArrayOutputStream();
            var rewriter = new HtmlRewriter(
                    TrackerDetector.of(TrackerCatalog.bundled()),
                    new HtmlRewriter.Page(url, "", "", true, true),
                    out,
                    removal -> {});
            rewriter.write(source, 0, source.length);
            rewriter.finish();
            return out.toByteArray();
        }

        private Answer answer(Hit hit) {
            byte[] page = pages.getOrDefault(hit.host(), new byte[0]);
            if (hit.target().equals("/source")) {
                return Answer.of("text/html", page);
            }
            if (hit.target().equals("/empty")) {
                return Answer.of("text/html", "<!doctype html><link rel=icon href=data:,>");
            }
            if (!hit.target().startsWith(UNDER)) {
                return new Answer(204, Map.of(), new byte[0]);
            }
            Map<String, String> headers = new LinkedHashMap<>(Map.of("Content-Type", "text/html"));
            var settings = new SecurityHeaders.Settings(
                    Preset.valueOf(hit.target().substring(UNDER.length())), Disposition.REPORT, Map.of(), "", "0", "");
            for (HeaderLine line : SecurityHeaders.of(settings).lines(Nonces.next(), false)) {
                headers.merge(line.name(), line.value(), (first, second) -> first + ", " + second);
            }
            return new Answer(200, headers, page);
        }

        Own holds(Path file) {
            try (Page tab = chromium.visit("https://" + hosts.get(file) + "/empty", 0)) {
                String[] held = tab.evaluate(COUNT).toString().split(" ");
                return new Own(number(held[0]), number(held[1]), number(held[2]), number(held[3]), 0, 0);
            }
        }

        private static int number(String text) {
            return Integer.parseInt(text);
        }

        Own refused(Path file, Preset preset) {
            String host = hosts.get(file);
            try (Page tab = chromium.tab()) {
                tab.addInitScript(LISTEN);
                tab.navigate(
                        "https://" + host + UNDER + preset,
                        new Page.NavigateOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
                tab.waitForTimeout(SETTLE_MILLIS);
                List<?> seen = (List<?>) tab.evaluate("window.seen");
                return own(seen.stream().map(Object::toString).toList(), host);
            }
        }

        private static Own own(List<String> seen, String host) {
            return new Own(
                    most(seen, "script-src-elem inline"),
                    most(seen, "script-src-attr inline"),
                    most(seen, "style-src-elem inline"),
                    most(seen, "style-src-attr inline"),
                    (int) seen.stream()
                            .filter(each -> each.contains(" https://" + host + "/"))
                            .distinct()
                            .count(),
                    most(seen, "require-trusted-types-for"));
        }

        /** Both policies tell of the same thing: the larger of their counts. */
        private static int most(List<String> seen, String what) {
            Map<String, Long> byPolicy = seen.stream()
                    .filter(each -> each.startsWith(what))
                    .collect(Collectors.groupingBy(
                            each -> each.substring(each.lastIndexOf(' ')), Collectors.counting()));
            return byPolicy.values().stream().mapToInt(Long::intValue).max().orElse(0);
        }

        @Override
        public void close() throws IOException {
            chromium.close();
            site.close();
        }
    }
}
