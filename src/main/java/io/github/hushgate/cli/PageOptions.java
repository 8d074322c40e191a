package io.github.hushgate.cli;

import io.github.hushgate.html.Encoding;
import io.github.hushgate.journey.DoorwayScan;
import io.github.hushgate.journey.FixedPrefixes;
import io.github.hushgate.rewrite.HtmlRewriter;
import io.github.hushgate.rewrite.Removal;
import io.github.hushgate.route.RoutePattern;
import io.github.hushgate.route.SensitiveRoutes;
import io.github.hushgate.tracker.FilterLists;
import io.github.hushgate.tracker.TrackerCatalog;
import io.github.hushgate.tracker.TrackerDetector;
import io.github.hushgate.url.BrowserUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** What strip and scan have in common: how a page is read, and by which lists. */
final class PageOptions {
    private static final int CHUNK_BYTES = 65_536;

    @Option(
            names = "--page-url",
            paramLabel = "URL",
            defaultValue = "https://page.invalid/",
            description = "The address the page is served at; relative addresses "
                    + "are the site's own (default: ${DEFAULT-VALUE}).")
    private String pageUrl = "";

    @Option(
            names = "--list",
            paramLabel = "FILE",
            description = "A further list of trackers: host names, a hosts file,"
                    + " Adblock Plus syntax, Disconnect or DuckDuckGo JSON.")
    private List<Path> lists = List.of();

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            description = "The charset that the page's Content-Type header names. Without it a byte order mark or what"
                    + " the page declares decides, as in a browser.")
    private String charset = "";

    TrackerDetector detector() {
        return detector(List.of(url().host()), lists);
    }

    /** The bundled catalog with the owner's lists beside it. */
    static TrackerDetector detector(List<String> site, List<Path> lists) {
        return TrackerDetector.builder(TrackerCatalog.bundled())
                .site(site)
                .lists(FilterLists.load(lists, site))
                .build();
    }

    /** Copies one page, telling of each removal. */
    void rewrite(
            TrackerDetector detector, InputStream in, OutputStream out, boolean surrogates, Consumer<Removal> removals)
            throws IOException {
        var page = new HtmlRewriter.Page(url(), charset(), "", surrogates, true);
        var rewriter = new HtmlRewriter(detector, page, out, removals);
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            rewriter.write(chunk, 0, read);
        }
        rewriter.finish();
        out.flush();
    }

    /** The ways by which a page leads to one of these paths. */
    Set<DoorwayScan.Lead> leads(byte[] html, List<String> sensitive) {
        List<RoutePattern> patterns = sensitive.stream().map(RoutePattern::of).toList();
        SensitiveRoutes routes = SensitiveRoutes.of(patterns, List.of());
        BrowserUrl here = url();
        var scan = new DoorwayScan(
                here,
                target -> target.isSameOrigin(here)
                        && !routes.matchPath(target.path()).isEmpty(),
                FixedPrefixes.of(patterns));
        scan.write(html, 0, html.length);
        return scan.finish();
    }

    private String charset() {
        if (!charset.isEmpty() && Encoding.ofLabel(charset).isEmpty()) {
            throw new IllegalArgumentException(
                    "--charset: no browser knows \"" + charset + "\"; try utf-8, windows-1252 or utf-16le");
        }
        return charset;
    }

    private BrowserUrl url() {
        return BrowserUrl.parse(pageUrl)
                .orElseThrow(() -> new IllegalArgumentException("--page-url: \"" + pageUrl
                        + "\" is not an absolute address; try https://www.example.org/report"));
    }
}
