package io.github.hushgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ApprovedSetTest {
    /** As the template's versions 5, and 3 and 4, print them. */
    private static final List<String> GOVUK = List.of(
            "document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? "
                    + "' govuk-frontend-supported' : '');",
            "document.body.className = ((document.body.className) ? document.body.className + ' js-enabled' : "
                    + "'js-enabled');");

    @Test
    void theHashesAreThoseOfTheTemplatesScripts() {
        assertEquals(
                GOVUK.stream().map(ApprovedScripts::hashOf).toList(),
                ApprovedSet.GOVUK_FRONTEND.scripts().hashes());
    }

    @ParameterizedTest
    @EnumSource(ApprovedSet.class)
    void everySetHoldsSomething(ApprovedSet set) {
        assertFalse(set.scripts().entries().isEmpty());
    }
}
