package io.github.hushgate.route;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExceptTest {
    private static final SensitiveRoutes ROUTES = SensitiveRoutes.of(
            SensitiveRoutesTest.patterns("/**"),
            SensitiveRoutesTest.patterns("", "/news/**", "/press/*", "/help", "*.css", "/x/*/y"));

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/news", "/news/a/b", "/press/a", "/help", "/a/b.css", "/x/1/y", "/news/a.b", "/news/.a"})
    void anExactlyNormalPathIsSpared(String path) {
        assertTrue(ROUTES.matchPath(path).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/press",
                "/press/a/b",
                "/NEWS",
                "/News/a",
                "/news/",
                "/news//a",
                "//news",
                "/news/../report",
                "/news/./a",
                "/news/%61",
                "/news/..%2freport",
                "/news/a;x",
                "/news;/a",
                "/news\\a",
                "/news/a%00",
                "/news/é",
                "/news/a b",
                "/report/x.css/",
                "/report/x.css;v=1",
                "/x/1/y/",
                "/news/a?b",
                "/news/a#b",
                "news/a",
                "/news/..",
                "/news/.",
                "/news/...",
                "/news/a.",
                "/news./a",
            })
    void anythingElseStaysSensitive(String path) {
        assertFalse(ROUTES.matchPath(path).isEmpty());
    }
}
