package io.github.hushgate.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DocumentRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'prefetch':[{'source':'document'}]}",
                "{'prefetch':[{'source':'document','eagerness':'immediate'}]}",
                "{'prefetch':[{'where':{'selector_matches':'a'}}]}",
                "{'prefetch':[{'where':{'not':{'href_matches':'/*'}}}]}",
                "{'prefetch':[{'where':{'or':[{'href_matches':'/*'},{'selector_matches':'a'}]}}]}",
                "{'prefetch':[{'where':{'href_matches':'*'}}]}",
                "{'prefetch':[{'where':{'href_matches':'https://*/*'}}]}",
                "{'prefetch':[{'where':{'href_matches':'//*/*'}}]}",
                "{'prefetch':[{'where':{'href_matches':['/a','https://*/*']}}]}",
                "{'prefetch':[{'where':{'href_matches':{'hostname':'*'}}}]}",
                "{'prefetch':[{'where':{'href_matches':'/*'}},{'source':'document'},{'source':'document'}]}",
                "{'prefetch':[{'where':{'href_matches':'/*'}}],'prerender':[{'where':{'selector_matches':'a'}}]}"
            })
    void rulesThatMayFetchOtherSitesLinksGo(String rules) {
        assertEquals("<p>own<a href=https://other.example/>x</a>", rewritten(rules));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'imports':{'where':'/where.js','source':'document'}}",
                "{'prefetch':[{'urls':['/next']}]}",
                "{'prefetch':[{'source':'list','urls':['/next']}]}",
                "{'prefetch':[{'where':{'href_matches':'/*'}}]}",
                "{'prerender':[{'source':'document','where':{'href_matches':['/a','/b?c']},'eagerness':'moderate'}]}",
                "{'prefetch':[{'source':'document','where':{'and':[{'href_matches':'\\/*'},"
                        + "{'not':{'href_matches':['\\/admin\\/*','\\/*\\\\?(.+)']}},"
                        + "{'not':{'selector_matches':'.no-prefetch'}}]},'eagerness':'conservative'}]}"
            })
    void rulesForTheSitesOwnPathsStay(String rules) {
        assertEquals(page(rules), rewritten(rules));
    }

    private static String page(String rules) {
        return "<p>own<script type=speculationrules>" + rules.replace('\'', '"')
                + "</script><a href=https://other.example/>x</a>";
    }

    private static String rewritten(String rules) {
        byte[] page = page(rules).getBytes(StandardCharsets.UTF_8);
        List<Removal> told = new ArrayList<>();
        return new String(
                Rewriting.rewrite(Rewriting.BUNDLED, Rewriting.page("utf-8"), page, page.length, told),
                StandardCharsets.UTF_8);
    }
}
