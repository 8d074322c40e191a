package io.github.hushgate.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hushgate.report.ViolationGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One refusal is one, however many policies tell of it. */
class ViolationFoldTest {
    private static List<ViolationGroup> fold(String... policyTypeDirective) {
        ViolationFold fold = new ViolationFold();
        for (String each : policyTypeDirective) {
            String[] words = each.split(" ", -1);
            fold.add(JsonLinesStoreTest.report("a.example", words[0], words[1], words[2]));
        }
        return fold.groups();
    }

    private static long total(List<ViolationGroup> groups) {
        return groups.stream().mapToLong(ViolationGroup::count).sum();
    }

    @Test
    void twoPoliciesAndAnAllowlistTellOfOneImage() {
        assertEquals(1, total(fold("a csp-violation img-src", "b csp-violation img-src", "c connection-allowlist ")));
    }

    @Test
    void theLargestOfThePoliciesStands() {
        assertEquals(2, total(fold("a csp-violation img-src", "b csp-violation img-src", "b csp-violation img-src")));
    }

    @Test
    void directivesAddUpAndTheAllowlistIsComparedWithTheirSum() {
        String list = "c connection-allowlist ";
        assertEquals(2, total(fold("a csp-violation img-src", "a csp-violation script-src", list, list)));
        assertEquals(3, total(fold("a csp-violation img-src", "a csp-violation script-src", list, list, list)));
    }
}
