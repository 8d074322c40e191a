package io.github.hushgate;

import java.util.function.Function;

/**
 * One key of the settings.
 *
 * @param name as the owner writes it, with dots between its words: {@code trackers.strip}
 * @param fallback what counts while nobody has set it
 * @param reader makes the value of what a place holds (text, a number, a list, an object); refuses with a message that
 *     says what would do
 */
record SettingKey<T>(String name, T fallback, Function<Object, T> reader) {
    /** The variable of the environment that sets it: {@code HUSHGATE_TRACKERS_STRIP}. */
    String variable() {
        return "HUSHGATE_" + Words.upper(name.replace('.', '_').replace('-', '_'));
    }
}
