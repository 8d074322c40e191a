package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;

import io.github.hushgate.policy.AllowKind;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.Preset;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpeningsTest {
    private static Openings openings(ConfigBuilder builder) {
        HushgateConfig config = builder.sensitive("/report/**").build();
        return new Openings(config, new Protections(config, "/hushgate/reports"), TrackerProbes.bundled());
    }

    @Test
    void nothingIsToldWhereNothingWasOpened() {
        for (Preset preset : Preset.values()) {
            Openings openings = openings(HushgateConfig.builder().preset(preset));
            openings.check();
            assertEquals(List.of(), openings.warnings());
            assertEquals(List.of(), openings.told());
        }
    }

    @Test
    void anAllowedHostThatTheCatalogKnowsIsWarnedAboutAndSaidToBeOpen() {
        for (Disposition mode : Disposition.values()) {
            Openings openings = openings(
                    HushgateConfig.builder().mode(mode).allow(AllowKind.SCRIPT, "https://connect.facebook.net"));
            openings.check();
            assertEquals(
                    List.of("allow.script: \"https://connect.facebook.net\" is a host of Meta Pixel;"
                            + " rule \"/report/**\" lets it through"),
                    openings.warnings());
            assertTrue(
                    openings.told().contains("allow: Meta Pixel gets through by script on /report/**, as set"),
                    openings.told()::toString);
        }
    }

    @Test
    void aSealedRuleRefusesToLinkToATrackerAndAMilderOneDoesNot() {
        for (String host : List.of("https://www.facebook.com", "connect.facebook.net", "https://bat.bing.com")) {
            var refused = assertThrows(
                    IllegalArgumentException.class,
                    () -> openings(HushgateConfig.builder()
                                    .preset(Preset.SEALED)
                                    .allow(AllowKind.LINK, host))
                            .check());
            assertTrue(refused.getMessage().startsWith("allow.link: \"" + host + "\""), refused.getMessage());
            openings(HushgateConfig.builder().allow(AllowKind.LINK, host)).check();
        }
        openings(HushgateConfig.builder().preset(Preset.SEALED).allow(AllowKind.LINK, "https://www.victims.example"))
                .check();
    }

    @Test
    void aWildcardOpensWhatItOpens() {
        Openings openings = openings(HushgateConfig.builder().set("allow.dangerous-img", List.of("https:")));
        assertTrue(
                openings.told().stream().anyMatch(line -> line.startsWith("allow: Meta Pixel gets through by pixel")),
                openings.told()::toString);
    }

    @Test
    void theFilterItselfDoesNotStartWithSuchALink() {
        HushgateConfig config = HushgateConfig.builder()
                .sensitive("/report/**")
                .preset(Preset.SEALED)
                .allow(AllowKind.LINK, "https://www.facebook.com")
                .build();
        assertThrows(
                IllegalArgumentException.class,
                () -> Site.open(config, mock(ServletContext.class), Optional.empty(), List.of()));
        assertEquals(Map.of(AllowKind.LINK, List.of("https://www.facebook.com")), config.allow());
    }
}
