package io.github.hushgate;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the rooms' arrows: which room may name which, and which library each may name. */
class ArchitectureTest {
    private static final String ROOT = "io.github.hushgate";

    /** The root room is the empty name. A room that is missing here may name no other. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry(
                    "",
                    Set.of(
                            "route",
                            "policy",
                            "tracker",
                            "rewrite",
                            "response",
                            "journey",
                            "report",
                            "store",
                            "review",
                            "alert",
                            "url")),
            Map.entry("url", Set.of()),
            Map.entry("route", Set.of()),
            Map.entry("html", Set.of()),
            Map.entry("policy", Set.of("url")),
            Map.entry("tracker", Set.of("url")),
            Map.entry("rewrite", Set.of("html", "tracker", "url")),
            Map.entry("response", Set.of("rewrite", "html", "policy", "tracker", "url")),
            Map.entry("journey", Set.of("route", "policy", "html", "tracker", "url")),
            Map.entry("report", Set.of("route", "policy", "tracker", "url")),
            Map.entry("store", Set.of("report", "policy")),
            Map.entry("review", Set.of("report", "policy", "tracker")),
            Map.entry("alert", Set.of("report")),
            Map.entry("assertions", Set.of("rewrite", "html", "tracker", "policy", "url")));

    private static final Set<String> EDGES = Set.of("spring", "metrics", "cli");

    private static JavaClasses ours;

    @BeforeAll
    static void read() {
        var main = HushgateFilter.class.getProtectionDomain().getCodeSource().getLocation();
        ours = new ClassFileImporter().importUrl(main);
    }

    @TestFactory
    Stream<DynamicTest> aRoomNamesOnlyTheRoomsBelowIt() {
        return ARROWS.keySet().stream()
                .sorted()
                .map(room -> DynamicTest.dynamicTest(room.isEmpty() ? "root" : room, () -> onlyItsArrows(room)));
    }

    private static void onlyItsArrows(String room) {
        var allowed = new ArrayList<String>(List.of(name(room)));
        ARROWS.get(room).forEach(below -> allowed.add(name(below)));
        var elsewhere = resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(allowed.toArray(String[]::new)));
        ArchRule rule = noClasses().that().resideInAPackage(name(room)).should().dependOnClassesThat(elsewhere);
        rule.allowEmptyShould(true).check(ours);
    }

    private static String name(String room) {
        return room.isEmpty() ? ROOT : ROOT + "." + room;
    }

    @Test
    void nothingNamesAnEdge() {
        for (String edge : EDGES) {
            // Somebody must hand Micrometer's registry over: of the edges, spring alone names another.
            String[] may =
                    edge.equals("metrics") ? new String[] {name(edge), name("spring")} : new String[] {name(edge)};
            noClasses()
                    .that()
                    .resideOutsideOfPackages(may)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(name(edge))
                    .check(ours);
        }
    }

    @Test
    void everyRoomIsDrawn() {
        for (JavaClass each : ours) {
            String room = each.getPackageName().equals(ROOT)
                    ? ""
                    : each.getPackageName().substring(ROOT.length() + 1);
            if (!ARROWS.containsKey(room) && !EDGES.contains(room)) {
                throw new AssertionError("no arrows are drawn for the room of " + each.getName());
            }
        }
    }

    @Test
    void noArrowGoesRound() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(ours);
    }

    @TestFactory
    Stream<DynamicTest> aLibraryIsNamedOnlyByItsRooms() {
        return Stream.of(
                only("jakarta.servlet..", "", "route", "response", "journey", "report", "review", "spring"),
                only("com.fasterxml.jackson..", "", "tracker", "report", "store", "review", "cli"),
                only("com.github.benmanes.caffeine..", "tracker", "report"),
                only("java.sql..", "store"),
                only("javax.sql..", "store", ""),
                only("org.apache.kafka..", "store"),
                only("org.springframework..", "spring"),
                only("io.micrometer..", "metrics", "spring"),
                only("picocli..", "cli"));
    }

    private static DynamicTest only(String library, String... rooms) {
        String[] packages = Stream.of(rooms).map(ArchitectureTest::name).toArray(String[]::new);
        return DynamicTest.dynamicTest(
                library,
                () -> noClasses()
                        .that()
                        .resideOutsideOfPackages(packages)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(library)
                        .check(ours));
    }

    @Test
    void noJacksonTypeIsInThePublicApi() {
        DescribedPredicate<JavaClass> jackson =
                describe("a Jackson type", each -> each.getPackageName().startsWith("com.fasterxml.jackson"));
        fields().that()
                .arePublic()
                .should()
                .notHaveRawType(jackson)
                .allowEmptyShould(true)
                .check(ours);
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should()
                .notHaveRawReturnType(jackson)
                .allowEmptyShould(true)
                .check(ours);
    }

    @Test
    void aClassIsClosedUnlessItIsMadeToBeExtended() {
        DescribedPredicate<JavaClass> extended = describe(
                "extended in its own room", each -> !each.getSubclasses().isEmpty());
        classes()
                .that()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and(DescribedPredicate.not(extended))
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(ours);
    }

    @Test
    void everyRoomSaysWhatItDoes() throws IOException {
        Path main = Path.of("src/main/java");
        try (Stream<Path> tree = Files.walk(main)) {
            List<Path> silent = tree.filter(Files::isDirectory)
                    .filter(ArchitectureTest::holdsCode)
                    .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                    .toList();
            if (!silent.isEmpty()) {
                throw new AssertionError("no package-info.java in " + silent);
            }
        }
    }

    private static boolean holdsCode(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return !folder.equals(Path.of("src/main/java"))
                    && files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
