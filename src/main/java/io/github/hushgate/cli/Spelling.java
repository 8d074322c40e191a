package io.github.hushgate.cli;

import java.util.Locale;

/** How constants are spelt for people. */
final class Spelling {
    private Spelling() {}

    /** {@code SESSION_REPLAY} is {@code session-replay}, as the catalog's files write it. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
