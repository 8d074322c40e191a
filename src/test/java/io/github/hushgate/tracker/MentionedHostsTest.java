package io.github.hushgate.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which hosts a script's strings mention, in addresses or alone. */
final class MentionedHostsTest {
    private static List<String> in(String script, boolean addresses) {
        byte[] bytes = script.getBytes(StandardCharsets.ISO_8859_1);
        List<String> hosts = new ArrayList<>();
        for (int at = MentionedHosts.next(bytes, 0, 0, bytes.length, bytes.length); at < bytes.length; ) {
            int start = MentionedHosts.start(bytes, 0, at);
            int end = MentionedHosts.end(bytes, at, bytes.length);
            if (MentionedHosts.isAddress(bytes, 0, at) == addresses) {
                hosts.add(script.substring(start, end));
            }
            at = MentionedHosts.next(bytes, 0, end, bytes.length, bytes.length);
        }
        return hosts;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i.src = '//t.test/p'",
                "i.src = '\\/\\/t.test\\/p'",
                "i.src = 'https:\\\\\\\\t.test\\\\p'",
                "i.src = '/\\\\t.test/p'",
                "i.src = 'https:/t.test/p'",
                "i.src = 'HTTP:t.test/p'",
                "i.src = 'https:/\\n/t.test/p'",
                "i.src = `${location.protocol}//t.test/p`",
                "i.src = location.protocol + '//' + a, w('<img src=//t.test>')",
            })
    void addresses(String script) {
        assertEquals(List.of("t.test"), in("x.y(a.b.c, 1.5); " + script, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'t.test'",
                "\"t.test/p.js\"",
                "`t.test:443`",
                "'{\\\"host\\\":\\\"t.test\\\"}'",
                "'t.test?a'",
            })
    void hostsAlone(String string) {
        assertEquals(List.of("t.test"), in("x.y = " + string, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.b.c = d['e'].f(1.5, .5)",
                "a = {https: b.c, 'd': e.f}",
                "a('See t.test for more')",
                "a('.menu, .item')",
                "a('\\/js\\/app.js')",
                "a('/js/app.min.js', '../b.css')",
                "a = b / c.d / e.f",
            })
    void neitherMembersNorPathsNorSentences(String script) {
        assertEquals(List.of(), in(script, true));
        assertEquals(List.of(), in(script, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'https://' + a + '.t.test/p'", "`https://${a}.t.test`"})
    void theRestOfAHost(String string) {
        assertEquals(List.of(".t.test"), in(string, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'https://t.test/p'", "'http://t.test'"})
    void whatStandsBehindAPlainSchemeIsFoundByIt(String string) {
        assertEquals(List.of(), in(string, true));
        assertEquals(List.of(), in(string, false));
    }
}
