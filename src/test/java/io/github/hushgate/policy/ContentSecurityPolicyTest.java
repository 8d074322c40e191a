package io.github.hushgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.policy.SourceExpression.Hash;
import io.github.hushgate.policy.SourceExpression.Host;
import io.github.hushgate.policy.SourceExpression.Keyword;
import io.github.hushgate.policy.SourceExpression.Nonce;
import io.github.hushgate.policy.SourceExpression.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentSecurityPolicyTest {
    private static ContentSecurityPolicy policy(String text) {
        return ContentSecurityPolicy.parse(text).get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "default-src 'self'; script-src 'nonce-r4nd0m' 'strict-dynamic' "
                        + "https: 'unsafe-inline'; object-src 'none'; base-uri 'none'",
                "default-src 'none'; script-src 'self'; connect-src "
                        + "wss://chat.example.org:* https://api.example.org/v1/; img-src data: *",
                "script-src 'sha256-LDxfA4D8+PLHUvN92m7kSRy42A8VXETQHHRVWT5eLqQ=' "
                        + "'unsafe-hashes' 'wasm-unsafe-eval' 'report-sample'",
                "sandbox allow-forms allow-scripts; upgrade-insecure-requests; report-to csp; report-uri /csp?x=1&y=2",
                "require-trusted-types-for 'script'; trusted-types dompurify "
                        + "default 'allow-duplicates'; frame-ancestors https://*.example.org",
                "style-src-attr 'unsafe-hashes'; not-a-directive 'not-a-keyword' ://; webrtc 'block'"
            })
    void othersPoliciesRoundTrip(String text) {
        assertEquals(text, policy(text).toString());
        assertEquals(policy(text), policy(policy(text).toString()));
    }

    @Test
    void theFirstOfTwoDirectivesStands() {
        var notes = new ArrayList<String>();
        assertEquals(
                "img-src 'self'",
                ContentSecurityPolicy.parse("IMG-SRC 'self'; img-src *", notes::add)
                        .get(0)
                        .toString());
        assertEquals(List.of("dropped, a second img-src: img-src *"), notes);
    }

    @Test
    void aCommaSeparatesPoliciesWhereverItStands() {
        var policies = ContentSecurityPolicy.parse("img-src 'self', script-src a.example,,b.example; , ;");
        assertEquals(
                List.of("img-src 'self'", "script-src a.example", "b.example"),
                policies.stream().map(Object::toString).toList());
    }

    @Test
    void aDirectiveThatIsNotAsciiIsDroppedWithANote() {
        var notes = new ArrayList<String>();
        var policies =
                ContentSecurityPolicy.parse("img-src bücher.example; font-src 'self'; media-src a\u0001b", notes::add);
        assertEquals("font-src 'self'", policies.get(0).toString());
        assertEquals(
                List.of(
                        "dropped, not printable ASCII: img-src b?cher.example",
                        "dropped, not printable ASCII: media-src a?b"),
                notes);
    }

    @Test
    void whiteSpaceIsWhateverAsciiHas() {
        assertEquals(
                "img-src 'self' a.example; font-src",
                policy("\t img-src\f'self' \r\n a.example;; font-src ").toString());
    }

    @Test
    void anEmptyFieldHoldsNoPolicy() {
        assertEquals(List.of(), ContentSecurityPolicy.parse(""));
        assertEquals(List.of(), ContentSecurityPolicy.parse(" ; ,;"));
    }

    @Test
    void sourceExpressionsAreTyped() {
        assertEquals(
                List.of(
                        Keyword.SELF,
                        Keyword.STRICT_DYNAMIC,
                        new Scheme("https"),
                        new Host("wss", "*.example.org", "*", "/a/b"),
                        new Host("", "localhost", "8080", ""),
                        new Host("", "*", "", ""),
                        new Nonce("ab-_+/=="),
                        new Hash(Hash.Algorithm.SHA384, "abc=")),
                policy("script-src 'SELF' 'strict-dynamic' https: "
                                + "wss://*.example.org:*/a/b localhost:8080 * 'nonce-ab-_+/=='"
                                + " 'SHA384-abc=' 'bogus' 'nonce-' 'nonce-a b' http://")
                        .directives()
                        .get(0)
                        .sources());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "'",
                "''",
                "'self",
                "'nonce-a'b'",
                "'sha1-abc='",
                ":",
                "1a:",
                "a..b",
                "*a.b",
                "a.*.b",
                "[::1]",
                "h:x",
                "h:123456",
                "http:///p",
                "h/p?q",
                "h/p#f",
                "'nonce-===='"
            })
    void whatIsNoSourceExpressionIsNone(String token) {
        assertEquals(Optional.empty(), SourceExpression.parse(token));
    }

    @Test
    void fallbacksAreFollowedNearestFirst() {
        var policy = policy("default-src d.example; script-src s.example; child-src c.example");
        assertEquals(
                "script-src", policy.governing("script-src-elem").orElseThrow().name());
        assertEquals("child-src", policy.governing("worker-src").orElseThrow().name());
        assertEquals("child-src", policy.governing("frame-src").orElseThrow().name());
        assertEquals(
                "default-src", policy.governing("style-src-attr").orElseThrow().name());
        assertEquals(Optional.empty(), policy.governing("form-action"));
        assertEquals(
                "script-src",
                policy("default-src 'self'; script-src x")
                        .governing("worker-src")
                        .orElseThrow()
                        .name());
    }

    @Test
    void addingToADirectiveBeginsWithWhatItFallsBackTo() {
        var widened = policy("default-src 'self'; img-src 'none'").toBuilder()
                .add(
                        "script-src-elem",
                        Host.class.cast(
                                SourceExpression.parse("https://a.example").orElseThrow()))
                .add("img-src", Keyword.SELF, Keyword.SELF)
                .add("form-action", Keyword.SELF)
                .build();
        assertEquals(
                "default-src 'self'; img-src 'self'; script-src-elem 'self' https://a.example", widened.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "a\r\nb", "a\nb", "a;b", "a,b", "a\u0000b", "\u00e9", "\u2028", "a\tb", "\u007f"})
    void noValueCanEndItsDirective(String value) {
        assertThrows(IllegalArgumentException.class, () -> new Directive("img-src", List.of(value)));
        assertThrows(IllegalArgumentException.class, () -> new Directive("x" + value + " ", List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Nonce(value));
        assertThrows(IllegalArgumentException.class, () -> new Hash(Hash.Algorithm.SHA256, value));
        assertThrows(IllegalArgumentException.class, () -> new Scheme(value));
        assertThrows(IllegalArgumentException.class, () -> new Host("", value, "", ""));
        assertThrows(IllegalArgumentException.class, () -> new Host("", "a.example", "", "/x" + value + " "));
        var e = assertThrows(IllegalArgumentException.class, () -> new Host("https", "a.example", "", value + ";"));
        assertTrue(e.getMessage().chars().allMatch(c -> c >= ' ' && c < 0x7f), e.getMessage());
    }

    @Test
    void noTextMakesParsingFailAndWhatItGivesParsesToItself() {
        var random = new Random(20261124);
        String alphabet = "ab-' ;,:/*.\t\n\u00e9=+0'nonce-self";
        for (int run = 0; run < 20_000; run++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            for (ContentSecurityPolicy policy : ContentSecurityPolicy.parse(text.toString())) {
                assertEquals(List.of(policy), ContentSecurityPolicy.parse(policy.toString()), text::toString);
                policy.directives().forEach(each -> each.sources().forEach(ContentSecurityPolicyTest::readsAsItself));
            }
        }
    }

    private static void readsAsItself(SourceExpression source) {
        assertEquals(Optional.of(source), SourceExpression.parse(source.toString()));
    }
}
