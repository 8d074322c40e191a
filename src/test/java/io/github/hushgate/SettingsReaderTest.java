package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.HushgateConfig.Strip;
import io.github.hushgate.policy.AllowKind;
import io.github.hushgate.policy.ApprovedSet;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.policy.ReferrerPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    private final Map<String, String> context = new HashMap<>();
    private final Map<String, String> init = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> resources = new HashMap<>();
    private Optional<HushgateConfig> code = Optional.empty();

    private HushgateConfig read() {
        return result().config();
    }

    private SettingsReader.Result result() {
        return SettingsReader.read(new SettingPlaces(
                code, context, init, properties, environment, path -> Optional.ofNullable(resources.get(path))));
    }

    private String refused() {
        return assertThrows(IllegalArgumentException.class, this::read).getMessage();
    }

    @Test
    void eachPlaceSetsKeys() {
        init.put("sensitive", "/report/**, /contact/**\n/help/*");
        properties.put("hushgate.trackers.strip", "count");
        properties.put("java.version", "17");
        environment.put("HUSHGATE_ALLOW_FRAMED_BY", "https://a.example https://b.example");
        environment.put("PATH", "/bin");
        resources.put("/WEB-INF/hushgate.json", "{\"mode\": \"observe\", \"reports\": {\"limits\": {\"entries\": 7}}}");
        code = Optional.of(HushgateConfig.builder().preset(Preset.SEALED).build());
        HushgateConfig config = read();
        assertEquals(List.of("/report/**", "/contact/**", "/help/*"), config.sensitive());
        assertEquals(Strip.COUNT, config.trackers().strip());
        assertEquals(
                List.of("https://a.example", "https://b.example"),
                config.allow().get(AllowKind.FRAMED_BY));
        assertEquals(Disposition.REPORT, config.mode());
        assertEquals(7, config.reports().limits().entries());
        assertEquals(Preset.SEALED, config.preset());
    }

    @Test
    void everyKeyCanStandInTheFile() {
        resources.put("/WEB-INF/hushgate.json", """
                {
                  "sensitive": ["/report/**"], "except": "/report/help", "mode": "enforce", "preset": "contain",
                  "allow": {"img": ["https://tiles.example"], "framed-by": "'self'", "dangerous-script": "'unsafe-eval'"},
                  "routes": [{"pattern": "/report/map", "preset": "sealed",
                              "cache-control": "private, no-store", "referrer-policy": "no-referrer",
                              "allow": [{"kind": "img", "host": "https://maps.example", "reason": "the map"}]}],
                  "trackers": {"strip": "count", "surrogates": false, "lists": ["/etc/list.txt"],
                               "keep": [{"tracker": "matomo", "reason": "ours"}],
                               "add": [{"host": "stats.example", "reason": "the agency's"}],
                               "alias": [{"host": "t.localhost", "as": "Facebook.com", "reason": "test"}]},
                  "reports": {"path": "/r", "url": "https://www.example/r", "directory": "/var/lib/hushgate",
                              "accept-null-origin": "off", "acknowledge": "received", "noise": ["antivirus host *.example.com"],
                              "retention-days": 30, "max-file-bytes": 70000, "fsync": "on", "client-header": "X-Real-IP",
                              "limits": {"body-bytes": 5000, "read-seconds": 3}},
                  "origins": ["https://www.example"], "build": "2026.1",
                  "headers": {"extras": "integrity-policy", "referrer-policy": "no-referrer",
                              "permissions": {"geolocation": "self"}, "cache-control": "private"}
                }
                """);
        HushgateConfig config = read();
        assertEquals(
                "maps.example", config.routes().get(0).allow().get(0).host().substring(8));
        assertEquals(Optional.of("private, no-store"), config.routes().get(0).cacheControl());
        assertEquals(
                Optional.of(ReferrerPolicy.NO_REFERRER), config.routes().get(0).referrerPolicy());
        assertEquals(
                List.of(new HushgateConfig.Alias("t.localhost", "facebook.com", "test")),
                config.trackers().alias());
        assertFalse(config.trackers().surrogates());
        assertEquals("matomo", config.trackers().keep().get(0).tracker());
        assertEquals("stats.example", config.trackers().add().get(0).host());
        assertEquals(Optional.of(Path.of("/var/lib/hushgate")), config.reports().directory());
        assertEquals(Duration.ofSeconds(3), config.reports().limits().readDeadline());
        assertEquals(List.of("antivirus host *.example.com"), config.reports().noise());
        assertFalse(config.reports().acceptNullOrigin());
        assertEquals(30, config.reports().retentionDays());
        assertEquals(70_000, config.reports().maxFileBytes());
        assertTrue(config.reports().fsync());
        assertEquals(Optional.of("X-Real-IP"), config.reports().clientHeader());
        assertEquals(
                Optional.of(ReferrerPolicy.NO_REFERRER), config.policyOptions().referrerPolicy());
        assertEquals(Map.of("geolocation", true), config.policyOptions().permissions());
        assertEquals(
                List.of("'unsafe-eval'"), config.policyOptions().dangerous().get(AllowKind.SCRIPT));
        assertEquals("2026.1", config.build());
    }

    @Test
    void aListOfObjectsFitsIntoOneLineOfText() {
        init.put("trackers.keep", "[{\"tracker\": \"matomo\", \"reason\": \"ours\"}]");
        assertEquals("ours", read().trackers().keep().get(0).reason());
    }

    @Test
    void theSameValueInTwoPlacesIsFine() {
        init.put("mode", "observe");
        properties.put("hushgate.mode", "OBSERVE");
        context.put("hushgate.mode", "observe");
        init.put("sensitive", "/a, /b");
        resources.put("/WEB-INF/hushgate.json", "{\"sensitive\": [\"/b\", \"/a\"]}");
        code = Optional.of(HushgateConfig.builder().mode(Disposition.REPORT).build());
        assertEquals(Disposition.REPORT, read().mode());
        assertEquals(List.of(), result().overrides());
    }

    /** From the farthest to the nearest, each overriding all before it. */
    @Test
    void theNearerPlaceWins() {
        code = Optional.of(HushgateConfig.builder().sensitive("/code").build());
        assertEquals(List.of("/code"), read().sensitive());
        resources.put("/WEB-INF/hushgate.json", "{\"sensitive\": [\"/file\"]}");
        assertEquals(List.of("/file"), read().sensitive());
        context.put("hushgate.sensitive", "/context");
        context.put("javax.faces.PROJECT_STAGE", "Production");
        assertEquals(List.of("/context"), read().sensitive());
        init.put("sensitive", "/init");
        assertEquals(List.of("/init"), read().sensitive());
        environment.put("HUSHGATE_SENSITIVE", "/environment");
        assertEquals(List.of("/environment"), read().sensitive());
        properties.put("hushgate.sensitive", "/property");
        assertEquals(List.of("/property"), read().sensitive());
        assertEquals(5, result().overrides().size());
    }

    @Test
    void anOverrideNamesBothPlacesAndWhetherItProtectsLess() {
        init.put("mode", "observe");
        environment.put("HUSHGATE_MODE", "enforce");
        assertEquals(
                List.of(new SettingsReader.Overriding(
                        "mode: \"enforce\" in environment variable \"HUSHGATE_MODE\" overrides"
                                + " \"observe\" in init parameter \"mode\"",
                        false)),
                result().overrides());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            mode                | enforce        | observe        | true
            mode                | observe        | enforce        | false
            preset              | sealed         | confidential   | true
            preset              | contain        | confidential   | false
            sensitive           | /a, /b         | /b             | true
            sensitive           | /a             | /a, /b         | false
            except              | /a/b           | /a/c           | true
            except              | /a/b, /a/c     | /a/c           | false
            allow.img           | https://a.test | https://b.test | true
            allow.img           | https://a.test | ``             | false
            allow.dangerous-img | ``             | https:         | true
            trackers.strip      | on             | count          | true
            trackers.strip      | count          | on             | false
            trackers.keep       | []             | [{"tracker": "matomo", "reason": "ours"}] | true
            trackers.lists      | /a.txt         | /b.txt         | true
            routes              | [{"pattern": "/a", "preset": "sealed"}] | [{"pattern": "/a"}] | true
            journey.sticky      | on             | off            | true
            journey.urls        | off            | on             | false
            build               | 1              | 2              | false
            """)
    void anOverrideThatProtectsLessIsAWarning(String key, String before, String after, boolean weakens) {
        init.put(key, before);
        properties.put("hushgate." + key, after);
        assertEquals(1, result().overrides().size());
        assertEquals(weakens, result().overrides().get(0).weakens());
    }

    @Test
    void aWrongValueStopsTheStartAlsoWhereItIsOverridden() {
        init.put("mode", "observ");
        properties.put("hushgate.mode", "enforce");
        assertTrue(refused().contains("\"observ\" is not a mode"), refused());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sensitiv              | /report/** | sensitiv: is not a key, with the value "/report/**" in init parameter "sensitiv"; did you mean "sensitive"?
            trackers.stripp       | count      | trackers.stripp: is not a key, with the value "count" in init parameter "trackers.stripp"; did you mean "trackers.strip"?
            mode                  | observ     | mode: "observ" is not a mode; did you mean "observe"?, in init parameter "mode"
            mode                  | zzz        | mode: "zzz" is not a mode; one of enforce, observe would do, in init parameter "mode"
            preset                | confidental | preset: "confidental" is not known here; did you mean "confidential"?, in init parameter "preset"
            sensitive             | report/**  | sensitive: "report/**" must start with "/"; did you mean "/report/**"?, in init parameter "sensitive"
            trackers.surrogates   | maybe      | trackers.surrogates: "maybe" is neither on nor off; "on", "off", true or false would do, in init parameter "trackers.surrogates"
            reports.limits.depth  | deep       | reports.limits.depth: "deep" is not a whole number from 1 to 100, in init parameter "reports.limits.depth"
            reports.limits.depth  | 0          | reports.limits.depth: "0" is not from 1 to 100, in init parameter "reports.limits.depth"
            trackers.alias        | [{"host": "a.example", "as": "b.example"}] | trackers.alias: "reason" is missing in {host=a.example, as=b.example}, in init parameter "trackers.alias"
            trackers.keep         | matomo     | trackers.keep: "matomo" is not a list of objects; [{"tracker": "matomo", "reason": "runs on our own host"}] would do, in init parameter "trackers.keep"
            trackers.keep         | [{"tracker": "x"}] | trackers.keep: "reason" is missing in {tracker=x}, in init parameter "trackers.keep"
            routes                | [{"patern": "/x"}] | routes: "patern" is no part of it; did you mean "pattern"?, in init parameter "routes"
            """)
    void whatIsWrongNamesKeyValuePlaceAndWhatWouldDo(String key, String value, String message) {
        init.put(key, value);
        assertEquals(message, refused());
    }

    @Test
    void aMisspeltPropertyOrVariableIsFoundToo() {
        properties.put("hushgate.presett", "sealed");
        environment.put("HUSHGATE_SENSITVE", "/a");
        context.put("hushgate.sensitiv", "/a");
        String message = refused();
        assertTrue(message.contains("did you mean \"hushgate.preset\"?"), message);
        assertTrue(message.contains("did you mean \"HUSHGATE_SENSITIVE\"?"), message);
        assertTrue(message.contains("context parameter \"hushgate.sensitiv\"; did you mean"), message);
    }

    @Test
    void allProblemsAreToldAtOnce() {
        init.put("mode", "x");
        init.put("preset", "y");
        assertEquals(2, refused().lines().count());
    }

    @Test
    void aTemplateThatIsKnownByNameIsApprovedAndAnotherNameIsRefused() {
        init.put("approved", "govuk-frontend");
        assertEquals(List.of(ApprovedSet.GOVUK_FRONTEND), read().approved());
        init.put("approved", "govuk-frontent");
        assertTrue(refused().contains("govuk-frontent"), refused());
        assertTrue(refused().contains("did you mean \"govuk-frontend\""), refused());
    }

    @Test
    void aRouteThatLowersNamesItsPlace() {
        init.put("routes", "[{\"pattern\": \"/a\", \"mode\": \"observe\"}]");
        String message = refused();
        assertTrue(message.contains("may not lower mode") && message.contains("in init parameter \"routes\""), message);
    }

    @Test
    void theFileCanBeNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("h.json"), "{\"mode\": \"observe\"}");
        environment.put("HUSHGATE_CONFIG", file.toString());
        assertEquals(Disposition.REPORT, read().mode());
        assertEquals(Disposition.REPORT, HushgateConfig.ofFile(file).mode());
        init.put("config", "/WEB-INF/other.json");
        assertEquals(Disposition.REPORT, read().mode());
        environment.clear();
        assertTrue(refused().contains("\"/WEB-INF/other.json\" cannot be read"), refused());
        resources.put("/WEB-INF/other.json", "{\"preset\": \"sealed\"}");
        assertEquals(Preset.SEALED, read().preset());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                  | is not a JSON object
            {"mode": "observe"} x               | is not JSON
            {"mode": "observe", "mode": "x"}    | Duplicate field 'mode'
            {"trackers.strip": "count", "trackers": {"strip": "count"}} | holds the key "trackers.strip" twice
            {"mode": }                          | (line 1, column
            {"tracker": {"strip": "count"}}     | tracker: is not a key
            {"mode": null}                      | mode: "null" is not a mode
            {"mode": 1}                         | mode: 1 is not text
            """)
    void aFileThatIsNotSoundIsRefused(String text, String message) {
        resources.put("/WEB-INF/hushgate.json", text);
        assertTrue(refused().contains(message), refused());
        assertTrue(refused().contains("/WEB-INF/hushgate.json"), refused());
    }

    @Test
    void noSensitivePatternIsOneWarningThatNamesTheKey() {
        List<String> warnings = read().warnings();
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).startsWith("sensitive: "));
    }
}
