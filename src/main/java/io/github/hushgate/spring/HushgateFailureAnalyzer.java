package io.github.hushgate.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells a wrong setting as Spring Boot tells its own: what is wrong, and what to do. */
public final class HushgateFailureAnalyzer extends AbstractFailureAnalyzer<HushgateSettingsException> {
    /** For Spring. */
    public HushgateFailureAnalyzer() {}

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, HushgateSettingsException cause) {
        return new FailureAnalysis(
                "Hushgate does not start with these settings, since pages would be left open:"
                        + System.lineSeparator()
                        + System.lineSeparator()
                        + cause.getMessage(),
                "Change the named property under \"hushgate\"; each line above ends with what would do. All settings:"
                        + " the table in Hushgate's README.",
                cause);
    }
}
