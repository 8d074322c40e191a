package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.HushgateConfig.Ceiling;
import io.github.hushgate.HushgateConfig.Guard;
import io.github.hushgate.HushgateConfig.JourneySettings;
import io.github.hushgate.HushgateConfig.Route;
import io.github.hushgate.policy.AllowKind;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.policy.ReferrerPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class HushgateConfigTest {
    @Test
    void withoutAKeyTheDefaultsCount() {
        var config = HushgateConfig.builder().build();
        assertEquals(List.of(), config.sensitive());
        assertEquals(Disposition.ENFORCE, config.mode());
        assertEquals(Preset.CONFIDENTIAL, config.preset());
        assertEquals(HushgateConfig.Strip.ON, config.trackers().strip());
        assertTrue(config.trackers().surrogates());
        assertEquals("/hushgate/reports", config.reports().path());
        assertEquals(262_144, config.reports().limits().bodyBytes());
        assertTrue(config.allow().isEmpty());
    }

    @Test
    void theEndpointsOriginIsOwnUntilTheOwnerNamesTheOrigins() {
        var proxied = HushgateConfig.builder().sensitive("/report/**").reportsUrl("https://www.police.test:8443/r");
        assertEquals(List.of("https://www.police.test:8443"), proxied.build().ownOrigins());
        assertEquals(
                List.of("https://police.test"),
                proxied.origins("https://police.test").build().ownOrigins());
        var path = HushgateConfig.builder().sensitive("/report/**").reportsUrl("/app/r");
        assertEquals(List.of(), path.build().ownOrigins());
    }

    @Test
    void theJourneysDefaultsFollowTheMode() {
        var enforce = HushgateConfig.builder().build().journey();
        assertEquals(
                new JourneySettings(
                        true,
                        true,
                        false,
                        false,
                        Optional.empty(),
                        Ceiling.ENFORCE,
                        Guard.OFF,
                        List.of(),
                        Guard.PROTECT,
                        List.of()),
                enforce);
        var observe = HushgateConfig.builder().mode(Disposition.REPORT).build().journey();
        assertEquals(Ceiling.REPORT, observe.ceiling());
        assertEquals(Guard.WARN, observe.doorways());
        assertEquals(Guard.WARN, observe.workers());
    }

    @Test
    void anAgeOfACookieThatNobodySetsStopsTheStart() {
        var alone = HushgateConfig.builder().set("journey.minutes", "30");
        String message =
                assertThrows(IllegalArgumentException.class, alone::build).getMessage();
        assertTrue(message.startsWith("journey.minutes: \"30\""), message);
        assertTrue(message.contains("journey.sticky"), message);
        var together = HushgateConfig.builder().set("journey.minutes", "30").journeySticky(true);
        assertEquals(
                Optional.of(Duration.ofMinutes(30)), together.build().journey().age());
    }

    @Test
    void everyKeyCanBeTold() {
        var told = HushgateConfig.builder()
                .sensitive("/report/**")
                .mode(Disposition.REPORT)
                .build()
                .effective();
        assertEquals("[/report/**]", told.get("sensitive"));
        assertEquals("observe", told.get("mode"));
        assertEquals("confidential", told.get("preset"));
        assertEquals("", told.get("reports.url"));
        assertEquals(SettingKeys.names().size(), told.size());
    }

    @Test
    void listsAddUp() {
        var config = HushgateConfig.builder()
                .sensitive("/report/**")
                .sensitive("/contact/**", "/report/**")
                .allow(AllowKind.IMG, "https://a.example")
                .allow(AllowKind.IMG, "https://b.example")
                .trackersAlias("h.localhost", "h", "one")
                .trackersAlias("i.localhost", "i", "two")
                .build();
        assertEquals(List.of("/report/**", "/contact/**"), config.sensitive());
        assertEquals(
                List.of("https://a.example", "https://b.example"),
                config.allow().get(AllowKind.IMG));
        assertEquals(2, config.trackers().alias().size());
    }

    @Test
    void aRouteIsStricterAndAddsHosts() {
        var map = Route.of("/report/map")
                .withPreset(Preset.SEALED)
                .withAllowed(AllowKind.IMG, "https://tiles.example", "the map");
        var rules = HushgateConfig.builder()
                .sensitive("/report/**")
                .allow(AllowKind.IMG, "https://a.example")
                .route(map)
                .build()
                .rules();
        assertEquals(
                List.of("/report/**", "/report/map"),
                rules.stream().map(HushgateConfig.Rule::pattern).toList());
        assertEquals(Preset.SEALED, rules.get(1).preset());
        assertEquals(
                List.of("https://a.example", "https://tiles.example"),
                rules.get(1).allow().get(AllowKind.IMG));
    }

    @Test
    void aRouteMayNotLowerModeOrPreset() {
        var observe = HushgateConfig.builder().route(Route.of("/report/a").withMode(Disposition.REPORT));
        assertRefused("may not lower mode to \"observe\" while the site's mode is \"enforce\"", observe::build);
        var contain = HushgateConfig.builder().route(Route.of("/report/a").withPreset(Preset.CONTAIN));
        assertRefused(
                "may not lower preset to \"contain\" while the site's preset is \"confidential\"", contain::build);
        HushgateConfig.builder()
                .mode(Disposition.REPORT)
                .route(Route.of("/report/a").withMode(Disposition.ENFORCE))
                .build();
    }

    @Test
    void aRouteMayNotKeepANonceNorTellMoreThanTheSite() {
        var keeps = HushgateConfig.builder().route(Route.of("/report/a").withCacheControl("private"));
        assertRefused(
                "routes: \"/report/a\" may not set cache-control to \"private\", which would keep a nonce for a second"
                        + " visit; leave it out of the route, or set it to \"no-store\"",
                keeps::build);
        var tells =
                HushgateConfig.builder().route(Route.of("/report/a").withReferrerPolicy(ReferrerPolicy.STRICT_ORIGIN));
        assertRefused(
                "may not lower referrer-policy to \"strict-origin\" while the site's referrer-policy is \"origin\"",
                tells::build);
        HushgateConfig.builder()
                .preset(Preset.CONTAIN)
                .route(Route.of("/report/a").withCacheControl("private").withReferrerPolicy(ReferrerPolicy.NO_REFERRER))
                .build();
    }

    @Test
    void aBadValueNamesKeyValueAndABetterOne() {
        var builder = HushgateConfig.builder();
        assertRefused(
                "sensitive: \"report/*\" must start with \"/\"; did you mean \"/report/*\"?",
                () -> builder.sensitive("report/*"));
        assertRefused("sensitive: \"/\" is ambiguous; did you mean /**", () -> builder.sensitive("/"));
        assertRefused("origins: \"www.example.org\" is not an origin", () -> builder.origins("www.example.org"));
        assertRefused("reports.path: \"hushgate\" is not a path", () -> builder.reportsPath("hushgate"));
        assertRefused("allow.img: \"a b\" is not a host", () -> builder.allow(AllowKind.IMG, "a b"));
        assertRefused("build: \"a b\"", () -> builder.build("a b"));
    }

    private static void assertRefused(String message, Executable code) {
        String actual = assertThrows(IllegalArgumentException.class, code).getMessage();
        assertTrue(actual.contains(message), actual);
    }
}
