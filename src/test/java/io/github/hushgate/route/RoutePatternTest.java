package io.github.hushgate.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutePatternTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/a",
                "/a/*",
                "/a/**",
                "/**",
                "/*",
                "*.do",
                "/a/*/b",
                "/a/?b/c*",
                "/a/**/b",
                "/straße/ö",
                "/a.b~c/-_"
            })
    void aPatternThatDoesWhatItSaysIsTaken(String pattern) {
        assertEquals(pattern, RoutePattern.of(pattern).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /              | "/" is ambiguous; did you mean /** (the whole site) or "" (the context root only)?
            report/*       | "report/*" must start with "/"; did you mean "/report/*"?
            *              | "*" must start with "/"; did you mean "/**"?
            **             | "**" must start with "/"; did you mean "/**"?
            https://x.org  | "https://x.org" must be a path, without scheme or host; did you mean "/**"?
            https://x/a/b  | "https://x/a/b" must be a path, without scheme or host; did you mean "/a/b"?
            /a\\b          | "/a\\b" holds a backslash; did you mean "/a/b"?
            /a/{id}/b      | "/a/{id}/b" holds a path variable; a star stands for one segment; did you mean "/a/*/b"?
            /caf%C3%A9     | "/caf%C3%A9" is compared with the decoded path; write the character itself
            /a?step=2      | "/a?step=2" holds a query; only the path is compared; did you mean "/a"?
            /a;v=1/b       | "/a;v=1/b" holds a ";" or "#", which never is in a path that it is compared with
            /a#b           | "/a#b" holds a ";" or "#", which never is in a path that it is compared with
            /a b           | "/a b" holds white space or a control character
            //a            | "//a" holds an empty segment; did you mean "/a"?
            /a/            | "/a/" ends with "/"; did you mean /a/** (with everything below it) or /a?
            /a/../b        | "/a/../b" holds a dot segment, which never is in a path that it is compared with
            /a**           | "/a**" holds "**" beside other characters of a segment; did you mean "/a*"?
            *.do/x         | "*.do/x" is not an extension; did you mean *.html (any depth) or /report/*.html?
            """)
    void aPatternThatWouldSurpriseIsRefusedWithABetterOne(String pattern, String message) {
        var refused = assertThrows(IllegalArgumentException.class, () -> RoutePattern.of(pattern));
        assertEquals(message, refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /report/**     | /report/rape/step-2     | /report/{…}
            /report/**     | /report                 | /report
            /report/*      | /REPORT/x/y             | /report/{…}
            /a/*/c         | /a/4711/c               | /a/{…}/c
            /a/case-?/c*   | /a/case-7/c9            | /a/{…}/{…}
            *.pdf          | /victims/jane.pdf       | /{…}.pdf
            /**            | /who/knows              | /{…}
            /**            | /                       | /
            /report/**     | /something/else         | /{…}
            /report/**     | /%72eport;jsessionid=1/Jane%20Doe | /report/{…}
            """)
    void onlyWhatThePatternFixesIsTold(String pattern, String path, String told) {
        assertEquals(told, RoutePattern.of(pattern).redact(path));
    }

    @Test
    void theContextRootIsTold() {
        assertEquals("/", RoutePattern.of("").redact("/"));
        assertEquals("/{…}", RoutePattern.of("").redact("/other"));
    }
}
