package io.github.hushgate.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptReaderTest {
    private static final TrackerCatalog CATALOG = TrackerCatalog.bundled();
    private static final String META = "!function(f){f.fbq=f._fbq=[]}(window);fbq('init','1');"
            + "u='https://connect.facebook.net/en_US/fbevents.js';";
    private static final String OWN = "function validate(form) { return form.name.value.length > 0; }\n";

    private static ScriptVerdict read(ScriptReader reader, String script) {
        byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
        return reader.read(bytes, 0, bytes.length);
    }

    @Test
    void aScriptIsTheSameTheSecondTime() {
        ScriptReader reader = TrackerDetector.of(CATALOG).scriptReader();
        ScriptReader anew =
                TrackerDetector.builder(CATALOG).withoutMemory().build().scriptReader();
        for (String script : List.of(META, OWN, META + OWN.repeat(90), OWN + "gtag('event', 'x')", "", "f()")) {
            ScriptVerdict first = read(reader, script);
            assertEquals(read(anew, script), first, script);
            assertSame(first, read(reader, script), script);
        }
    }

    @Test
    void itsVerdictIsWholeAndStays() {
        ScriptReader reader = TrackerDetector.of(CATALOG).scriptReader();
        ScriptVerdict verdict = read(reader, META + OWN.repeat(90));
        read(reader, "gtag('js', new Date())");
        assertEquals("meta-pixel", verdict.tracker().orElseThrow().id());
        assertTrue(verdict.mixed());
        assertEquals(Set.of("_fbq", "fbq"), verdict.globals());
        assertFalse(read(reader, META).mixed());
    }

    @Test
    void whatOneThreadHasReadTheOthersKnow() throws Exception {
        TrackerDetector detector = TrackerDetector.of(CATALOG);
        var pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> wrong = IntStream.range(0, 4)
                    .mapToObj(seed -> pool.submit(() -> wrongAnswers(detector.scriptReader(), new Random(seed))))
                    .toList();
            for (Future<Integer> each : wrong) {
                assertEquals(0, each.get());
            }
        } finally {
            pool.shutdownNow();
        }
        assertSame(read(detector.scriptReader(), META), read(detector.scriptReader(), META));
    }

    /** More scripts than are remembered, from a few thousand, so that they drive each other out. */
    private static int wrongAnswers(ScriptReader reader, Random random) {
        int wrong = 0;
        for (int turn = 0; turn < 20_000; turn++) {
            int number = random.nextInt(12_000);
            boolean tracks = number % 3 == 0;
            ScriptVerdict verdict = read(reader, (tracks ? META : OWN) + number);
            wrong += verdict.tracker().isPresent() == tracks ? 0 : 1;
        }
        return wrong;
    }

    @Test
    void noMoreThanSoManyAreRemembered() {
        ScriptMemory.Verdicts verdicts = memory().verdicts();
        ScriptVerdict tracking = new ScriptVerdict(CATALOG.trackers().stream().findFirst(), false, Set.of());
        for (long fingerprint = 1; fingerprint <= 40_000; fingerprint++) {
            verdicts.add(fingerprint, fingerprint % 2 == 0 ? tracking : ScriptVerdict.NOTHING);
        }
        long clean = IntStream.rangeClosed(1, 40_000)
                .filter(each -> verdicts.of(each) == ScriptVerdict.NOTHING)
                .count();
        long found = IntStream.rangeClosed(1, 40_000)
                .filter(each -> verdicts.of(each) == tracking)
                .count();
        assertTrue(clean > ScriptMemory.CLEAN / 4 && clean <= ScriptMemory.CLEAN, "clean " + clean);
        assertTrue(found > ScriptMemory.TRACKING / 4 && found <= ScriptMemory.TRACKING, "tracking " + found);
    }

    private static ScriptMemory memory() {
        return new ScriptMemory(new UrlLookup(CATALOG, new OwnerRules(), false, List::of), true);
    }

    @Test
    void fourThatSharePlacesAreAllRememberedAndAFifthTakesThePlaceOfOne() {
        ScriptVerdict tracking = new ScriptVerdict(CATALOG.trackers().stream().findFirst(), false, Set.of());
        for (ScriptVerdict verdict : List.of(ScriptVerdict.NOTHING, tracking)) {
            ScriptMemory.Verdicts verdicts = memory().verdicts();
            List<Long> sharing = LongStream.rangeClosed(0, 4)
                    .mapToObj(each -> 5 + each * ScriptMemory.CLEAN)
                    .toList();
            sharing.subList(0, 4).forEach(each -> verdicts.add(each, verdict));
            sharing.subList(0, 4).forEach(each -> assertEquals(verdict, verdicts.of(each)));
            assertNull(verdicts.of(sharing.get(4)));
            verdicts.add(sharing.get(4), verdict);
            assertEquals(verdict, verdicts.of(sharing.get(4)));
            assertEquals(
                    4,
                    sharing.stream().filter(each -> verdicts.of(each) != null).count());
        }
    }

    @Test
    void inAFullMemoryTheScriptsOfOnePageDoNotDisplaceEachOtherForEver() {
        ScriptVerdict tracking = new ScriptVerdict(CATALOG.trackers().stream().findFirst(), false, Set.of());
        for (ScriptVerdict verdict : List.of(ScriptVerdict.NOTHING, tracking)) {
            ScriptMemory.Verdicts verdicts = memory().verdicts();
            LongStream.rangeClosed(1, 40_000).forEach(each -> verdicts.add(each, verdict));
            List<Long> page = List.of(1L + (1L << 40), 1L + (2L << 40), 1L + (3L << 40));
            for (int visit = 0; visit < 200; visit++) {
                page.stream().filter(each -> verdicts.of(each) == null).forEach(each -> verdicts.add(each, verdict));
            }
            assertTrue(page.stream().allMatch(each -> verdicts.of(each) == verdict));
        }
    }

    @Test
    void aNewListIsAskedAboutOldScripts(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("own.txt");
        Files.writeString(file, "||first.example^\n");
        try (FilterLists lists = FilterLists.load(List.of(file), List.of())) {
            ScriptReader reader =
                    TrackerDetector.builder(CATALOG).lists(lists).build().scriptReader();
            String script = "load('https://second.example/a.js')";
            assertEquals(Optional.empty(), read(reader, script).tracker());
            assertEquals(Optional.empty(), read(reader, script).tracker());
            Files.writeString(file, "||first.example^\n||second.example^\n");
            assertTrue(lists.refresh());
            assertEquals(
                    "list:own", read(reader, script).tracker().map(Tracker::id).orElse("none"));
        }
    }
}
