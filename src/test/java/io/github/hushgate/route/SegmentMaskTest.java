package io.github.hushgate.route;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentMaskTest {
    private static final String[] PIECES = {
        "/",
        "//",
        "report",
        "Report",
        "help",
        "now",
        "x",
        ".pdf",
        ".",
        "..",
        "a",
        "%2e",
        "%2f",
        "%72eport",
        ";v=1",
        "\\",
        "?",
        "&",
        "r\u00e9port",
        "\u212a",
        "**",
        "-",
        "=",
        "\""
    };
    private static final List<List<RoutePattern>> SITES = List.of(
            patterns("/report/**"),
            patterns("/report"),
            patterns("*.pdf"),
            patterns("/*/help/**", "/report/now"),
            patterns("/rep*/n?w", "/x/x"),
            patterns("/**/now"),
            patterns(""),
            patterns("/k/**"));

    private static List<RoutePattern> patterns(String... texts) {
        return List.of(texts).stream().map(RoutePattern::of).toList();
    }

    private static SensitiveRoutes report() {
        return SensitiveRoutes.of(patterns("/report/**", "/*/help/**", "*.pdf"), List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "", "/news", "/news/2026/november", "/news/", "//news//today", "/reporting", "/a.pdfx"})
    void aPlainAddressIsKnownToBeOpenAtOnce(String path) {
        assertTrue(report().excludes(path), path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/report", "/x/report", "/REPORT/", "/a/help", "/x.pdf", "/%72eport", "/x;/report", "/..", "/a b"
            })
    void whatCouldBeSensitiveIsLookedAtClosely(String path) {
        assertFalse(report().excludes(path), path);
    }

    @Test
    void theQuickLookNeverSparesWhatTheRealReadingFinds() {
        var random = new Random(6);
        int spared = 0;
        for (int i = 0; i < 200_000; i++) {
            var path = new StringBuilder("/");
            for (int n = random.nextInt(6); n > 0; n--) {
                path.append(PIECES[random.nextInt(PIECES.length)]);
            }
            SensitiveRoutes routes = SensitiveRoutes.of(SITES.get(random.nextInt(SITES.size())), List.of());
            if (routes.excludes(path.toString())) {
                spared++;
                assertTrue(routes.matchPath(path.toString()).isEmpty(), path.toString());
                assertTrue(
                        new NestedPaths(routes).match("/", path.toString(), "").isEmpty(), path.toString());
            }
        }
        assertTrue(spared > 1_000, "spared " + spared);
    }
}
