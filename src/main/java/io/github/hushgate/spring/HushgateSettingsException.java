package io.github.hushgate.spring;

/** A setting that stops the start; the message has a line for each, which says what would do. */
final class HushgateSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    HushgateSettingsException(String message, IllegalArgumentException cause) {
        super(message, cause);
    }
}
