package io.github.hushgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityHeadersTest {
    private static final String NONCE = "abcdefghijklmnopqrstuvwx";

    private static SecurityHeaders.Settings settings(Preset preset, Disposition disposition) {
        return new SecurityHeaders.Settings(preset, disposition, Map.of(), "/hushgate/reports", "/report/**", "7");
    }

    private static SecurityHeaders enforced(Preset preset, AllowKind kind, String... hosts) {
        return SecurityHeaders.of(new SecurityHeaders.Settings(
                preset, Disposition.ENFORCE, Map.of(kind, List.of(hosts)), "/hushgate/reports", "/report/**", "7"));
    }

    private static SecurityHeaders with(Preset preset, PolicyOptions options) {
        return SecurityHeaders.of(new SecurityHeaders.Settings(
                preset, Disposition.ENFORCE, Map.of(), "/hushgate/reports", "/report/**", "7", options));
    }

    private static Map<String, List<String>> byName(List<HeaderLine> lines) {
        var map = new LinkedHashMap<String, List<String>>();
        lines.forEach(line ->
                map.computeIfAbsent(line.name(), name -> new ArrayList<>()).add(line.value()));
        return map;
    }

    private static String only(Map<String, List<String>> lines, String name) {
        assertEquals(1, lines.getOrDefault(name, List.of()).size(), name + " in " + lines);
        return lines.get(name).get(0);
    }

    @Test
    void confidentialIsANoncePolicyAndACeiling() {
        var lines = byName(SecurityHeaders.of(settings(Preset.CONFIDENTIAL, Disposition.ENFORCE))
                .lines(NONCE, false));
        assertEquals(
                List.of(
                        "default-src 'none'; script-src 'self' 'nonce-" + NONCE
                                + "' 'report-sample'; style-src 'self' 'unsafe-inline';"
                                + " img-src 'self' data: blob:; font-src 'self' "
                                + "data:; connect-src 'self'; media-src 'self';"
                                + " manifest-src 'self'; frame-src 'none'; worker-src "
                                + "'none'; object-src 'none'; base-uri 'self';"
                                + " form-action 'self'; frame-ancestors 'none';"
                                + " report-uri /hushgate/reports?p=a&r=%2Freport%2F%2A%2A&b=7",
                        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
                                + " img-src 'self' data: blob:; font-src 'self' "
                                + "data:; connect-src 'self'; media-src 'self';"
                                + " manifest-src 'self'; frame-src 'none'; worker-src "
                                + "'none'; object-src 'none'; base-uri 'self';"
                                + " form-action 'self'; frame-ancestors 'none';"
                                + " report-uri /hushgate/reports?p=b&r=%2Freport%2F%2A%2A&b=7"),
                lines.get("Content-Security-Policy"));
        assertEquals("origin", only(lines, "Referrer-Policy"));
        assertEquals("no-store", only(lines, "Cache-Control"));
        assertEquals("same-origin", only(lines, "Cross-Origin-Opener-Policy"));
        assertEquals("same-origin", only(lines, "Cross-Origin-Resource-Policy"));
        assertEquals("DENY", only(lines, "X-Frame-Options"));
        assertEquals("nosniff", only(lines, "X-Content-Type-Options"));
        assertEquals("off", only(lines, "X-DNS-Prefetch-Control"));
        assertEquals("{\"report_to\":\"x\",\"max_age\":0}", only(lines, "NEL"));
        assertFalse(lines.containsKey("Connection-Allowlist"));
        assertFalse(lines.containsKey("Reporting-Endpoints"));
    }

    @Test
    void reportToIsSentOnlyOnASecureRequest() {
        var lines = byName(
                SecurityHeaders.of(settings(Preset.SEALED, Disposition.ENFORCE)).lines(NONCE, true));
        assertEquals(
                "hg-a=\"/hushgate/reports?p=a&r=%2Freport%2F%2A%2A&b=7\","
                        + " hg-b=\"/hushgate/reports?p=b&r=%2Freport%2F%2A%2A&b=7\","
                        + " hg-c=\"/hushgate/reports?p=c&r=%2Freport%2F%2A%2A&b=7\"",
                only(lines, "Reporting-Endpoints"));
        assertTrue(lines.get("Content-Security-Policy").get(0).endsWith("; report-to hg-a"));
        assertTrue(lines.get("Content-Security-Policy").get(1).endsWith("; report-to hg-b"));
        assertEquals("(response-origin);redirects=allow;report-to=hg-c", only(lines, "Connection-Allowlist"));
        assertEquals("same-origin;report-to=\"hg-c\"", only(lines, "Cross-Origin-Opener-Policy"));
    }

    @Test
    void containHasNoNonceAndNoHash() {
        SecurityHeaders contain = SecurityHeaders.of(settings(Preset.CONTAIN, Disposition.ENFORCE));
        assertFalse(contain.usesNonce());
        String policy = only(byName(contain.lines(NONCE, true)), "Content-Security-Policy");
        assertTrue(policy.contains("script-src 'self' 'unsafe-inline';"), policy);
        assertFalse(policy.contains("nonce"), policy);
        assertFalse(
                only(byName(contain.lines(NONCE, true)), "Reporting-Endpoints").contains("hg-a"));
    }

    @Test
    void sealedTakesNothingButTheNonce() {
        var lines = byName(
                SecurityHeaders.of(settings(Preset.SEALED, Disposition.ENFORCE)).lines(NONCE, false));
        ContentSecurityPolicy a = ContentSecurityPolicy.parse(
                        lines.get("Content-Security-Policy").get(0))
                .get(0);
        assertEquals(
                List.of("'nonce-" + NONCE + "'", "'report-sample'"),
                a.directive("script-src").orElseThrow().values());
        assertEquals(
                "require-trusted-types-for 'script'",
                a.directive("require-trusted-types-for").orElseThrow().toString());
        assertEquals("no-referrer", only(lines, "Referrer-Policy"));
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void everyPresetClosesWhatHasNoFallback(Preset preset) {
        for (var policy :
                SecurityHeaders.of(settings(preset, Disposition.ENFORCE)).policies(NONCE)) {
            assertEquals(
                    "default-src 'none'",
                    policy.directive("default-src").orElseThrow().toString());
            for (String closed : List.of("object-src", "frame-ancestors", "frame-src", "worker-src")) {
                assertEquals(
                        List.of("'none'"),
                        policy.directive(closed).orElseThrow().values(),
                        closed);
            }
            assertTrue(policy.directive("base-uri").isPresent());
            assertTrue(policy.directive("form-action").isPresent());
        }
    }

    @Test
    void observeEnforcesNothingThatCouldBreakAPage() {
        var lines = byName(
                SecurityHeaders.of(settings(Preset.SEALED, Disposition.REPORT)).lines(NONCE, true));
        assertEquals(
                List.of(
                        "Reporting-Endpoints",
                        "Content-Security-Policy-Report-Only",
                        "Connection-Allowlist-Report-Only",
                        "Permissions-Policy-Report-Only",
                        "Cross-Origin-Opener-Policy-Report-Only",
                        "Referrer-Policy",
                        "NEL",
                        "X-Content-Type-Options"),
                List.copyOf(lines.keySet()));
        assertEquals(2, lines.get("Content-Security-Policy-Report-Only").size());
        assertTrue(only(lines, "Permissions-Policy-Report-Only").contains("usb=();report-to=hg-c"));
    }

    @Test
    void observeLeavesOtherResponsesAndTheirCachingAlone() {
        SecurityHeaders observed = SecurityHeaders.of(settings(Preset.CONFIDENTIAL, Disposition.REPORT));
        assertFalse(byName(observed.otherLines(true)).containsKey("X-Content-Type-Options"));
        assertEquals("public, max-age=60", observed.cacheControl("image/png", "public, max-age=60"));
    }

    @Test
    void anAllowedHostOpensItsKindInBothPoliciesAndNowhereElse() {
        var policies = enforced(Preset.CONFIDENTIAL, AllowKind.SCRIPT, "https://maps.example.org")
                .policies(NONCE);
        assertEquals(2, policies.size());
        for (var policy : policies) {
            assertTrue(policy.directive("script-src").orElseThrow().values().contains("https://maps.example.org"));
            assertEquals(1, policy.toString().split("maps.example.org", -1).length - 1);
        }
    }

    @Test
    void aFramedPageMayBeAllowed() {
        SecurityHeaders self = enforced(Preset.CONFIDENTIAL, AllowKind.FRAMED_BY, "'self'");
        var lines = byName(self.lines(NONCE, false));
        assertEquals("SAMEORIGIN", only(lines, "X-Frame-Options"));
        assertTrue(lines.get("Content-Security-Policy").get(0).contains("frame-ancestors 'self'"));
        assertTrue(
                self.warnings().get(0).startsWith("allow.framed-by: 'self'"),
                self.warnings().toString());
        assertFalse(byName(enforced(Preset.CONFIDENTIAL, AllowKind.FRAMED_BY, "https://portal.example.org")
                        .lines(NONCE, false))
                .containsKey("X-Frame-Options"));
    }

    @Test
    void connectionAllowlistIsTheUnionOfAllKinds() {
        var settings = new SecurityHeaders.Settings(
                Preset.SEALED,
                Disposition.ENFORCE,
                Map.of(
                        AllowKind.LINK, List.of("https://help.example.org"),
                        AllowKind.IMG, List.of("https://img.example.org:8443"),
                        AllowKind.FRAMED_BY, List.of("https://portal.example.org")),
                "",
                "r",
                "");
        assertEquals(
                "(response-origin \"https://img.example.org:8443/*\" \"https://help.example.org/*\");redirects=allow",
                only(byName(SecurityHeaders.of(settings).lines(NONCE, true)), "Connection-Allowlist"));
    }

    @Test
    void aKeywordWithoutItsQuotesNamesWhatWouldDo() {
        var self = assertThrows(
                IllegalArgumentException.class, () -> enforced(Preset.CONTAIN, AllowKind.IMG, "\u2018self\u2019"));
        assertEquals("allow.img: \"?self?\" is refused; did you mean \"'self'\"?", self.getMessage());
        var quoted = assertThrows(
                IllegalArgumentException.class,
                () -> enforced(Preset.CONTAIN, AllowKind.IMG, "'https://cdn.example.org'"));
        assertTrue(quoted.getMessage().endsWith("did you mean \"https://cdn.example.org\"?"), quoted.getMessage());
    }

    @Test
    void objectsAndManifestsOpenLikeEveryOtherKind() {
        assertTrue(policies(enforced(Preset.CONFIDENTIAL, AllowKind.OBJECT, "https://maps.example.org")).stream()
                .allMatch(each -> each.contains("object-src https://maps.example.org;")));
        assertTrue(policies(enforced(Preset.CONFIDENTIAL, AllowKind.MANIFEST, "https://app.example.org")).stream()
                .allMatch(each -> each.contains("manifest-src 'self' https://app.example.org;")));
        assertTrue(policies(enforced(Preset.CONFIDENTIAL, AllowKind.SCRIPT, "'self'")).stream()
                .allMatch(each -> each.contains("object-src 'none';")));
    }

    private static List<String> policies(SecurityHeaders headers) {
        List<String> policies = headers.lines(NONCE, true).stream()
                .filter(line -> line.name().equals("Content-Security-Policy"))
                .map(HeaderLine::value)
                .toList();
        assertEquals(2, policies.size());
        return policies;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "*.example.org",
                "https:",
                "data:",
                "https://*",
                "example.org:*",
                "'unsafe-eval'",
                "'unsafe-inline'",
                "self",
                "\u2018self\u2019",
                "none",
                "'https://cdn.example.org'",
                "'none'",
                "'strict-dynamic'",
                "'nonce-abc'",
                "a b",
                "a;b",
                "a,b",
                "a\r\nSet-Cookie: x",
                "bücher.example",
                ""
            })
    void anythingButAnExactHostIsRefusedWithItsKey(String value) {
        var e = assertThrows(IllegalArgumentException.class, () -> enforced(Preset.CONTAIN, AllowKind.SCRIPT, value));
        assertTrue(e.getMessage().startsWith("allow.script: \""), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
    }

    @Test
    void aHostInAnotherAlphabetIsSuggestedAsTheBrowserSpellsIt() {
        var e = assertThrows(
                IllegalArgumentException.class, () -> enforced(Preset.CONTAIN, AllowKind.IMG, "bücher.example"));
        assertTrue(e.getMessage().contains("did you mean \"xn--bcher-kva.example\"?"), e.getMessage());
    }

    @Test
    void whatIsDangerousNeedsTheDangerousKey() {
        SecurityHeaders open = with(
                Preset.CONFIDENTIAL,
                PolicyOptions.DEFAULT.withDangerous(
                        Map.of(AllowKind.SCRIPT, List.of("'unsafe-eval'"), AllowKind.IMG, List.of("https:"))));
        for (var policy : open.policies(NONCE)) {
            assertTrue(policy.directive("script-src").orElseThrow().values().contains("'unsafe-eval'"));
            assertTrue(policy.directive("img-src").orElseThrow().values().contains("https:"));
        }
        assertTrue(
                open.warnings().get(0).startsWith("allow.dangerous-*"),
                open.warnings().toString());
    }

    @Test
    void approvedHashesWithContainAreAStartUpError() {
        var hash = new SourceExpression.Hash(
                SourceExpression.Hash.Algorithm.SHA256, "LDxfA4D8+PLHUvN92m7kSRy42A8VXETQHHRVWT5eLqQ=");
        var options = PolicyOptions.DEFAULT.withApproved(List.of(hash));
        var e = assertThrows(IllegalArgumentException.class, () -> with(Preset.CONTAIN, options));
        assertTrue(e.getMessage().contains("did you mean \"confidential\""), e.getMessage());
        var policies = with(Preset.CONFIDENTIAL, options).policies(NONCE);
        assertTrue(policies.get(0).toString().contains(hash.toString()));
        assertFalse(policies.get(1).toString().contains(hash.toString()));
    }

    @Test
    void aCachedNonceIsAStartUpError() {
        var options = PolicyOptions.DEFAULT.withCacheControl("private, max-age=60");
        var e = assertThrows(IllegalArgumentException.class, () -> with(Preset.CONFIDENTIAL, options));
        assertTrue(e.getMessage().startsWith("cache-control: \"private, max-age=60\""), e.getMessage());
        assertEquals(
                "private, max-age=60",
                only(byName(with(Preset.CONTAIN, options).lines(NONCE, false)), "Cache-Control"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    text/html                | public, max-age=60            | no-store
                    application/json         | public                        | no-store
                    application/pdf          | ''                            | no-store
                    ''                       | ''                            | no-store
                    text/css;charset=utf-8   | public, max-age=60, immutable | private, max-age=60, immutable
                    Image/PNG                | ''                            | private
                    text/javascript          | s-maxage=9, Max-Age=60        | private, Max-Age=60
                    font/woff2               | no-store                      | private, no-store
                    """)
    void onlyAssetsMayBeKeptAndOnlyByTheVisitor(String mediaType, String application, String expected) {
        SecurityHeaders headers = SecurityHeaders.of(settings(Preset.CONFIDENTIAL, Disposition.ENFORCE));
        assertEquals(expected, headers.cacheControl(mediaType, application));
    }

    @Test
    void otherMediaTypesAndWorkersCarryTheCeilingWithoutANonce() {
        SecurityHeaders headers = SecurityHeaders.of(settings(Preset.SEALED, Disposition.ENFORCE));
        String ceiling = headers.policies(NONCE).get(1).toString();
        assertEquals(ceiling, only(byName(headers.otherLines(false)), "Content-Security-Policy"));
        SecurityHeaders worker = SecurityHeaders.ofWorker(settings(Preset.SEALED, Disposition.ENFORCE));
        assertEquals(List.of(new HeaderLine("Content-Security-Policy", ceiling)), worker.lines("", false));
        assertEquals("nosniff", only(byName(headers.otherLines(false)), "X-Content-Type-Options"));
        assertFalse(byName(headers.otherLines(false)).containsKey("Cache-Control"));
    }

    @Test
    void sendingAndListingAreTheSame() {
        for (Preset preset : Preset.values()) {
            for (Disposition disposition : Disposition.values()) {
                SecurityHeaders headers = SecurityHeaders.of(settings(preset, disposition));
                var sent = new ArrayList<HeaderLine>();
                headers.send(NONCE, true, (name, value) -> sent.add(new HeaderLine(name, value)));
                assertEquals(headers.lines(NONCE, true), sent);
                sent.forEach(
                        line -> assertTrue(SecurityHeaders.isOurs(line.name().toUpperCase()), line.name()));
            }
        }
        assertFalse(SecurityHeaders.isOurs("Set-Cookie"));
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void theDefaultSetFitsItsBudget(Preset preset) {
        SecurityHeaders headers = SecurityHeaders.of(settings(preset, Disposition.ENFORCE));
        int bytes =
                headers.lines(NONCE, true).stream().mapToInt(HeaderLine::bytes).sum();
        assertTrue(bytes < SizeBudget.WARN_BYTES, preset + " takes " + bytes + " bytes");
        assertEquals(List.of(), headers.warnings());
    }

    @Test
    void tooManyHostsAreAWarningAndThenAnErrorThatNamesTheDirective() {
        String[] some = hosts(20);
        List<String> warnings =
                enforced(Preset.CONFIDENTIAL, AllowKind.IMG, some).warnings();
        assertTrue(warnings.get(0).contains("; the largest: img-src "), warnings.toString());
        var e = assertThrows(
                IllegalArgumentException.class, () -> enforced(Preset.CONFIDENTIAL, AllowKind.IMG, hosts(90)));
        assertTrue(e.getMessage().contains("more than 6144; the largest: img-src "), e.getMessage());
    }

    private static String[] hosts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "https://a-rather-long-name-" + i + ".example.org")
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reports",
                "//evil.example/r",
                "/r?x=1",
                "/r#x",
                "/r;x",
                "/r,x",
                "/r x",
                "/r\r\nX: y",
                "ftp://x/",
                "/r\"x"
            })
    void aReportAddressThatCouldBreakOutIsRefused(String url) {
        var settings = new SecurityHeaders.Settings(Preset.CONTAIN, Disposition.ENFORCE, Map.of(), url, "r", "b");
        var e = assertThrows(IllegalArgumentException.class, () -> SecurityHeaders.of(settings));
        assertTrue(e.getMessage().startsWith("reports.url: \""), e.getMessage());
    }

    @Test
    void ruleAndBuildCannotBreakOutOfTheirParameter() {
        var settings = new SecurityHeaders.Settings(
                Preset.CONTAIN, Disposition.ENFORCE, Map.of(), "/r", "/ä/*; script-src *, x\r\n", "1&p=z\"");
        String policy = only(byName(SecurityHeaders.of(settings).lines(NONCE, true)), "Content-Security-Policy");
        assertTrue(
                policy.contains(
                        "report-uri /r?p=b&r=%2F%C3%A4%2F%2A%3B%20script-src%20%2A%2C%20x%0D%0A&b=1%26p%3Dz%22;"),
                policy);
    }
}
