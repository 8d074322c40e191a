package io.github.hushgate.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SensitiveRoutesTest {
    private static final SensitiveRoutes REPORT = routes("/report/**");

    static SensitiveRoutes routes(String... sensitive) {
        return SensitiveRoutes.of(patterns(sensitive), List.of());
    }

    static List<RoutePattern> patterns(String... texts) {
        return Arrays.stream(texts).map(RoutePattern::of).toList();
    }

    private static boolean matches(String pattern, String path) {
        return !routes(pattern).matchPath(path).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /a/*, /a
            /a/*, /a/
            /a/*, /a/b/c
            /a/**, /a
            /a/**, /a/b/c
            /a/b, /a/b
            /a/*/c, /a/b/c
            /a/?/c, /a/b/c
            /a/b*d, /a/bxyd
            /a/b*d*, /a/bdxd
            /a/**/z, /a/z
            /a/**/z, /a/b/c/z
            /a/**/y/**/z, /a/y/y/b/z
            /a/**/y/*/z, /a/y/y/b/z
            *.do, /x.do
            *.do, /a/b/x.do
            /**, /
            /*, /any/thing
            /straße, /STRASSE/../Straße
            /ärger/*, /%C3%84rger/x
            /kelvin, /%E2%84%AAelvin
            """)
    void whatAPatternMeansIsSensitive(String pattern, String path) {
        assertTrue(matches(pattern, path));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /a/*, /ab
            /a/**, /b/a
            /a/b, /a/b/c
            /a/b, /a
            /a/*/c, /a/b/x/c
            /a/*/c, /a/c
            /a/?/c, /a/bb/c
            /a/b*d, /a/b/d
            /a/**/z, /a/b/zz
            *.do, /x.do/y
            *.do, /xdo
            /aa*ab, /aaa
            """)
    void whatAPatternDoesNotMeanIsNot(String pattern, String path) {
        assertFalse(matches(pattern, path));
    }

    @Test
    void theEmptyPatternIsTheContextRoot() {
        assertTrue(matches("", "/"));
        assertTrue(matches("", ""));
        assertTrue(matches("", "/a/.."));
        assertFalse(matches("", "/a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/REPORT/Rape",
                "/report;jsessionid=1/x",
                "/report/;a=b;c=d",
                "/;x/report/y",
                "//report///x",
                "/./report/./x",
                "/a/../report/x",
                "/a/..;x=1/report/x",
                "/a/b/../../report",
                "/../../report/x",
                "/report/",
                "/report//",
                "/%72eport/x",
                "/%2572eport/x",
                "/%252572eport/x",
                "/report%2Fx",
                "/report%2fx",
                "/report%252Fx",
                "/a%2F..%2Freport/x",
                "/a/%2e%2e/report/x",
                "/a/.%2e/report/x",
                "/a/%252e%252e/report",
                "\\report\\x",
                "/a\\..\\report",
                "/report%5Cx",
                "/report%3Bx=1/y",
                "/report%3Fx",
                "/report%23x",
                "/report%00.png",
                "/report%C0%AFx",
                "/a%C0%AF%C0%AE%C0%AE%C0%AFreport",
                "/%C1%B2eport",
                "/%E0%81%B2eport",
                "/report%E0%80%AFx",
                "/report%F0%80%80%AFx",
                "/report%u002fx",
                "/%u0072eport",
                "/report/../public",
                "/report/%2e%2e;/public",
                "/RÉPORT/../report",
                "report/x",
            })
    void noSpellingGetsPast(String path) {
        assertFalse(REPORT.matchPath(path).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/reports",
                "/repor",
                "/a/report",
                "/%",
                "/%2",
                "/%zz",
                "/%u12",
                "/report%",
                "/%F0%9F%98%80",
                "/%ED%A0%80",
                "/%FF%FF",
                "/;/",
                "/..",
                "/%2e%2e%2f%2e",
                "/a%00/b"
            })
    void otherPathsAreNotSensitiveAndHarmNothing(String path) {
        assertTrue(REPORT.matchPath(path).isEmpty());
    }

    @Test
    void allMatchingRulesAreTold() {
        var routes = routes("/report/**", "/other", "*.html", "/report/map");
        assertEquals("{0, 3}", routes.matchPath("/report/map").toString());
        assertEquals("{0, 2}", routes.matchPath("/report/x.html").toString());
        assertEquals(RuleSet.NONE, routes.matchPath("/nothing"));
        assertFalse(routes.matchPath("/report").contains(4711));
    }

    @Test
    void moreThanSixtyFourRulesAreTold() {
        String[] patterns = IntStream.range(0, 200).mapToObj(i -> "/r" + i).toArray(String[]::new);
        var rules = routes(patterns).matchPath("/r130");
        assertTrue(rules.contains(130));
        assertFalse(rules.contains(66) || rules.contains(2));
    }

    @Test
    void aHostilePathCostsLinearTime() {
        var routes = routes("/a*a*a*a*a*b", "/**/a/**/a/**/a/**/b", "/*?*?*?x");
        for (String piece : List.of("a", "/a", "/..", "%252e", "/a/..", ";", "\\", "%")) {
            String path = "/" + piece.repeat(200_000 / piece.length());
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> routes.matchPath(path));
        }
    }

    @Test
    void noRuleNoMatch() {
        assertTrue(routes().matchPath("/report").isEmpty());
    }
}
