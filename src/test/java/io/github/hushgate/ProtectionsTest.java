package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.HushgateConfig.Route;
import io.github.hushgate.policy.AllowKind;
import io.github.hushgate.policy.ApprovedSet;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.HeaderLine;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.policy.ReferrerPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtectionsTest {
    private final HushgateConfig config = HushgateConfig.builder()
            .sensitive("/report/**")
            .mode(Disposition.REPORT)
            .allow(AllowKind.IMG, "https://images.example")
            .route(Route.of("/report/assault/**")
                    .withMode(Disposition.ENFORCE)
                    .withPreset(Preset.SEALED)
                    .withAllowed(AllowKind.FONT, "https://fonts.example", "the police font"))
            .build();

    @Test
    void whereRulesOverlapTheStrictestCountsAndTheHostsAddUp() {
        Protection both = protection("/report/assault/1");

        assertEquals(Disposition.ENFORCE, both.mode());
        assertEquals(Preset.SEALED, both.preset());
        String policy = lines("/report/assault/1").toString();
        assertTrue(policy.contains("https://images.example"), policy);
        assertTrue(policy.contains("https://fonts.example"), policy);
        assertEquals("/report/**", both.route().toString());
    }

    @Test
    void oneRuleAloneIsNotMadeStricterByAnother() {
        assertEquals(Disposition.REPORT, protection("/report/theft").mode());
        assertEquals(Preset.CONFIDENTIAL, protection("/report/theft").preset());
    }

    @Test
    void anOverlapIsMadeOnce() {
        var routes = Protections.routes(config);
        var protections = new Protections(config, "/hushgate/reports");
        Protection first = protections.of(routes.matchPath("/report/assault/1"));
        assertSame(first, protections.of(routes.matchPath("/report/assault/2")));
    }

    @Test
    void anApprovedTemplatesScriptsMayRunButNotWhereAHashWouldOpenAll() {
        String hash = "'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='";
        ConfigBuilder approved =
                HushgateConfig.builder().sensitive("/report/**").approved(ApprovedSet.GOVUK_FRONTEND);
        assertTrue(
                header(approved.build(), "/report/1", "Content-Security-Policy").contains(hash));
        HushgateConfig contained = approved.preset(Preset.CONTAIN).build();
        assertThrows(IllegalArgumentException.class, () -> new Protections(contained, "/hushgate/reports"));
    }

    @Test
    void aPathThatIsNotSensitiveHasNoLines() {
        assertEquals(List.of(), lines("/news"));
    }

    private static String header(HushgateConfig config, String path, String name) {
        return new HeaderPreview(config)
                .lines(path, "n0nce", true).stream()
                        .filter(line -> line.name().equals(name))
                        .map(HeaderLine::value)
                        .findFirst()
                        .orElse("none");
    }

    private static ConfigBuilder contained() {
        return HushgateConfig.builder().sensitive("/report/**").preset(Preset.CONTAIN);
    }

    @Test
    void aRouteMayKeepItsPagesWhereNoNonceIs() {
        HushgateConfig keeps = contained()
                .route(Route.of("/report/map").withCacheControl("private, max-age=60"))
                .build();
        assertEquals("private, max-age=60", header(keeps, "/report/map", "Cache-Control"));
        assertEquals("no-store", header(keeps, "/report/theft", "Cache-Control"));
        String told = new Protections(keeps, "/r").warnings().toString();
        assertTrue(told.contains("\"private, max-age=60\" on \"/report/map\""), told);
    }

    @Test
    void whereRoutesDisagreeOrBringANonceNothingIsKept() {
        HushgateConfig keeps = contained()
                .route(Route.of("/report/map/**").withCacheControl("private"))
                .route(Route.of("/report/map/a").withCacheControl("private, max-age=60"))
                .route(Route.of("/report/*/b").withPreset(Preset.CONFIDENTIAL))
                .build();
        assertEquals("private", header(keeps, "/report/map/c", "Cache-Control"));
        assertEquals("no-store", header(keeps, "/report/map/a", "Cache-Control"));
        assertEquals("no-store", header(keeps, "/report/map/b", "Cache-Control"));
    }

    @Test
    void aRouteMayHideMoreOfWhereItsVisitorComesFrom() {
        HushgateConfig hides = contained()
                .route(Route.of("/report/assault/**").withReferrerPolicy(ReferrerPolicy.NO_REFERRER))
                .build();
        assertEquals("no-referrer", header(hides, "/report/assault/1", "Referrer-Policy"));
        assertEquals("origin", header(hides, "/report/theft", "Referrer-Policy"));
    }

    private Protection protection(String path) {
        return new Protections(config, "/hushgate/reports")
                .of(Protections.routes(config).matchPath(path));
    }

    private List<HeaderLine> lines(String path) {
        return new HeaderPreview(config).lines(path, "n0nce", true);
    }
}
